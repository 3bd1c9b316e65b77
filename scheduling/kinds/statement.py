"""对账小结: what a customer holds, said once a quarter, is a start of a conversation."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from typing import NamedTuple

from scheduling.carrying import stands_on
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import LONGEST_BREAK, ONE_DAY, Rules
from scheduling.tier import by_tier
from store.books import Book
from store.records import Customer

NAME = "statement"
HEADING = "statements"
REASONS = {"statement.ready": ("on",)}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """A list of who holds anything, on the first working day of each month that the playbook names."""
    given, today = rules.playbook.statement, rules.today(book.owner, now)
    back = timedelta(days=given.stays_days + LONGEST_BREAK)
    stays = timedelta(days=given.stays_days)
    told = [_Told(on, day, stands_on(day, today, day + stays)) for on, day in _days(rules, start - back, end)]
    told = [each for each in told if start <= each.stands <= end]
    if not told:
        return
    tiers = by_tier(book.customers, rules.playbook)
    for customer in chain.from_iterable(many for tier, many in tiers.items() if tier in given.tiers):
        if _holds(customer):
            yield from (_occurrence(customer, each) for each in told)


class _Told(NamedTuple):
    """The first day of a quarter, the working day on which it is told, and the day on which that stands."""

    on: date
    day: date
    stands: date


def _days(rules: Rules, start: date, end: date) -> Iterator[tuple[date, date]]:
    day = start.replace(day=1)
    while day <= end:
        if day.month in rules.playbook.statement.months:
            yield day, rules.calendar.working_day_after(day)
        day = (day + 31 * ONE_DAY).replace(day=1)


def _holds(customer: Customer) -> bool:
    return any(not held.ended for held in customer.holdings)


def _occurrence(customer: Customer, told: _Told) -> Occurrence:
    return Occurrence(
        kind=NAME,
        subject=customer.id,
        customer=customer.id,
        day=told.stands,
        named=told.on,
        late=told.stands > told.day,
        reason=Reason(key="statement.ready", facts={"on": told.on}),
        rank=Rank.LIST,
        ends=("sent", "contact", "skipped"),
        heading=HEADING,
        listed=True,
    )
