"""跟进: what was promised to a customer, on its day until it is kept or broken."""

from collections.abc import Iterable
from datetime import date, datetime, time

from msgspec.structs import replace

from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from scheduling.wall import instant, local
from store.books import Book
from store.records import FollowUp

NAME = "follow_up"
HEADING = "promised"
ANSWERED = False
REASONS = {
    f"follow_up.{because}": ("how", "text", "day", "at", "deadline", "retry")
    for because in ("promise", "retry", "complaint", "welcome", "maturity")
}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """Each open promise on its day; one whose day has passed stands in today until it is answered."""
    today = rules.today(book.owner, now)
    for follow_up in book.follow_ups.values():
        if follow_up.open and follow_up.customer in book.customers:
            occurrence = _occurrence(follow_up, book.owner.zone, today)
            if (back := comes_back(follow_up, book)) is not None:
                # On a trip nobody is tried again; the day of the return is early enough.
                day = max(today, rules.calendar.working_day_after(back))
                occurrence = replace(occurrence, day=day, at=None, late=False)
            if start <= occurrence.day <= end:
                yield occurrence


def due_of(follow_up: FollowUp) -> datetime | None:
    """The instant (UTC) of a promise that has a time; None for one that has only a day."""
    if follow_up.snoozed_to is not None:
        return follow_up.snoozed_to
    return None if follow_up.at is None else instant(follow_up.day, follow_up.at, follow_up.zone)


def comes_back(follow_up: FollowUp, book: Book) -> date | None:
    """When the customer of a try comes back from a trip that lies over its day; None where none does."""
    customer = book.customers.get(follow_up.customer)
    back = None if customer is None or follow_up.because != "retry" else customer.back_on
    return back if back is not None and _falls(follow_up, book.owner.zone)[0] < back else None


def _occurrence(follow_up: FollowUp, zone: str, today: date) -> Occurrence:
    day, at = _falls(follow_up, zone)
    facts: dict[str, object] = {
        "how": follow_up.how.value,
        "text": follow_up.text,
        "day": day,
        "at": at,
        "deadline": follow_up.deadline,
        "retry": follow_up.retry,
    }
    return Occurrence(
        kind=NAME,
        subject=follow_up.id,
        customer=follow_up.customer,
        day=max(day, today),
        named=follow_up.day,
        at=at if day >= today else None,
        reason=Reason(key=f"follow_up.{follow_up.because}", facts=facts),
        # To try again is no promise: money and deadlines of the same customer are said first.
        rank=Rank.RELATIONSHIP if follow_up.because == "retry" else Rank.PROMISE,
        ends=("kept", "broken"),
        heading="retries" if follow_up.because == "retry" else HEADING,
        late=day < today,
    )


def _falls(follow_up: FollowUp, zone: str) -> tuple[date, time | None]:
    """Day and time in the owner's zone."""
    due = due_of(follow_up)
    if due is None:
        return follow_up.day, None
    there = local(due, zone)
    return there.date(), there.time().replace(tzinfo=None)
