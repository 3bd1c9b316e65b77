"""Places contacts that may fall on any day of a window into days that have room for only so many.

Contacts are jobs of one size with a first and a last day. Taking the earliest last day first makes the fewest
days of lateness of all together. Among those whose last day has come the order changes nothing of that sum,
so there whoever would soonest be half a gap late comes first: a week matters more to one seen each fortnight.
What is left to choose is how many a day: as few as can be on the fullest day, then on the others.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import heappop, heappush
from math import ceil
from typing import NamedTuple


class Wish(NamedTuple):
    """A contact to be placed, in the order in which it is taken: by last day, importance, and key.

    `gap` is the days after which the next one is due when it is done (None: it comes once), `slack` how many
    of them are its window, `after` the day on which the one before was placed. A `patient` one waits until
    its last day for another reason to see the customer. One that is tried `again` comes on top of a usual
    day's load, so that those who did not answer push nobody else from the day that was announced.
    """

    due: date
    height: int
    key: str
    customer: str
    opens: date
    gap: timedelta | None = None
    slack: timedelta = timedelta(0)
    after: date | None = None
    patient: bool = False
    again: bool = False

    @property
    def aim(self) -> date:
        """The day by which it had better be tried: the second half of a window is for not being answered."""
        return self.due - (self.slack + timedelta(days=1)) // 2 if self.slack else self.due

    @property
    def bearable(self) -> date:
        """The day by which it is half a gap late."""
        return self.due if self.gap is None else self.due + self.gap // 2

    def next(self, day: date) -> "Wish | None":
        """The one that follows when this one is done on a day."""
        if self.gap is None:
            return None
        due = day + self.gap
        opens = due - self.slack
        return Wish(due, self.height, self.key, self.customer, opens, self.gap, self.slack, day, self.patient)


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day that is worked: its room, and the customers who are worked on it anyhow, some of them `again`."""

    day: date
    room: int
    fixed: frozenset[str]
    again: frozenset[str] = frozenset()


class Placed(NamedTuple):
    """A contact on a day; `joined` when the customer is worked on that day for another reason anyhow."""

    day: date
    wish: Wish
    joined: bool

    @property
    def late(self) -> int:
        """Days after the last day of its window."""
        return max(0, (self.day - self.wish.due).days)


