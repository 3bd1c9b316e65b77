"""重大财经事件: on the day, the list of the holders whom it concerns."""

from collections.abc import Iterable
from datetime import date, datetime

from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.playbook import FinancialEvent
from scheduling.rules import Rules
from store.books import Book
from store.records import Customer

NAME = "financial_event"
HEADING = "events"
REASONS = {"financial_event.holder": ("name", "on")}


def occurrences(book: Book, rules: Rules, start: date, end: date, _now: datetime) -> Iterable[Occurrence]:
    """Each holder once for each event of the playbook, as one list."""
    for event in rules.playbook.financial_event.known:
        if start <= event.day <= end:
            for customer in book.customers.values():
                if _concerns(event, customer):
                    yield _occurrence(customer, event)


def _concerns(event: FinancialEvent, customer: Customer) -> bool:
    return any(
        held.kind.value in event.kinds or any(word in held.product for word in event.products)
        for held in customer.holdings
        if not held.ended
    )


def _occurrence(customer: Customer, event: FinancialEvent) -> Occurrence:
    return Occurrence(
        kind=NAME,
        subject=f"{customer.id}/{event.name.replace('|', '/')}",
        customer=customer.id,
        day=event.day,
        named=event.day,
        reason=Reason(key="financial_event.holder", facts={"name": event.name, "on": event.day}),
        rank=Rank.LIST,
        ends=("sent", "contact", "skipped"),
        heading=HEADING,
        listed=True,
    )
