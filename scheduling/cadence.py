"""定期联络: how long a customer may go without being reached, and until when the next contact is due."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from math import ceil

from scheduling.lately import Lately
from scheduling.playbook import Cell, Gaps
from scheduling.rules import Rules
from scheduling.segment import segment_of
from scheduling.tier import by_tier, tier_of
from scheduling.wall import local_day
from store.books import Book
from store.records import Customer, Person, Settled, Settlement, Stage


def gap_of(customer: Customer, rules: Rules) -> int | None:
    """The longest days between two contacts that reached the customer; None for tiers without a cadence."""
    gaps = rules.playbook.cadence.gaps.get(tier_of(customer, rules.playbook))
    return None if gaps is None else gap_for(customer, gaps, rules)


def gap_for(customer: Customer, gaps: Gaps, rules: Rules) -> int:
    """The gap of a customer whose tier has these: that of the playbook's cell, else of the stage."""
    if rules.playbook.cadence.cells:
        cell = cell_of(customer, rules)
        if cell is not None:
            return cell.days
    return gap_in(gaps, customer.stage)


def cell_of(customer: Customer, rules: Rules) -> Cell | None:
    """The first cell of stage, tier and segment that fits; the segment as it was on the day of the list."""
    tier, playbook = tier_of(customer, rules.playbook), rules.playbook
    for cell in playbook.cadence.cells:
        if (
            (not cell.tiers or tier in cell.tiers)
            and (not cell.stages or customer.stage.value in cell.stages)
            and (not cell.segments or _segment(customer, rules) in cell.segments)
        ):
            return cell
    return None


def _segment(customer: Customer, rules: Rules) -> str:
    """Ages are those of the list's day, so that a gap follows from the record alone."""
    known = customer.data_date or customer.listed_on or date.min
    return segment_of(customer, rules.playbook, known)


def gap_in(gaps: Gaps, stage: Stage) -> int:
    """The gap of a stage; after a decline that of the stage trust."""
    if stage is Stage.ESTABLISH:
        return gaps.establish
    return gaps.strengthen if stage is Stage.STRENGTHEN else gaps.trust


def decline_steps(customer: Customer, rules: Rules) -> tuple[tuple[date, date], ...]:
    """The first and last day of each step of a decline; none for others, or where its beginning is unknown.

    Whom a list brought in decline is in decline since that list, and met first when the others of it are.
    """
    since = customer.stage_since or customer.listed_on
    if customer.stage is not Stage.DECLINE or since is None:
        return ()
    steps = rules.playbook.cadence.decline
    dues = [since + timedelta(days=step) for step in steps]
    widths = [step - before for before, step in pairwise((*steps[:1], *steps))]
    return tuple((due - slack_of(width, rules), due) for due, width in zip(dues, widths, strict=True))


def decline_turn(customer: Customer, reached: date | None, rules: Rules) -> tuple[date, date] | None:
    """The first and last day of the step that follows a contact; None after the last step.

    It follows from the days alone and not from how often the customer was reached: a book forgets its old
    contacts, and a sequence that was gone through must not begin anew.
    """
    if customer.stage is not Stage.DECLINE:
        return None
    if customer.stage_since is None and (reached is None or reached < (customer.listed_on or date.max)):
        return None
    steps = decline_steps(customer, rules)
    return next((step for step in steps if reached is None or step[0] > reached), None)


def slack_of(gap: int, rules: Rules) -> timedelta:
    """How long before the last day of a gap the contact may fall."""
    return _slack(gap, rules.playbook.cadence.window)


@lru_cache(maxsize=1_024)
def _slack(gap: int, window: float) -> timedelta:
    return timedelta(days=int(gap * window))


def rested(customer: Customer, gap: int, rules: Rules, zone: str) -> date:
    """The first day on which one who was tried is tried again, when no retry is arranged.

    Whoever is seen every fortnight cannot be left in peace for as long as one seen every quarter.
    """
    if customer.tried_at is None:
        return date.min
    cadence = rules.playbook.cadence
    rest = 1
    if customer.misses >= cadence.tries:
        rest = max(1, min(cadence.rest_days, gap // 14))
    if customer.wrong_number:
        rest = cadence.wrong_number_days
    return local_day(customer.tried_at, zone) + timedelta(days=rest)


def first_contacts(book: Book, rules: Rules) -> Mapping[str, date]:
    """Until when each customer of a fresh list is met first; none where everybody was reached."""
    given = (book.owner, rules.playbook)
    return _FIRSTS.of(book.customers, given, lambda: _firsts(book, rules))


_FIRSTS = Lately[Mapping[str, date]]()


def _firsts(book: Book, rules: Rules) -> Mapping[str, date]:
    if not any(customer.reached_at is None for customer in book.customers.values()):
        return {}
    cadence = rules.playbook.cadence
    return spread_over(book, rules, {tier: cadence.first_within[tier] for tier in cadence.gaps})


def spread_over(book: Book, rules: Rules, within: Mapping[str, int]) -> Mapping[str, date]:
    """A day for each customer of the tiers, spread evenly over so many days, and the same on every look.

    Customers of one tier who were listed together share a spread, whether or not they were reached since,
    so that nobody's day moves when another one is met.
    """
    owner = book.owner
    together: dict[tuple[str, date], list[str]] = {}
    for tier, customers in by_tier(book.customers, rules.playbook).items():
        if tier in within:
            for customer in customers:
                together.setdefault((tier, _listed(customer, owner)), []).append(customer.id)
    spread: dict[str, date] = {}
    for (tier, listed), members in together.items():
        for place, member in enumerate(sorted(members, key=_shuffled), start=1):
            spread[member] = listed + timedelta(days=ceil(within[tier] * place / len(members)))
    return spread


def _listed(customer: Customer, owner: Person) -> date:
    """The day from which a customer's first contact is spread."""
    known = customer.listed_on or customer.data_date
    if known is None and owner.joined is not None:
        known = local_day(owner.joined, owner.zone)
    return known or customer.since or date(2000, 1, 1)


@lru_cache(maxsize=100_000)
def _shuffled(customer: str) -> bytes:
    """An order that has nothing to do with how customers are numbered, and never changes."""
    return blake2b(customer.encode(), digest_size=8).digest()


def last_turn(settlements: Mapping[str, Settlement], key: str, due: date, zone: str) -> date | None:
    """The day from which the series goes on when this turn of it was skipped or done without a contact."""
    settlement = settlements.get(key)
    if settlement is None or settlement.state is Settled.SNOOZED:
        return None
    return max(due, local_day(settlement.at, zone))
