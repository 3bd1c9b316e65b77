"""定期联络: the next contact that a customer's tier and stage ask for, on any day of its window."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import msgspec
from msgspec.structs import replace

from scheduling.cadence import (
    decline_steps,
    decline_turn,
    first_contacts,
    gap_for,
    gap_of,
    last_turn,
    slack_of,
)
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from scheduling.tier import by_tier, tier_of
from scheduling.touches import care_is_next, touches
from scheduling.wall import local_day
from store.books import Book
from store.records import Customer, Settlement, Stage

NAME = "cadence"
HEADING = "contacts"
WINDOWS = True
FACTS = ("gap", "reached", "due", "tier", "stage")
_WHY = ("first", "due", "overdue", "care", "caring", "again", "caring_again")
REASONS = {f"cadence.{why}": FACTS for why in _WHY}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """Each customer's next contact on the last day of its window, or today when that day has passed."""
    series = Series(
        rules=rules,
        zone=book.owner.zone,
        settlements=book.settlements,
        firsts=first_contacts(book, rules),
        care=frozenset(who for who, many in touches(book).items() if care_is_next(many, rules)),
    )
    today = rules.today(book.owner, now)
    tiers = by_tier(book.customers, rules.playbook)
    own = [cell.days for cell in rules.playbook.cadence.cells]
    for tier, gaps in rules.playbook.cadence.gaps.items():
        lately = {gap: _lately(gap, max(end, today)) for gap in (*msgspec.structs.astuple(gaps), *own)}
        for customer in tiers.get(tier, ()):
            gap, reached = gap_for(customer, gaps, rules), customer.reached_at
            if reached is not None and reached >= lately[gap] and customer.stage is not Stage.DECLINE:
                continue
            occurrence = series.next_of(customer, tier, gap, today)
            if start <= occurrence.day <= end:
                yield occurrence


def _lately(gap: int, end: date) -> datetime:
    """Whoever was reached from this instant on is due after the end, whatever the zone."""
    return datetime.combine(end - timedelta(days=gap - 2), time.min, UTC)


def repeats(customer: Customer, rules: Rules) -> int | None:
    """After how many days at the latest it comes again; None for customers without a cadence."""
    return gap_of(customer, rules)


def sequence(customer: Customer, rules: Rules) -> tuple[tuple[date, date], ...]:
    """The windows of a decline, each a step; after the last one it comes again by its gap."""
    return decline_steps(customer, rules)


def follows(customer: Customer, rules: Rules, reached: date) -> Occurrence:
    """The contact after one that reached the customer on a day."""
    gap = gap_of(customer, rules) or 0
    window = decline_turn(customer, reached, rules) or _window(reached, gap, rules)
    gap = (window[1] - reached).days
    tier = tier_of(customer, rules.playbook)
    found = _occurrence(customer, tier, reached, gap, window)
    # That contact is only planned: nothing may be said of it as if it had been.
    return replace(found, reason=Reason(key="cadence.again", facts=found.reason.facts))


@dataclass(frozen=True, kw_only=True)
class Series:
    """Where the cadence of each customer of a book stands.

    `firsts` is until when those never reached are met; `care` are those who were sold to and hear of
    something else now.
    """

    rules: Rules
    zone: str
    settlements: Mapping[str, Settlement]
    firsts: Mapping[str, date]
    care: frozenset[str]

    def next_of(self, customer: Customer, tier: str, gap: int, today: date) -> Occurrence:
        """The next turn that was neither skipped nor done, today at the earliest."""
        reached = None if customer.reached_at is None else local_day(customer.reached_at, self.zone)
        window = self._turn(customer, tier, gap, reached)
        while self.settlements and (after := self._ended(customer, window[1])) is not None:
            window = decline_turn(customer, after, self.rules) or _window(after, gap, self.rules)
        due = window[1]
        found = _occurrence(customer, tier, reached, gap, window)
        if customer.id in self.care:
            found = replace(found, reason=Reason(key="cadence.care", facts=found.reason.facts))
        return found if due >= today else _overdue(found, today)

    def _ended(self, customer: Customer, due: date) -> date | None:
        return last_turn(self.settlements, f"{NAME}|{customer.id}|{due}", due, self.zone)

    def _turn(self, customer: Customer, tier: str, gap: int, reached: date | None) -> tuple[date, date]:
        """The first and last day of the turn that follows the last contact."""
        turn = decline_turn(customer, reached, self.rules)
        if turn is not None:
            return turn
        if reached is None:
            within = self.rules.playbook.cadence.first_within[tier]
            first = self.firsts[customer.id]
            return first - slack_of(within, self.rules), first
        return _window(reached, gap, self.rules)


def _window(after: date, gap: int, rules: Rules) -> tuple[date, date]:
    """The first and last day of what comes a gap later."""
    due = after + timedelta(days=gap)
    return due - slack_of(gap, rules), due


def _occurrence(
    customer: Customer, tier: str, reached: date | None, gap: int, window: tuple[date, date]
) -> Occurrence:
    opens, due = window
    facts: dict[str, object] = {
        "gap": gap,
        "reached": reached,
        "due": due,
        "tier": tier,
        "stage": customer.stage.value,
    }
    return Occurrence(
        kind=NAME,
        subject=customer.id,
        customer=customer.id,
        day=due,
        named=due,
        opens=opens,
        reason=Reason(key="cadence.first" if reached is None else "cadence.due", facts=facts),
        rank=Rank.CADENCE,
        ends=("contact", "skipped"),
        heading=HEADING,
    )


def _overdue(occurrence: Occurrence, today: date) -> Occurrence:
    """Today instead of a day that has passed; somebody never met is not overdue."""
    if occurrence.reason.key == "cadence.first":
        return replace(occurrence, day=today)
    key = "cadence.care" if occurrence.reason.key == "cadence.care" else "cadence.overdue"
    reason = Reason(key=key, facts=occurrence.reason.facts)
    return replace(occurrence, day=today, reason=reason, late=True)
