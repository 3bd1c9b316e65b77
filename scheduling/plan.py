"""The plan: when each customer is contacted, spread so that it can be done (DOMAIN 4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

import msgspec
from msgspec.structs import replace

from scheduling.caring import with_care
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
    days = groupby((one for one in placed if one.day >= start.toordinal()), lambda one: one.day)
    return Laid(
        fixed=[one for one in seen.fixed if start <= one.day <= end],
        planned=[one for _, many in days for one in _day(book, seen, list(many), rules)],
    )


def _day(book: Book, seen: Foresight, placed: Sequence[Placed], rules: Rules) -> Iterator[Planned]:
    said = with_care((_occurrence(book, seen, one, rules) for one in placed), rules)
    for one, occurrence in zip(placed, said, strict=True):
        yield Planned(
            customer=occurrence.customer,
            day=occurrence.day,
            occurrence=occurrence,
            late=one.late,
            joined=one.joined,
        )


def _occurrence(book: Book, seen: Foresight, placed: Placed, rules: Rules) -> Occurrence:
    occurrence = seen.wanted[placed.wish.key]
    follows = kind_named(occurrence.kind).follows
    if placed.after is not None and follows:
        customer = book.customers[occurrence.customer]
        occurrence = follows(customer, rules, date.fromordinal(placed.after))
    return replace(occurrence, day=date.fromordinal(placed.day), opens=None, late=placed.late > 0)
