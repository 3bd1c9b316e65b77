"""资料核对: a profile that nobody went through for half a year is gone through again."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b

from scheduling.carrying import carried
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from scheduling.tier import by_tier, height_of
from store.books import Book
from store.records import Customer

NAME = "profile_check"
HEADING = "checks"
ANSWERED = False
REASONS = {"profile_check.due": ("checked",)}
# A list of 250 that came on one day is not gone through on one day.
SPREAD = 30
STAYS = timedelta(days=30)


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """One for each customer of a tier, in a list: it goes along with whatever contact comes next."""
    today = rules.today(book.owner, now)
    least = height_of(rules.playbook.profile.from_tier, rules.playbook)
    # Whoever was gone through, or came with a list, after this day is not due before the end.
    latest = end - timedelta(days=rules.playbook.profile.check_days)
    for tier, customers in by_tier(book.customers, rules.playbook).items():
        for customer in customers if height_of(tier, rules.playbook) >= least else ():
            known = customer.checked_on or customer.listed_on
            due = None if known is None or known > latest else due_on(customer, rules)
            if due is not None and due <= end:
                one = _occurrence(customer, due, rules)
                one = carried(one, today, one.day + STAYS)
                if start <= one.day <= end:
                    yield one


def due_on(customer: Customer, rules: Rules) -> date | None:
    """The day from which the profile is due again; None where nobody knows since when it is kept."""
    days = timedelta(days=rules.playbook.profile.check_days)
    if customer.checked_on is not None:
        return customer.checked_on + days
    if customer.listed_on is None:
        return None
    return customer.listed_on + days + timedelta(days=_spread(customer.id))


@lru_cache(maxsize=100_000)
def _spread(customer: str) -> int:
    return blake2b(customer.encode(), digest_size=2, person=b"check").digest()[0] % SPREAD


def _occurrence(customer: Customer, due: date, rules: Rules) -> Occurrence:
    return Occurrence(
        kind=NAME,
        subject=customer.id,
        customer=customer.id,
        day=rules.calendar.working_day_after(due),
        named=due,
        reason=Reason(key="profile_check.due", facts={"checked": customer.checked_on}),
        rank=Rank.LIST,
        ends=("checked", "skipped"),
        heading=HEADING,
        listed=True,
    )
