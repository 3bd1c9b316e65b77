"""The plan: when each customer is contacted, spread so that it can be done (DOMAIN 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import msgspec
from msgspec.structs import replace

from scheduling.foresight import Foresight, foresight
from scheduling.kinds import kind_named
from scheduling.occurrence import Occurrence
from scheduling.placing import Placed
from scheduling.rules import Rules
from store.books import Book


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
    return tuple(lay(book, rules, start, start + timedelta(days=days - 1), now).planned)


def unfit(book: Book, rules: Rules, days: int, now: datetime) -> tuple[Planned, ...]:
    """Who is contacted later than asked for within the next days because the days are full, latest first."""
    today = rules.today(book.owner, now)
    late = [one for one in plan(book, rules, today, days, now) if one.late and one.day > today]
    return tuple(sorted(late, key=lambda one: (-one.late, one.customer)))


def lay(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Laid:
    """What stands and what is planned from start to end, both included."""
    seen = foresight(book, rules, start, end, now)
    placed = seen.placed(end)
    first = start.toordinal()
    return Laid(
        fixed=[one for one in seen.fixed if start <= one.day <= end],
        planned=[_planned(book, seen, one, rules) for one in placed if one.day >= first],
    )


def _planned(book: Book, seen: Foresight, placed: Placed, rules: Rules) -> Planned:
    first, day = seen.wanted[placed.wish.key], date.fromordinal(placed.day)
    occurrence = first
    if placed.after is not None:
        follows = kind_named(first.kind).follows
        if follows:
            occurrence = follows(book.customers[first.customer], rules, date.fromordinal(placed.after))
    occurrence = replace(occurrence, day=day, opens=None, late=placed.late > 0)
    return Planned(
        customer=first.customer, day=day, occurrence=occurrence, late=placed.late, joined=placed.joined
    )
