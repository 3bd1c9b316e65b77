"""升级、降级: assets passed the border of a tier, upwards or downwards."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from scheduling.balances import Step, steps
from scheduling.carrying import carried
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from scheduling.tier import height_of
from store.books import Book
from store.records import Customer

NAME = "tier_change"
HEADING = "tierchanges"
WINDOWS = True
FACTS = ("tier", "was", "since", "due")
REASONS = {f"tier_change.{key}": FACTS for key in ("up", "down", "watch_up", "watch_down")}
# A first contact that nobody made is late for so long; then the cadence of the new tier has it.
LATE_AT_MOST = timedelta(days=14)
# So long before its day a look belongs to the quarter's watch, and goes along with another contact.
WATCH_WITHIN = timedelta(days=14)
WATCH_STAYS = timedelta(days=5)


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """One for the last change of each customer, on any day within the days that the playbook gives.

    After it come the days of the quarter in which the customer is watched, until the tier changes again.
    """
    today = rules.today(book.owner, now)
    for customer in [each for each in book.customers.values() if each.balances or each.own_tier]:
        changes = [step for step in _steps(customer, rules) if _counts(step, rules)]
        if changes:
            yield from (
                one for one in _watched(customer, changes[-1], rules, today) if start <= one.day <= end
            )
            found = _occurrence(customer, changes[-1], rules)
            one = found if found.named >= today else replace(found, day=today, late=True)
            if start <= one.day <= end and one.day <= found.named + LATE_AT_MOST:
                yield one


def _steps(customer: Customer, rules: Rules) -> Iterator[Step]:
    """Those of the lists; where somebody set the tier by hand, only that."""
    if not customer.own_tier:
        yield from steps(customer, rules.playbook)
        return
    fen = customer.assets or 0
    for each in customer.reclassed:
        if each.what == "tier" and each.now:
            yield Step(day=each.on, before=fen, after=fen, tier_before=each.was, tier_after=each.now)


def _watched(customer: Customer, step: Step, rules: Rules, today: date) -> Iterator[Occurrence]:
    first = _occurrence(customer, step, rules)
    for days in sorted(set(rules.playbook.tier_change.watch_days)):
        due = step.day + timedelta(days=days)
        key = first.reason.key.replace("tier_change.", "tier_change.watch_")
        one = replace(
            first,
            subject=f"{customer.id}/watch",
            day=due,
            named=due,
            opens=max(due - WATCH_WITHIN, first.named),
            patient=True,
            reason=Reason(key=key, facts={**first.reason.facts, "due": due}),
        )
        if due > first.named:
            yield carried(one, today, due + WATCH_STAYS)


def _counts(step: Step, rules: Rules) -> bool:
    playbook = rules.playbook
    least = height_of(playbook.tier_change.from_tier, playbook)
    before, after = height_of(step.tier_before, playbook), height_of(step.tier_after, playbook)
    return before != after and max(before, after) >= least


def _occurrence(customer: Customer, step: Step, rules: Rules) -> Occurrence:
    given = rules.playbook.tier_change
    up = height_of(step.tier_after, rules.playbook) > height_of(step.tier_before, rules.playbook)
    due = step.day + timedelta(days=given.up_days if up else given.down_days)
    facts: dict[str, object] = {
        "tier": step.tier_after,
        "was": step.tier_before,
        "since": step.day,
        "due": due,
    }
    return Occurrence(
        kind=NAME,
        subject=customer.id,
        customer=customer.id,
        day=due,
        named=due,
        opens=step.day,
        reason=Reason(key="tier_change.up" if up else "tier_change.down", facts=facts),
        rank=Rank.RELATIONSHIP,
        ends=("contact", "skipped"),
        heading=HEADING,
    )
