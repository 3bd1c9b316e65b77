"""对账小结: what a customer holds, said once a quarter, is a start of a conversation."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from scheduling.carrying import carried
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import LONGEST_BREAK, ONE_DAY, Rules
from scheduling.tier import tier_of
from store.books import Book
from store.records import Customer

NAME = "statement"
HEADING = "statements"
REASONS = {"statement.ready": ("on",)}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """A list of who holds anything, on the first working day of each month that the playbook names."""
    given, today = rules.playbook.statement, rules.today(book.owner, now)
    back = timedelta(days=given.stays_days + LONGEST_BREAK)
    days = list(_days(rules, start - back, end))
    for customer in book.customers.values() if days else ():
        if tier_of(customer, rules.playbook) in given.tiers and _holds(customer):
            for on in days:
                one = _occurrence(customer, on, rules)
                one = carried(one, today, one.day + timedelta(days=given.stays_days))
                if start <= one.day <= end:
                    yield one


def _days(rules: Rules, start: date, end: date) -> Iterator[date]:
    day = start.replace(day=1)
    while day <= end:
        if day.month in rules.playbook.statement.months:
            yield day
        day = (day + 31 * ONE_DAY).replace(day=1)


def _holds(customer: Customer) -> bool:
    return any(not held.ended for held in customer.holdings)


def _occurrence(customer: Customer, on: date, rules: Rules) -> Occurrence:
    return Occurrence(
        kind=NAME,
        subject=customer.id,
        customer=customer.id,
        day=rules.calendar.working_day_after(on),
        named=on,
        reason=Reason(key="statement.ready", facts={"on": on}),
        rank=Rank.LIST,
        ends=("sent", "contact", "skipped"),
        heading=HEADING,
        listed=True,
    )
