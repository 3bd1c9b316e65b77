"""The plan: when each customer is contacted, spread so that it can be done (DOMAIN 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import msgspec
from msgspec.structs import replace

from scheduling.capacity import room_on, worked_on
from scheduling.kinds import kind_named
from scheduling.occurrence import Occurrence
from scheduling.placing import Day, Placed, Placing, fewest_a_day
from scheduling.rules import ONE_DAY, Rules
from scheduling.standing import standing
from scheduling.tier import height_of, tier_of
from store.books import Book

# The level of a day is decided over so many days from today on, whatever span is asked for, so that the
# morning's digest and a year's preview say the same of a day.
FORESIGHT = timedelta(days=60)


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """A contact that the plan put on a day; `late` counts days after the end of its window."""

    customer: str
    day: date
    occurrence: Occurrence
    late: int
    joined: bool


@dataclass(frozen=True, kw_only=True)
class Laid:
    """Everything from a day on: what has its own day, and what the plan placed."""

    fixed: Sequence[Occurrence]
    planned: Sequence[Planned]


def plan(book: Book, rules: Rules, start: date, days: int, now: datetime) -> tuple[Planned, ...]:
    """The planned contacts of `days` days from start (not before today) on, in order of day.

    It is taken that every planned contact reaches its customer; each morning plans anew from what happened.
    """
    end = start + timedelta(days=days - 1)
    return tuple(one for one in lay(book, rules, start, end, now).planned if start <= one.day <= end)


def lay(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Laid:
    """What stands and what is planned from start to end, both included."""
    today = rules.today(book.owner, now)
    horizon = max(end, today + FORESIGHT)
    stands = standing(book, rules, min(start, today), horizon + _longest_window(rules), now)
    fixed = [one for one in stands if one.opens is None]
    wishes = [one for one in stands if one.opens is not None]
    days = _days(book, rules, fixed, today, horizon) if wishes else []
    return Laid(
        fixed=[one for one in fixed if start <= one.day <= end],
        planned=[_planned(one) for one in _place(book, rules, days, wishes, today) if one.day <= end],
    )


def _place(
    book: Book, rules: Rules, days: Sequence[Day], wishes: Sequence[Occurrence], today: date
) -> Sequence[Placed]:
    importance = {wish.customer: height_of(_tier(book, wish, rules), rules.playbook) for wish in wishes}
    near = [day for day in days if day.day <= today + FORESIGHT]
    level = fewest_a_day(near, [wish for wish in wishes if _opens_by(wish, near)], importance)

    def again(wish: Occurrence, reached: date) -> Occurrence | None:
        follows = kind_named(wish.kind).follows
        return follows(book.customers[wish.customer], rules, reached) if follows else None

    return Placing(days=days, importance=importance, level=level, again=again).run(wishes)


def _opens_by(wish: Occurrence, days: Sequence[Day]) -> bool:
    return bool(days) and (wish.opens or wish.day) <= days[-1].day


def _tier(book: Book, wish: Occurrence, rules: Rules) -> str:
    return tier_of(book.customers[wish.customer], rules.playbook)


def _days(book: Book, rules: Rules, fixed: Sequence[Occurrence], today: date, end: date) -> list[Day]:
    """The days at work; whoever was contacted today already has a place in today."""
    customers: dict[date, set[str]] = {today: set(worked_on(book, today))}
    for one in fixed:
        if not one.listed:
            customers.setdefault(one.day, set()).add(one.customer)
    days: list[Day] = []
    for step in range((end - today).days + 1):
        day = today + step * ONE_DAY
        room = room_on(book.owner, day, rules)
        if room:
            days.append(Day(day=day, room=room, fixed=frozenset(customers.get(day, ()))))
    return days


def _planned(placed: Placed) -> Planned:
    occurrence = replace(placed.wish, day=placed.day, opens=None, late=placed.late > 0)
    return Planned(
        customer=placed.wish.customer,
        day=placed.day,
        occurrence=occurrence,
        late=placed.late,
        joined=placed.joined,
    )


def _longest_window(rules: Rules) -> timedelta:
    cadence = rules.playbook.cadence
    gaps = [gap for tier in cadence.gaps.values() for gap in (tier.establish, tier.strengthen, tier.trust)]
    longest = max([*gaps, *cadence.first_within.values()], default=0)
    return timedelta(days=int(longest * cadence.window) + 1)
