"""投诉时限: the day on which the next clock of an open complaint runs out, and every day after that."""

from collections.abc import Iterable
from datetime import date, datetime

from scheduling.complaint_clocks import ComplaintClock, running_clocks
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from scheduling.wall import local
from store.books import Book
from store.records import Complaint

NAME = "complaint"
HEADING = "complaints"
ANSWERED = False
REASONS = {
    f"complaint.{clock}": ("said", "due", "formal", "severity", "received_at")
    for clock in ("acknowledge", "answer", "close")
}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """One for each open complaint, at the minute of its next deadline; a late one stands in today."""
    zone, today = book.owner.zone, rules.today(book.owner, now)
    for complaint in book.complaints.values():
        if complaint.open and complaint.customer in book.customers:
            occurrence = _occurrence(complaint, running_clocks(complaint, rules, zone)[0], zone, today)
            if start <= occurrence.day <= end:
                yield occurrence


def _occurrence(complaint: Complaint, clock: ComplaintClock, zone: str, today: date) -> Occurrence:
    due = local(clock.due, zone)
    facts: dict[str, object] = {
        "said": complaint.said,
        "due": clock.due,
        "formal": complaint.formal,
        "severity": complaint.severity.value,
        "received_at": complaint.received_at,
    }
    return Occurrence(
        kind=NAME,
        subject=f"{complaint.id}-{clock.name}",
        customer=complaint.customer,
        day=max(due.date(), today),
        named=due.date(),
        at=due.time().replace(tzinfo=None) if due.date() >= today else None,
        reason=Reason(key=f"complaint.{clock.name}", facts=facts),
        rank=Rank.COMPLAINT,
        ends=(clock.name.value,),
        heading=HEADING,
        late=due.date() < today,
    )
