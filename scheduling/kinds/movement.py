"""大额异动: much money came or went, by the bank's movements or from one list to the next."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from scheduling.balances import Step, steps
from scheduling.carrying import carried
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from scheduling.tier import FEN, tier_of
from store.books import Book
from store.records import Customer, Flow

NAME = "movement"
HEADING = "movements"
AT_ONCE = True
REASONS = {"movement.came": ("amount", "since"), "movement.went": ("amount", "since")}
# The balances of a list follow the movements by a few days; it is the same money.
SAME_MONEY = timedelta(days=5)


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """Each large change on the day the list told it, or the next working day; a missed one for a while."""
    given, today = rules.playbook.movement, rules.today(book.owner, now)
    moved = [customer for customer in book.customers.values() if customer.flows or customer.balances]
    for customer in moved:
        for day, change in large_changes(customer, rules):
            one = _occurrence(customer, day, change, rules)
            one = carried(one, today, one.day + timedelta(days=given.stays_days))
            if start <= one.day <= end:
                yield one


def large_changes(customer: Customer, rules: Rules) -> Iterator[tuple[date, int]]:
    """The day and the amount (fen, negative when money went) of each large change, each money once."""
    moved = [found for flow in customer.flows if (found := _of_flow(customer, flow, rules)) is not None]
    yield from moved
    for step in steps(customer, rules.playbook):
        known = any(
            day <= step.day <= day + SAME_MONEY and (fen > 0) == (step.change > 0) for day, fen in moved
        )
        if not known and all(day != step.day for day, _ in moved) and _large(step, rules):
            yield step.day, step.change


def _of_flow(customer: Customer, flow: Flow, rules: Rules) -> tuple[date, int] | None:
    """The largest single amount of a day, where it is a large one for the customer's tier."""
    given = rules.playbook.movement.tiers.get(tier_of(customer, rules.playbook))
    if given is None:
        return None
    came = flow.largest_in > flow.largest_out
    fen = max(flow.largest_in, flow.largest_out)
    if fen < max(given.share * max(customer.assets or 0, fen), given.from_yuan * FEN):
        return None
    return flow.on, fen if came else -fen


def _large(step: Step, rules: Rules) -> bool:
    """Measured against the tier and the assets before it, or those after it where money came."""
    came = step.change > 0
    given = rules.playbook.movement.tiers.get(step.tier_after if came else step.tier_before)
    if given is None:
        return False
    whole = max(step.before, step.after)
    return abs(step.change) >= max(given.share * whole, given.from_yuan * FEN)


def _occurrence(customer: Customer, day: date, change: int, rules: Rules) -> Occurrence:
    return Occurrence(
        kind=NAME,
        subject=customer.id,
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
