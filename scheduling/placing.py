"""Places contacts that may fall on any day of a window into days that have room for only so many.

Contacts are jobs of one size with a first and a last day. Taking the earliest last day first makes the fewest
days of lateness of all together. Among those whose last day has come the order changes nothing of that sum,
so there whoever would soonest be half a gap late comes first: a week matters more to one seen each fortnight.

Each contact has an aim of its own within its window, and stays on that day unless the day is full, or unless
the days to come can't take all whose last day they bring: then as many as must be come earlier. So what
changes for one customer moves few of the others. What is left to choose is how many a day takes: as few as
can be on the fullest one.

Days are numbers here (`date.toordinal`), and a contact that waits is one number that sorts as it is taken:
a book is placed several times over each morning.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import accumulate
from math import ceil
from operator import sub
from typing import NamedTuple

# Days are planned for so many times what comes on average, as not every day is like the others.
EASE = 1.3
# So many days at work are enough to get round the longest days off.
LOOKS_AHEAD = 25
# A waiting contact sorts by two days and its place among the wishes, packed into one number.
_DAY, _PLACE = 24, 20
_PLACES = (1 << _PLACE) - 1


class Wish(NamedTuple):
    """A contact to be placed; of those with one last day the higher and then the first by key is taken.

    `gap` is the days after which the next one is due when it is done (0: it comes once), `slack` how many
    of them are its window. A `patient` one waits until its last day for another reason to see the customer.
    One that is tried `again` comes on top of a usual day's load, so that those who did not answer push
    nobody else from the day that was announced. One of a sequence goes through its `steps`, each with its
    first and last day, before its gap counts.
    """

    due: int
    height: int
    key: str
    customer: str
    opens: int
    gap: int = 0
    slack: int = 0
    patient: bool = False
    again: bool = False
    steps: tuple[tuple[int, int], ...] = ()

    def following(self, day: int) -> tuple[int, int]:
        """The first and last day of the next one when this one is done on a day."""
        return next((step for step in self.steps if step[0] > day), None) or (
            day + self.gap - self.slack,
            day + self.gap,
        )


class Day(NamedTuple):
    """A day that is worked: its room, and the customers who are worked on it anyhow, some of them `again`."""

    day: int
    room: int
    fixed: frozenset[str] = frozenset()
    again: int = 0


class Placed(NamedTuple):
    """A contact on a day; `joined` when the customer is worked on that day for another reason anyhow.

    `due` is the last day of its window, and `after` the day on which the one before was placed.
    """

    day: int
    wish: Wish
    due: int
    after: int | None
    joined: bool

    @property
    def late(self) -> int:
        """Days after the last day of its window."""
        return max(0, self.day - self.due)


class Load(NamedTuple):
    """How many customers the fullest day takes, and to how many a day is filled up ahead of need."""

    most: int
    usual: int = 0


class Span:
    """Days at work and the wishes for them, prepared to be run through under one load after another."""

    def __init__(self, days: Sequence[Day], wishes: Sequence[Wish]) -> None:
        self.days = days
        self.wishes = sorted(wishes, key=lambda wish: (wish.height, wish.key))
        self.fixed = _fixed_days(days, self.wishes)
        self.companions = _companions(self.wishes)
        self._first = days[0].day if days else 0
        self._last = days[-1].day if days else -1
        self._slots = _slots(days)
        self.opening: list[list[int]] = [[] for _ in range(len(days) + 1)]
        self.last_days = [0] * (len(days) + 1)
        for place, wish in enumerate(self.wishes):
            self.opening[self.slot(wish.opens)].append(place)
            if not wish.patient:
                self.last_days[self.slot_before(wish.due)] += 1

    def slot(self, day: int) -> int:
        """The place of the first day at work from a day on; as many as there are days where none follows."""
        if day > self._last:
            return len(self.days)
        return self._slots[day - self._first] if day > self._first else 0

    @property
    def overdue(self) -> int:
        """The days of lateness that nothing can mend: of the last days that are over."""
        starts = ((wish, self.slot(wish.opens)) for wish in self.wishes if not wish.patient)
        return sum(max(0, self.days[slot].day - wish.due) for wish, slot in starts if slot < len(self.days))

    @property
    def ordinary(self) -> int:
        """How many a day has at least: what comes again and again with some ease, and what comes once."""
        fixed = sum(len(day.fixed) for day in self.days)
        contacted = {wish.customer for wish in self.wishes if not wish.patient}
        wishes = [wish for wish in self.wishes if not wish.patient or wish.customer not in contacted]
        often = sum(1 / (wish.gap - wish.slack / 2) for wish in wishes if wish.gap)
        if often:
            whole = self.days[-1].day - self.days[0].day + 1
            return ceil(EASE * (often * whole + fixed) / len(self.days))
        joined = {self.wishes[place].customer for place in self.fixed}
        return max(1, ceil((sum(wish.customer not in joined for wish in wishes) + fixed) / len(self.days)))

    def slot_before(self, day: int) -> int:
        """The place of the last day at work up to a day, else of the first one; after the end as `slot`."""
        if day >= self._last:
            return len(self.days) - (day == self._last)
        return self._slots[day + 1 - self._first] - 1 if day > self._first else 0

    def run(self, load: Load, limit: int | None = None, until: int | None = None) -> "Placing":
        """The days one by one, until the lateness of all passes `limit` or the day `until` is over."""
        placing = Placing(self, load)
        placing.run(limit, until)
        return placing


class Placing:
    """One run through the days.

    `lateness` is that of each customer's next contact, in days together; what only goes along is not counted.
    """

    def __init__(self, span: Span, load: Load) -> None:
        self.placed: list[Placed] = []
        self.lateness = 0
        self._span = span
        self._load = load
        self._due = [wish.due for wish in span.wishes]
        self._after: list[int | None] = [None] * len(span.wishes)
        self._opening = [list(places) for places in span.opening]
        self._joining: dict[int, list[int]] = defaultdict(list)
        self._leaving: dict[int, list[int]] = defaultdict(list)
        self._patient: set[int] = set()
        # Whose day has come and who are not placed yet; what has gone along with another is only left here.
        self._come: set[int] = set()
        # How many have their last day on each day or since the day before, and how many all days to it take.
        self._last_days = list(span.last_days)
        self._room = list(
            accumulate(min(day.room, load.most + day.again) - len(day.fixed) for day in span.days)
        )
        # By aim, by last day, and by the day on which it is half a gap late.
        self._open: list[int] = []
        self._aimed: list[int] = []
        self._pressing: list[int] = []

    def run(self, limit: int | None, until: int | None) -> None:
        """A wish that opens after the days or found no room is left out."""
        days = self._span.days
        for slot, day in enumerate(days):
            if until is not None and day.day > until:
                return
            following = days[slot + 1].day if slot + 1 < len(days) else day.day + 1
            self._open_windows(slot, day.day)
            for place in self._joining.pop(slot, ()):
                self._place(place, slot, joined=True)
            self._move_on(slot, following)
            self._fill(slot, day)
            if limit is not None and self.lateness > limit:
                return
        self._count_unplaced()

    def _open_windows(self, slot: int, day: int) -> None:
        span, wishes = self._span, self._span.wishes
        for place in self._opening[slot]:
            wish, due = wishes[place], self._due[place]
            if place in span.fixed:
                last = max(due, day)
                join = next((on for on in span.fixed[place] if on >= slot and span.days[on].day <= last), -1)
                if join >= 0:
                    self._joining[join].append(place)
                    self._waits(due, 0 if wish.patient else -1)
                    continue
            if wish.patient:
                self._patient.add(place)
                self._leaving[max(slot, span.slot_before(due))].append(place)
            else:
                # The second half of a window is for not being answered: by then it had better be tried.
                aim = due - (wish.slack + 1) // 2
                heappush(self._open, aim << _DAY + _PLACE | due << _PLACE | place)

    def _move_on(self, slot: int, following: int) -> None:
        """Whose aim comes before the next day at work, whose patience ends, and whose last day comes."""
        waiting, aimed = self._open, self._aimed
        for place in self._leaving.pop(slot, ()):
            if place in self._patient:
                self._patient.remove(place)
                self._waits(self._due[place])
                self._come.add(place)
                heappush(aimed, self._due[place] << _PLACE | place)
        while waiting and waiting[0] >> _DAY + _PLACE < following:
            packed = heappop(waiting) & (1 << _DAY + _PLACE) - 1
            self._come.add(packed & _PLACES)
            heappush(aimed, packed)
        while aimed and aimed[0] >> _PLACE < following:
            packed = heappop(aimed)
            if not self._has_come(packed):
                continue
            place = packed & _PLACES
            due = self._due[place]
            bearable = due + self._span.wishes[place].gap // 2
            heappush(self._pressing, bearable << _DAY + _PLACE | due << _PLACE | place)

    def _fill(self, slot: int, day: Day) -> None:
        taken, most = len(day.fixed), self._load.most + day.again
        ahead = max(self._load.usual + day.again, taken + self._needed(slot))
        for queue in (self._pressing, self._aimed, self._open):
            level = min(most, ahead) if queue is self._open else most
            while queue and taken < level and taken < day.room:
                packed = heappop(queue)
                place = packed & _PLACES
                if queue is not self._open and not self._has_come(packed):
                    continue
                self._come.discard(place)
                more = self._span.wishes[place].again
                most, ahead, level = most + more, ahead + more, level + more
                taken += 1
                self._waits(self._due[place], -1)
                self._place(place, slot, joined=False)

    def _needed(self, slot: int) -> int:
        """How many must be placed by the end of a day for the days after it to take the others in time."""
        due = accumulate(self._last_days[slot + 1 : slot + 1 + LOOKS_AHEAD])
        over = max(map(sub, due, self._room[slot + 1 :]), default=0) + self._room[slot]
        return max(0, over) + sum(self._last_days[: slot + 1])

    def _place(self, place: int, slot: int, *, joined: bool) -> None:
        span, due, day = self._span, self._due[place], self._span.days[slot].day
        wish = span.wishes[place]
        self.placed.append(Placed(day, wish, due, self._after[place], joined))
        if day > due and self._counts(place):
            self.lateness += day - due
        if wish.gap:
            opens, following = wish.following(day)
            self._due[place], self._after[place] = following, day
            self._opening[max(slot + 1, span.slot(opens))].append(place)
            if not wish.patient:
                self._waits(following)
        for other in span.companions.get(wish.customer, ()):
            if other in self._patient:
                self._patient.remove(other)
                self._place(other, slot, joined=True)
            elif other in self._come:
                self._come.remove(other)
                self._waits(self._due[other], -1)
                self._place(other, slot, joined=True)

    def _has_come(self, packed: int) -> bool:
        """Whether a waiting number still stands for its contact, which may have gone along with another."""
        place = packed & _PLACES
        return place in self._come and packed >> _PLACE & (1 << _DAY) - 1 == self._due[place]

    def _counts(self, place: int) -> bool:
        return self._after[place] is None and not self._span.wishes[place].patient

    def _waits(self, due: int, many: int = 1) -> None:
        self._last_days[self._span.slot_before(due)] += many

    def _count_unplaced(self) -> None:
        """Whoever waits when the days are over is as late as if they came the day after."""
        if self._pressing:
            after = self._span.days[-1].day + 1
            left = (packed & _PLACES for packed in self._pressing if self._has_come(packed))
            self.lateness += sum(after - self._due[place] for place in left if self._counts(place))


def lightest(span: Span) -> Load:
    """The lightest load with which the next contacts get no later than with all the room there is.

    Days are no emptier than what comes again and again asks for with some room left, as a load that changes
    from one morning to the next would move what was announced.
    """
    room = max((day.room for day in span.days), default=0)
    if not room or not span.wishes:
        return Load(room, room)
    least = min(room, span.ordinary)
    if span.run(Load(least), span.overdue).lateness <= span.overdue:
        return Load(least)
    calm = span.run(Load(room))
    # Filling every day gets nobody later; most books are as well done without.
    limit = min(calm.lateness, span.run(Load(room, room)).lateness)

    def in_time(load: Load) -> bool:
        return span.run(load, limit).lateness <= limit

    if calm.lateness <= limit:
        return Load(_smallest(least, room, lambda level: in_time(Load(level))))
    most = _smallest(least, room, lambda level: in_time(Load(level, level)))
    return Load(most, _smallest(least, most, lambda level: in_time(Load(most, level))))


def _smallest(low: int, high: int, enough: Callable[[int], bool]) -> int:
    """The smallest number from `low` to `high`, which is enough, that is enough too; mostly it is `low`."""
    return next((level for level in range(low, high) if enough(level)), high)


def _fixed_days(days: Sequence[Day], wishes: Sequence[Wish]) -> Mapping[int, Sequence[int]]:
    """On which days, by their places, the customer of a wish is worked anyhow, in order."""
    found: dict[str, list[int]] = {}
    for slot, day in enumerate(days):
        for customer in day.fixed:
            found.setdefault(customer, []).append(slot)
    return {place: found[wish.customer] for place, wish in enumerate(wishes) if wish.customer in found}


def _companions(wishes: Sequence[Wish]) -> Mapping[str, Sequence[int]]:
    """The wishes of each customer who has several."""
    found: dict[str, list[int]] = {}
    for place, wish in enumerate(wishes):
        found.setdefault(wish.customer, []).append(place)
    return {customer: places for customer, places in found.items() if len(places) > 1}


def _slots(days: Sequence[Day]) -> Sequence[int]:
    """For each day from the first to the last, the place of the first day at work from it on."""
    slots: list[int] = []
    for slot, day in enumerate(days):
        slots += [slot] * (day.day - days[0].day + 1 - len(slots))
    return slots