@dataclass(kw_only=True)
class Placing:
    """One run through the days.

    A day takes `usual` customers, and up to `most` where somebody would get late otherwise. The run ends when
    the lateness of all together passes `limit`.
    """

    days: Sequence[Day]
    fixed_days: Mapping[str, Sequence[date]]
    most: int
    usual: int
    limit: int | None = None
    lateness: int = 0
    closed: list[tuple[date, Wish]] = field(default_factory=list[tuple[date, Wish]])
    open: list[tuple[date, Wish]] = field(default_factory=list[tuple[date, Wish]])
    aimed: list[Wish] = field(default_factory=list[Wish])
    patient: dict[str, list[Wish]] = field(default_factory=dict[str, list[Wish]])
    pressing: list[tuple[date, Wish]] = field(default_factory=list[tuple[date, Wish]])
    joins: dict[tuple[date, str], list[Wish]] = field(default_factory=dict[tuple[date, str], list[Wish]])
    placed: list[Placed] = field(default_factory=list[Placed])

    def run(self, wishes: Iterable[Wish]) -> Sequence[Placed]:
        """All placements, day by day; a wish that opens after the days or found no room is left out."""
        for wish in wishes:
            heappush(self.closed, (wish.opens, wish))
        for place, day in enumerate(self.days):
            following = self.days[place + 1].day if place + 1 < len(self.days) else day.day
            self._fill(day, following)
            if self.limit is not None and self.lateness > self.limit:
                break
        self._count_unplaced()
        return self.placed

    def _fill(self, day: Day, following: date) -> None:
        self._open_windows(day.day)
        for customer in day.fixed:
            for wish in self.joins.pop((day.day, customer), ()):
                self._place(wish, day.day, joined=True)
        taken, on_top = len(day.fixed), len(day.again)
        while self.open and self.open[0][0] < following:
            heappush(self.aimed, heappop(self.open)[1])
        while self.aimed and self.aimed[0].due < following:
            wish = heappop(self.aimed)
            heappush(self.pressing, (wish.bearable, wish))
        for wish in self._impatient(following):
            heappush(self.pressing, (wish.bearable, wish))
        while self.pressing and taken < min(day.room, self.most + on_top):
            on_top += self._take(heappop(self.pressing)[1], day.day)
            taken += 1
        while self.aimed and taken < min(day.room, self.most + on_top):
            on_top += self._take(heappop(self.aimed), day.day)
            taken += 1
        while self.open and taken < min(day.room, self.usual + on_top):
            on_top += self._take(heappop(self.open)[1], day.day)
            taken += 1

    def _open_windows(self, day: date) -> None:
        while self.closed and self.closed[0][0] <= day:
            wish = heappop(self.closed)[1]
            join = self._join(wish, day)
            if join is None and wish.patient:
                self.patient.setdefault(wish.customer, []).append(wish)
            elif join is None:
                heappush(self.open, (wish.aim, wish))
            else:
                self.joins.setdefault((join, wish.customer), []).append(wish)

    def _join(self, wish: Wish, day: date) -> date | None:
        """The first day of the window on which the customer is worked anyhow."""
        last = max(wish.due, day)
        return next((on for on in self.fixed_days.get(wish.customer, ()) if day <= on <= last), None)

    def _take(self, wish: Wish, day: date) -> bool:
        """Place it, and say whether it comes on top of the usual load."""
        self._place(wish, day, joined=False)
        return wish.again

    def _place(self, wish: Wish, day: date, *, joined: bool) -> None:
        self.placed.append(Placed(day, wish, joined))
        if day > wish.due:
            self.lateness += (day - wish.due).days
        then = wish.next(day)
        if then is not None:
            heappush(self.closed, (then.opens, then))
        for waiting in self.patient.pop(wish.customer, ()):
            self._place(waiting, day, joined=True)

    def _impatient(self, following: date) -> Sequence[Wish]:
        """The patient ones whose last day has come; they are patient no more."""
        found = [wish for many in self.patient.values() for wish in many if wish.due < following]
        for wish in found:
            self.patient[wish.customer].remove(wish)
        return found

    def _count_unplaced(self) -> None:
        """Whoever waits when the days are over is as late as if they came the day after."""
        last = self.days[-1].day if self.days else date.min
        self.lateness += sum((last - wish.due).days + 1 for _, wish in self.pressing)


class Load(NamedTuple):
    """How many customers the fullest day and a usual day must take."""

    most: int
    usual: int


def lightest(days: Sequence[Day], wishes: Sequence[Wish], fixed_days: Mapping[str, Sequence[date]]) -> Load:
    """The lightest load with which all together gets no later than with all the room there is."""
    room = max((day.room for day in days), default=0)
    if not room or not wishes:
        return Load(room, room)

    def tried(most: int, usual: int, limit: int | None) -> Placing:
        run = Placing(days=days, fixed_days=fixed_days, most=most, usual=usual, limit=limit)
        run.run(wishes)
        return run

    whole = tried(room, room, None)
    limit = whole.lateness
    # Where somebody gets late in any case a much lighter day would do; it would also move everybody.
    worked = sum(len(day.fixed) for day in days) + sum(not one.joined for one in whole.placed)
    mean = min(room, ceil(worked / len(days)))
    most = _smallest(mean, room, lambda level: tried(level, level, limit).lateness <= limit)
    usual = _smallest(mean, most, lambda level: tried(most, level, limit).lateness <= limit)
    return Load(most, usual)


def _smallest(low: int, high: int, enough: Callable[[int], bool]) -> int:
    """The smallest number from `low` to `high`, which is enough, that is enough too."""
    while low < high:
        middle = (low + high) // 2
        if enough(middle):
            high = middle
        else:
            low = middle + 1
    return high


def days_of(days: Sequence[Day]) -> Mapping[str, Sequence[date]]:
    """On which days each customer is worked anyhow, in order."""
    found: dict[str, list[date]] = {}
    for day in days:
        for customer in day.fixed:
            found.setdefault(customer, []).append(day.day)
    return found
