"""代办: what a customer asked to have done, until they are told that it is."""

from collections.abc import Iterable
from datetime import date, datetime

from msgspec.structs import replace

from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from store.books import Book
from store.records import Request, RequestState

NAME = "service_request"
HEADING = "requests"
ANSWERED = False
REASONS = {"service_request.due": ("text", "due"), "service_request.tell": ("text", "due")}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """Each open request on its last day; one whose day has passed stands in today until it is closed."""
    today = rules.today(book.owner, now)
    for request in book.requests.values():
        if request.open and request.customer in book.customers:
            found = _occurrence(request)
            one = found if found.day >= today else replace(found, day=today, late=True)
            if start <= one.day <= end:
                yield one


def reason_of(request: Request) -> Reason:
    """What is to be done, or told, and by when."""
    done = request.state is RequestState.DONE
    return Reason(
        key="service_request.tell" if done else "service_request.due",
        facts={"text": request.what, "due": request.due},
    )


def _occurrence(request: Request) -> Occurrence:
    return Occurrence(
        kind=NAME,
        subject=request.id,
        customer=request.customer,
        day=request.due,
        named=request.due,
        reason=reason_of(request),
        rank=Rank.DEADLINE,
        ends=("told", "dropped"),
        heading=HEADING,
    )
