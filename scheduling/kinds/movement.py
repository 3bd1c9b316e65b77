"""大额异动: much money came or went, by the bank's movements or from one list to the next."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from scheduling.balances import Step, steps
from scheduling.carrying import carried
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from scheduling.tier import FEN, tier_of
from store.books import Book
from store.records import Customer

NAME = "movement"
HEADING = "movements"
AT_ONCE = True
REASONS = {"movement.came": ("amount", "since"), "movement.went": ("amount", "since")}
# The balances of a list follow the movements by a few days; it is the same money.
SAME_MONEY = timedelta(days=5)


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """Each large change on the day the list told it, or the next working day; a missed one for a while.

    What moves after the first one of a day is told by itself, also when that one is settled.
    """
    given, today = rules.playbook.movement, rules.today(book.owner, now)
    moved = [customer for customer in book.customers.values() if customer.flows or customer.balances]
    for customer in moved:
        told = Counter[date]()
        for day, change in large_changes(customer, rules):
            told[day] += 1
            one = _occurrence(customer, day, change, told[day], rules)
            one = carried(one, today, one.day + timedelta(days=given.stays_days))
            if start <= one.day <= end:
                yield one


def large_changes(customer: Customer, rules: Rules) -> Iterator[tuple[date, int]]:
    """The day and the amount (fen, negative when money went) of each large change, each money once.

    Those of one day come in the order in which lists told them.
    """
    moved = [
        (flow.on, fen) for flow in customer.flows for fen in flow.moves if _large_sum(customer, fen, rules)
    ]
    yield from moved
    for step in steps(customer, rules.playbook):
        known = any(
            day <= step.day <= day + SAME_MONEY and (fen > 0) == (step.change > 0) for day, fen in moved
        )
        if not known and all(day != step.day for day, _ in moved) and _large(step, rules):
            yield step.day, step.change


def _large_sum(customer: Customer, fen: int, rules: Rules) -> bool:
    """Whether a single sum is a large one for the customer's tier."""
    given = rules.playbook.movement.tiers.get(tier_of(customer, rules.playbook))
    if given is None:
        return False
    return abs(fen) >= max(given.share * max(customer.assets or 0, abs(fen)), given.from_yuan * FEN)


def _large(step: Step, rules: Rules) -> bool:
    """Measured against the tier and the assets before it, or those after it where money came."""
    came = step.change > 0
    given = rules.playbook.movement.tiers.get(step.tier_after if came else step.tier_before)
    if given is None:
        return False
    whole = max(step.before, step.after)
    return abs(step.change) >= max(given.share * whole, given.from_yuan * FEN)


def _occurrence(customer: Customer, day: date, change: int, turn: int, rules: Rules) -> Occurrence:
    return Occurrence(
        kind=NAME,
        subject=customer.id if turn == 1 else f"{customer.id}/{turn}",
        customer=customer.id,
        day=rules.calendar.working_day_after(day),
        named=day,
        reason=Reason(
            key="movement.came" if change > 0 else "movement.went",
            facts={"amount": abs(change), "since": day},
        ),
        rank=Rank.MONEY,
        ends=("contact", "skipped"),
        heading=HEADING,
        amount=abs(change),
    )
