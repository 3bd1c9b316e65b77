"""回来了: a customer who was away, and whom nobody called, is greeted on return."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from scheduling.carrying import carried
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from store.books import Book
from store.records import Customer

NAME = "back_home"
HEADING = "contacts"
REASONS = {"back_home.greet": ("on",)}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """The working day of each return or the one after it; a missed one stays for a while."""
    today = rules.today(book.owner, now)
    for customer in book.customers.values():
        if customer.back_on is not None:
            one = _occurrence(customer, customer.back_on, rules)
            last = one.day + timedelta(days=rules.playbook.back_home.stays_days)
            one = carried(one, today, last)
            if start <= one.day <= end:
                yield one


def _occurrence(customer: Customer, back: date, rules: Rules) -> Occurrence:
    return Occurrence(
        kind=NAME,
        subject=customer.id,
        customer=customer.id,
        day=rules.calendar.working_day_after(back),
        named=back,
        reason=Reason(key="back_home.greet", facts={"on": back}),
        rank=Rank.RELATIONSHIP,
        ends=("sent", "contact", "skipped"),
        heading=HEADING,
    )
