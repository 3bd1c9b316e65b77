"""Random made books at the edge of capacity: their next contacts in the plan, against the oracle."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest

from scheduling.cadence import gap_of, slack_of
from scheduling.capacity import room_on
from scheduling.plan import plan
from store.books import Book
from store.records import Customer, FollowUp, Stage
from tests.scheduling.exact import Window, least_lateness
from tests.scheduling.made import MANAGER, MONDAY, MORNING, RULES, YUAN, at, book, customer, promise, without

# No second contact of a customer falls into these days: what is compared is the next one of each.
MONTH, LOOKS = timedelta(days=28), timedelta(days=90)
ONLY = without(RULES, "visit", "review", "profile_check", "festival", "statement")
CELLS = (
    (900_000, Stage.STRENGTHEN),
    (900_000, Stage.TRUST),
    (120_000, Stage.ESTABLISH),
    (120_000, Stage.STRENGTHEN),
    (120_000, Stage.TRUST),
)


@dataclass(frozen=True)
class Edge:
    """A book that asks for a share of a month's places, and the same as rooms and windows of an oracle."""

    book: Book
    days: Sequence[date]
    rooms: Sequence[int]
    promised: Sequence[int]
    windows: Sequence[Window]


def edge(seed: int, share: float) -> Edge:
    """Customers of all tiers and stages, each with a window of its own, and promises that take places."""
    chance = Random(seed)
    whole = [MONDAY + timedelta(days=step) for step in range(LOOKS.days)]
    days = [day for day in whole if room_on(MANAGER, day, ONLY)]
    rooms = [room_on(MANAGER, day, ONLY) for day in days]
    month = [room for day, room in zip(days, rooms, strict=True) if day < MONDAY + MONTH]
    kept = [promise(f"f{n}", chance.choice(days[: len(month)]), customer=f"p{n}") for n in range(15)]
    promised = Counter(each.day for each in kept)
    asked = round(share * sum(month)) - len(kept)
    people = [_one(f"{n:04}", chance) for n in range(asked)]
    return Edge(
        book=book(*people, *kept, *_promised(kept)),
        days=days,
        rooms=rooms,
        promised=[promised[day] for day in days],
        windows=[_window(each, days) for each in people],
    )


def _one(number: str, chance: Random) -> Customer:
    yuan, stage = chance.choice(CELLS)
    who = customer(number, assets=yuan * YUAN, stage=stage)
    due = MONDAY + timedelta(days=chance.randrange(1, MONTH.days - 1))
    reached = due - timedelta(days=gap_of(who, ONLY) or 0)
    return customer(number, assets=yuan * YUAN, stage=stage, reached_at=at(f"{reached} 10:00"))


def _promised(kept: Sequence[FollowUp]) -> list[Customer]:
    return [customer(each.customer, assets=0) for each in kept]


def _window(who: Customer, days: Sequence[date]) -> Window:
    """First and last day as days after Monday; the oracle's days are all days, those off without room."""
    gap = gap_of(who, ONLY) or 0
    assert who.reached_at is not None
    due = who.reached_at.date() + timedelta(days=gap)
    return max(0, (due - slack_of(gap, ONLY) - days[0]).days), (due - days[0]).days


def by_calendar(asked: Edge, level: int) -> list[int]:
    """The places of each day from Monday on when no day takes more than a level; none on days off."""
    rooms = [0] * LOOKS.days
    for day, room, promised in zip(asked.days, asked.rooms, asked.promised, strict=True):
        rooms[(day - asked.days[0]).days] = max(0, min(room, level) - promised)
    return rooms


@pytest.mark.parametrize("share", [0.9, 1.1])
@pytest.mark.parametrize("seed", range(3))
def test_load_and_lateness_of_the_next_contacts_are_near_the_optimum(share: float, seed: int) -> None:
    asked = edge(seed, share)
    first: dict[str, tuple[date, int]] = {}
    for one in plan(asked.book, ONLY, MONDAY, LOOKS.days, MORNING):
        first.setdefault(one.customer, (one.day, one.late))
    assert len(first) == len(asked.windows)
    best = least_lateness(by_calendar(asked, max(asked.rooms)), asked.windows)
    assert best is not None
    assert sum(late for _, late in first.values()) <= best * 1.05
    promised = Counter(dict(zip(asked.days, asked.promised, strict=True)))
    fullest = max((Counter(day for day, _ in first.values()) + promised).values())
    # With two fewer a day somebody would be later: the lightest fullest day is at most one lower than ours.
    lower = least_lateness(by_calendar(asked, fullest - 2), asked.windows)
    assert lower is None or lower > best
