"""大额异动: much money came or went from one list to the next."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from scheduling.balances import Step, steps
from scheduling.carrying import carried
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from scheduling.tier import FEN
from store.books import Book
from store.records import Customer

NAME = "movement"
HEADING = "movements"
REASONS = {"movement.came": ("amount", "since"), "movement.went": ("amount", "since")}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """Each large change on the day the list told it, or the next working day; a missed one for a while."""
    given, today = rules.playbook.movement, rules.today(book.owner, now)
    for customer in book.customers.values():
        for step in steps(customer, rules.playbook):
            if _large(step, rules):
                one = _occurrence(customer, step, rules)
                one = carried(one, today, one.day + timedelta(days=given.stays_days))
                if start <= one.day <= end:
                    yield one


def _large(step: Step, rules: Rules) -> bool:
    """Measured against the tier and the assets before it, or those after it where money came."""
    came = step.change > 0
    given = rules.playbook.movement.tiers.get(step.tier_after if came else step.tier_before)
    if given is None:
        return False
    whole = max(step.before, step.after)
    return abs(step.change) >= max(given.share * whole, given.from_yuan * FEN)


def _occurrence(customer: Customer, step: Step, rules: Rules) -> Occurrence:
    came = step.change > 0
    return Occurrence(
        kind=NAME,
        subject=customer.id,
        customer=customer.id,
        day=rules.calendar.working_day_after(step.day),
        named=step.day,
        reason=Reason(
            key="movement.came" if came else "movement.went",
            facts={"amount": abs(step.change), "since": step.day},
        ),
        rank=Rank.MONEY,
        ends=("contact", "skipped"),
        heading=HEADING,
        amount=abs(step.change),
    )
