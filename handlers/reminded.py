"""What an alarm of the ledger is about, as the book stands now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from scheduling.alarms import follow_up_of
from scheduling.kinds.maturity import asked_about
from scheduling.rules import Rules
from store.books import Book
from store.records import Customer


@dataclass(frozen=True, kw_only=True)
class Reminded:
    """One customer an alarm speaks of; `promise` is the follow-up's id where it is one, `day` the money's."""

    kind: str
    customer: Customer
    at: time | None = None
    day: date | None = None
    promise: str = ""
    how: str = ""
    complaint: bool = False


def reminded_of(book: Book, rules: Rules, kind: str, subject: str, day: date) -> Sequence[Reminded]:
    """The customers an alarm is still about; none where it has been answered meanwhile."""
    if kind.startswith("follow_up"):
        return tuple(_promise(book, kind, follow_up_of(subject)))
    if kind.startswith("complaint"):
        return tuple(_complaint(book, kind, subject.rpartition("-")[0]))
    if kind == "maturity_ask":
        asked = asked_about(book, rules, day)
        return tuple(Reminded(kind=kind, customer=each, day=held.maturity) for each, held in asked)
    customer = book.customers.get(subject.partition("/")[0])
    return (Reminded(kind=kind, customer=customer, day=day),) if customer else ()


def _promise(book: Book, kind: str, number: str) -> Iterable[Reminded]:
    promise = book.follow_ups.get(number)
    if promise is not None and promise.open and promise.customer in book.customers:
        at = promise.at
        if promise.snoozed_to is not None:
            at = promise.snoozed_to.astimezone(ZoneInfo(promise.zone)).time()
        yield Reminded(
            kind="retry" if promise.because == "retry" else kind,
            customer=book.customers[promise.customer],
            at=at,
            day=promise.day,
            promise=promise.id,
            how=promise.how.value,
        )


def _complaint(book: Book, kind: str, number: str) -> Iterable[Reminded]:
    complaint = book.complaints.get(number)
    if complaint is not None and complaint.open and complaint.customer in book.customers:
        yield Reminded(kind=kind, customer=book.customers[complaint.customer], complaint=True)
