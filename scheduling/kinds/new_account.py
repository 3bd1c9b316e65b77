"""新开户: a customer who has just come is welcomed, asked after, and seen again after a month."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import zip_longest

from msgspec.structs import replace

from scheduling.carrying import carried, stays
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import LONGEST_BREAK, Rules
from store.books import Book
from store.records import Customer

NAME = "new_account"
HEADING = "newcomers"
REASONS = {"new_account.day": ("days", "since")}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """The days after the opening that the playbook names, each on a working day; a missed one for a while."""
    given, today = rules.playbook.new_account, rules.today(book.owner, now)
    first = start - timedelta(days=max(given.days, default=0) + given.stays_days + LONGEST_BREAK)
    new = [one for one in book.customers.values() if one.since is not None and first <= one.since <= end]
    opened = Counter(one.since for one in new)
    for customer in new:
        for found in _days(customer, customer.since or first, rules, today):
            if start <= found.day <= end:
                yield _in_a_list(found) if opened[customer.since] >= given.batch_from else found


def _in_a_list(found: Occurrence) -> Occurrence:
    """One of many of a day, such as a company's payroll: nobody calls twenty people one by one."""
    return replace(found, rank=Rank.LIST, listed=True)


def _days(customer: Customer, since: date, rules: Rules, today: date) -> Iterator[Occurrence]:
    given = rules.playbook.new_account
    found = [_occurrence(customer, since, after, rules) for after in sorted(set(given.days))]
    for one, following in zip_longest(found, found[1:]):
        until = stays(one.day, given.stays_days, following.day if following else None)
        yield carried(one, today, until)


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
