"""Places contacts that may fall on any day of a window into days that have room for only so many.

Contacts are unit jobs with a first and a last day. Taking the earliest last day first is optimal for such
jobs, both for the number of days late and for the latest one, so what is left to choose is how many a day:
the fewest with which nothing gets later than it must.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import heappop, heappush

from scheduling.occurrence import Occurrence

Again = Callable[[Occurrence, date], Occurrence | None]


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day that is worked: its room, and the customers who are worked on it anyhow."""

    day: date
    room: int
    fixed: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A contact on a day; `joined` when the customer is worked on that day for another reason anyhow."""

    day: date
    wish: Occurrence
    joined: bool = False

    @property
    def late(self) -> int:
        """Days after the last day of its window."""
        return max(0, (self.day - self.wish.named).days)


Waiting = tuple[date, int, str, Occurrence]


@dataclass(kw_only=True)
class Placing:
    """One run through the days; `level` is how many a day takes while nobody would be late by it."""

    days: Sequence[Day]
    importance: Mapping[str, int]
    level: int
    again: Again | None = None
    closed: list[Waiting] = field(default_factory=list)
    open: list[Waiting] = field(default_factory=list)
    joins: dict[tuple[date, str], Occurrence] = field(default_factory=dict)
    placed: list[Placed] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.fixed_days: dict[str, list[date]] = {}
        for day in self.days:
            for customer in day.fixed:
                self.fixed_days.setdefault(customer, []).append(day.day)

    def run(self, wishes: Iterable[Occurrence]) -> list[Placed]:
        """All placements, day by day; wishes that open too late for the days are left out."""
        for wish in wishes:
            self._wait(wish)
        for place, day in enumerate(self.days):
            following = self.days[place + 1].day if place + 1 < len(self.days) else day.day
            self._fill(day, following)
        return self.placed

    def _wait(self, wish: Occurrence) -> None:
        opens = wish.opens or wish.day
        heappush(self.closed, (opens, -self.importance.get(wish.customer, 0), wish.key, wish))

    def _fill(self, day: Day, following: date) -> None:
        self._open_windows(day.day)
        for customer in sorted(day.fixed):
            wish = self.joins.pop((day.day, customer), None)
            if wish is not None:
                self._place(wish, day.day, joined=True)
        taken = len(day.fixed)
        while self.open and taken < day.room:
            urgent = self.open[0][0] < following
            if taken >= self.level and not urgent:
                break
            self._place(heappop(self.open)[3], day.day)
            taken += 1

    def _open_windows(self, day: date) -> None:
        while self.closed and self.closed[0][0] <= day:
            _, importance, key, wish = heappop(self.closed)
            join = self._join(wish, day)
            if join is None:
                heappush(self.open, (wish.named, importance, key, wish))
            else:
                self.joins[join, wish.customer] = wish

    def _join(self, wish: Occurrence, day: date) -> date | None:
        """The first day of the window on which the customer is worked anyhow; a late wish may wait a day."""
        last = max(wish.named, day)
        for fixed in self.fixed_days.get(wish.customer, ()):
            if day <= fixed <= last:
                return fixed
        return None

    def _place(self, wish: Occurrence, day: date, *, joined: bool = False) -> None:
        self.placed.append(Placed(day=day, wish=wish, joined=joined))
        then = self.again(wish, day) if self.again else None
        if then is not None:
            self._wait(then)


def fewest_a_day(days: Sequence[Day], wishes: Sequence[Occurrence], importance: Mapping[str, int]) -> int:
    """The smallest number a day with which the next contacts get no later than with all the room there is."""
    most = max((day.room for day in days), default=0)

    def lateness(level: int) -> int:
        capped = [replace_room(day, min(day.room, level)) for day in days]
        placed = Placing(days=capped, importance=importance, level=level).run(wishes)
        last = days[-1].day
        done = {one.wish.key for one in placed}
        missed = sum(max(0, (last - wish.named).days + 1) for wish in wishes if wish.key not in done)
        return sum(one.late for one in placed) + missed

    if not days or not wishes:
        return most
    unavoidable = lateness(most)
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        if lateness(middle) <= unavoidable:
            high = middle
        else:
            low = middle + 1
    return low


def replace_room(day: Day, room: int) -> Day:
    """The same day with another room."""
    return Day(day=day.day, room=room, fixed=day.fixed)
