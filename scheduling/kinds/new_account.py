"""新开户: a customer who has just come is welcomed, asked after, and seen again after a month."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from store.books import Book
from store.records import Customer

NAME = "new_account"
HEADING = "newcomers"
REASONS = {"new_account.day": ("days", "since")}


def occurrences(book: Book, rules: Rules, start: date, end: date, _now: datetime) -> Iterable[Occurrence]:
    """The days after the opening that the playbook names, each on a working day."""
    days = rules.playbook.new_account.days
    first, last = start - timedelta(days=max(days, default=0) + 20), end
    for customer in book.customers.values():
        if customer.since is not None and first <= customer.since <= last:
            for after in days:
                occurrence = _occurrence(customer, customer.since, after, rules)
                if start <= occurrence.day <= end:
                    yield occurrence


def _occurrence(customer: Customer, since: date, after: int, rules: Rules) -> Occurrence:
    named = since + timedelta(days=after)
    return Occurrence(
        kind=NAME,
        subject=customer.id,
        customer=customer.id,
        day=rules.calendar.working_day_after(named),
        named=named,
        reason=Reason(key="new_account.day", facts={"days": after, "since": since}),
        rank=Rank.RELATIONSHIP,
        ends=("contact", "skipped"),
        heading=HEADING,
    )
