"""Places contacts that may fall on any day of a window into days that have room for only so many.

Contacts are jobs of one size with a first and a last day. Taking the earliest last day first makes the fewest
days of lateness of all together. Among those whose last day has come the order changes nothing of that sum,
so there whoever would soonest be half a gap late comes first: a week matters more to one seen each fortnight.
What is left to choose is how many a day: as few as can be on the fullest day, then on the others.

Days are numbers here (`date.toordinal`), and a contact that waits is one number that sorts as it is taken:
a book is placed several times over each morning.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from heapq import heappop, heappush
from math import ceil
from typing import NamedTuple

# A waiting contact sorts by two days and its place among the wishes, packed into one number.
_DAY, _PLACE = 24, 20
_PLACES = (1 << _PLACE) - 1


class Wish(NamedTuple):
    """A contact to be placed; of those with one last day the higher and then the first by key is taken.

    `gap` is the days after which the next one is due when it is done (0: it comes once), `slack` how many
    of them are its window. A `patient` one waits until its last day for another reason to see the customer.
    One that is tried `again` comes on top of a usual day's load, so that those who did not answer push
    nobody else from the day that was announced.
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
    """How many customers the fullest day and a usual day must take."""

    most: int
    usual: int


class Span:
    """Days at work and the wishes for them, prepared to be run through under one load after another."""

    def __init__(self, days: Sequence[Day], wishes: Sequence[Wish]) -> None:
        self.days = days
        self.wishes = sorted(wishes, key=lambda wish: (wish.height, wish.key))
        self.fixed = _fixed_days(days, self.wishes)
        self.companions = _companions(self.wishes)
        self.first = _slots(days)

    def slot(self, day: int) -> int:
        """The place of the first day at work from a day on; as many as there are days where none follows."""
        if not self.days or day > self.days[-1].day:
            return len(self.days)
        return self.first[max(0, day - self.days[0].day)]

    def run(self, load: Load, limit: int | None = None, until: int | None = None) -> "Placing":
        """The days one by one, until the lateness of all passes `limit` or the day `until` is over."""
        placing = Placing(self, load)
        placing.run(limit, until)
        return placing


class Placing:
    """One run through the days.

    A day takes `usual` customers, and up to `most` where somebody would get late otherwise.
    """

    def __init__(self, span: Span, load: Load) -> None:
        self.placed: list[Placed] = []
        self.lateness = 0
        self._span = span
        self._load = load
        self._due = [wish.due for wish in span.wishes]
        self._after: list[int | None] = [None] * len(span.wishes)
        self._opening: dict[int, list[int]] = defaultdict(list)
        self._joining: dict[int, list[int]] = defaultdict(list)
        self._last: dict[int, list[int]] = defaultdict(list)
        self._patient: set[int] = set()
        # By aim, by last day, and by the day on which it is half a gap late.
        self._open: list[int] = []
        self._aimed: list[int] = []
        self._pressing: list[int] = []
        for place, wish in enumerate(span.wishes):
            self._opening[span.slot(wish.opens)].append(place)

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
        for place in self._opening.pop(slot, ()):
            wish, due = wishes[place], self._due[place]
            if place in span.fixed:
                last = max(due, day)
                join = next((on for on in span.fixed[place] if on >= slot and span.days[on].day <= last), -1)
                if join >= 0:
                    self._joining[join].append(place)
                    continue
            if wish.patient:
                self._patient.add(place)
                if due <= span.days[-1].day:
                    self._last[max(slot, span.slot(due + 1) - 1)].append(place)
            else:
                # The second half of a window is for not being answered: by then it had better be tried.
                aim = due - (wish.slack + 1) // 2 if wish.slack else due
                heappush(self._open, aim << _DAY + _PLACE | due << _PLACE | place)

    def _move_on(self, slot: int, following: int) -> None:
        """Whose aim comes before the next day at work, and whose last day does."""
        waiting, aimed, pressing = self._open, self._aimed, self._pressing
        while waiting and waiting[0] >> _DAY + _PLACE < following:
            heappush(aimed, heappop(waiting) & (1 << _DAY + _PLACE) - 1)
        while aimed and aimed[0] >> _PLACE < following:
            heappush(pressing, self._pressed(heappop(aimed) & _PLACES))
        for place in self._last.pop(slot, ()):
            if place in self._patient:
                self._patient.remove(place)
                heappush(pressing, self._pressed(place))

    def _pressed(self, place: int) -> int:
        due = self._due[place]
        return due + self._span.wishes[place].gap // 2 << _DAY + _PLACE | due << _PLACE | place

    def _fill(self, slot: int, day: Day) -> None:
        taken, most, usual = len(day.fixed), self._load.most + day.again, self._load.usual + day.again
        for queue in (self._pressing, self._aimed, self._open):
            level = usual if queue is self._open else most
            while queue and taken < level and taken < day.room:
                place = heappop(queue) & _PLACES
                more = self._span.wishes[place].again
                most, usual, level = most + more, usual + more, level + more
                taken += 1
                self._place(place, slot, joined=False)

    def _place(self, place: int, slot: int, *, joined: bool) -> None:
        span, due, day = self._span, self._due[place], self._span.days[slot].day
        wish = span.wishes[place]
        self.placed.append(Placed(day, wish, due, self._after[place], joined))
        if day > due:
            self.lateness += day - due
        if wish.gap:
            self._due[place], self._after[place] = day + wish.gap, day
            opens = day + wish.gap - wish.slack
            self._opening[max(slot + 1, span.slot(opens))].append(place)
        for other in span.companions.get(wish.customer, ()):
            if other in self._patient:
                self._patient.remove(other)
                self._place(other, slot, joined=True)

    def _count_unplaced(self) -> None:
        """Whoever waits when the days are over is as late as if they came the day after."""
        if self._pressing:
            last = self._span.days[-1].day
            self.lateness += sum(last + 1 - self._due[packed & _PLACES] for packed in self._pressing)


def lightest(span: Span) -> Load:
    """The lightest load with which all together gets no later than with all the room there is."""
    room = max((day.room for day in span.days), default=0)
    if not room or not span.wishes:
        return Load(room, room)
    whole = span.run(Load(room, room))
    limit = whole.lateness
    # Where somebody gets late in any case a much lighter day would do; it would also move everybody.
    worked = sum(len(day.fixed) for day in span.days) + sum(not one.joined for one in whole.placed)
    mean = min(room, ceil(worked / len(span.days)))
    most = _smallest(mean, room, lambda level: span.run(Load(level, level), limit).lateness <= limit)
    usual = _smallest(mean, most, lambda level: span.run(Load(most, level), limit).lateness <= limit)
    return Load(most, usual)


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
    """The patient wishes of each customer who has any."""
    found: dict[str, list[int]] = {}
    for place, wish in enumerate(wishes):
        if wish.patient:
            found.setdefault(wish.customer, []).append(place)
    return found


def _slots(days: Sequence[Day]) -> Sequence[int]:
    """For each day from the first to the last, the place of the first day at work from it on."""
    slots: list[int] = []
    for slot, day in enumerate(days):
        slots += [slot] * (day.day - days[0].day + 1 - len(slots))
    return slots
