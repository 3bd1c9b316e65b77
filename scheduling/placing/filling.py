"""One run through the days, which are filled one after another."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import accumulate

from scheduling.placing.span import Span
from scheduling.placing.wishes import Day, Load, Placed

# So many days at work are enough to get round the longest days off.
LOOKS_AHEAD = 25
# A waiting contact sorts by two days and its place among the wishes, packed into one number.
_DAY, _PLACE = 24, 20
_PLACES = (1 << _PLACE) - 1


def run(span: Span, load: Load, limit: int | None = None, until: int | None = None) -> "Placing":
    """The days one by one, until the lateness of all passes `limit` or the day `until` is over.

    With a limit a load is only tried, and nothing is kept of where the contacts came.
    """
    placing = Placing(span, load, keeps=limit is None)
    placing.run(limit, until)
    return placing


def _nearest(day: int, weekday: int | None, first: int, last: int) -> int:
    """The day of a weekday nearest to a day, from first to last; the day itself where there is none."""
    if weekday is None:
        return day
    after = day + (weekday + 1 - day) % 7  # the first of all ordinals was a Monday
    near = sorted((after - 7, after), key=lambda other: abs(other - day))
    return next((other for other in near if first <= other <= last), day)


class Placing:
    """One run through the days.

    `lateness` is that of each customer's next contact, in days together; what only goes along is not counted.
    `placed` is kept unless a load is only tried.
    """

    def __init__(self, span: Span, load: Load, *, keeps: bool) -> None:
        self.placed: list[Placed] = []
        self.lateness = 0
        self._keeps = keeps
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
        self._taken = self._again = self._kept = 0
        # How many have their last day on each day or since the day before, and how many all days to it take.
        self._last_days = list(span.last_days)
        self._room = list(
            accumulate(min(day.room, load.most + day.again) - len(day.fixed) for day in span.days)
        )
        # By aim, by last day, and by the day on which it is half a gap late.
        self._open: list[int] = []
        self._aimed: list[int] = []
        self._pressing: list[int] = []
        # Who was told of today, by last day; empty when the day is over.
        self._told: list[int] = []

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
            self._move_on(slot, day.day, following)
            self._fill(slot, day)
            if limit is not None and self.lateness > limit:
                return
        self._count_unplaced()

    def _open_windows(self, slot: int, day: int) -> None:
        span, wishes = self._span, self._span.wishes
        opening = self._opening[slot]
        if span.by_weekday:
            # What a contact may be drawn by is there before the contact.
            opening = sorted(opening, key=lambda place: not wishes[place].patient)
        for place in opening:
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
                last = _nearest(due, wish.weekday, day, due)
                self._leaving[max(slot, span.slot_before(last))].append(place)
            else:
                # The second half of a window is for not being answered: by then it had better be tried.
                aim = due - (wish.slack + 1) // 2
                if span.by_weekday:
                    aim = _nearest(aim, self._drawn_to(wish.customer), day, due)
                aim = self._said(place) or aim
                heappush(self._open, aim << _DAY + _PLACE | due << _PLACE | place)

    def _move_on(self, slot: int, day: int, following: int) -> None:
        """Whose aim comes before the next day at work, whose patience ends, and whose last day has come."""
        waiting, aimed = self._open, self._aimed
        for place in self._leaving.pop(slot, ()):
            if place in self._patient:
                self._patient.remove(place)
                self._waits(self._due[place])
                self._come.add(place)
                heappush(aimed, self._due[place] << _PLACE | place)
        while waiting and waiting[0] >> _DAY + _PLACE < following:
            aim, packed = divmod(heappop(waiting), 1 << _DAY + _PLACE)
            self._come.add(packed & _PLACES)
            told = aim >= day and packed >> _PLACE > day and self._said(packed & _PLACES)
            heappush(self._told if told else aimed, packed)
        # Whoever has a last day in the days off that follow is still in time today: they go by it.
        while aimed and aimed[0] >> _PLACE <= day:
            packed = heappop(aimed)
            if not self._has_come(packed):
                continue
            place = packed & _PLACES
            due = self._due[place]
            bearable = due + self._span.wishes[place].gap // 2
            heappush(self._pressing, bearable << _DAY + _PLACE | due << _PLACE | place)

    def _fill(self, slot: int, day: Day) -> None:
        """First those who can wait no longer, then those who were told of today, then whoever has come.

        So somebody who was missed takes a place that is left free, or pushes one who can wait for it.
        """
        fixed, again = len(day.fixed), day.again
        most, usual = self._load.most + again, self._load.usual + again if day.day >= self._load.since else 0
        self._taken, self._again = fixed, 0
        ended, over = sum(self._last_days[: slot + 1]), self._over(slot)
        needed = fixed + ended + max(0, max(over, default=0))
        kept = self._for_growing(day, most) if self._span.kept else 0
        # What is kept for those who grow and not asked for by them is the others'.
        for self._kept in (kept, 0) if kept else (0,):
            self._take(self._pressing, slot, most)
            if self._told:
                self._make_room(slot, most, ended, over)
                self._take(self._told, slot, most)
            if not self._kept:
                while self._told:
                    heappush(self._aimed, heappop(self._told))
            self._take(self._aimed, slot, most)
        self._take(self._open, slot, min(most, max(usual, needed)))

    def _for_growing(self, day: Day, most: int) -> int:
        """How many places of a day are kept for those who grow and whose turn has come."""
        places = max(0, min(most, day.room) - len(day.fixed))
        waiting = sum(self._span.wishes[place].grows for place in self._come)
        return min(waiting, int(self._span.kept * places + 0.5))

    def _over(self, slot: int) -> Sequence[int]:
        """For each day after one: how many of those due by then the days between can't take."""
        due = accumulate(self._last_days[slot + 1 : slot + 1 + LOOKS_AHEAD])
        room = self._room[slot]
        return [many - places + room for many, places in zip(due, self._room[slot + 1 :], strict=False)]

    def _make_room(self, slot: int, most: int, ended: int, over: Sequence[int]) -> None:
        """Places those without whom the days to come would be too full; who was told of today counts too.

        Where somebody has to be late, nobody is pushed away by one whose last day is later.
        """
        span = self._span
        told = sorted(span.slot_before(packed >> _PLACE) for packed in self._told if self._has_come(packed))
        # Last days in the days off that follow are this day's.
        for until, more in enumerate((0, *over), slot):
            if ended + more > 0:
                sooner = bisect_right(told, until)
                level = len(span.days[slot].fixed) + ended + more
                self._take(self._aimed, slot, min(most, level) - sooner, until)

    def _take(self, queue: list[int], slot: int, level: int, until: int | None = None) -> None:
        """Places the first of a queue until so many are taken; who is tried again comes on top of them.

        With `until` only those whose last day is at most that one, by its place among the days.
        """
        span, day = self._span, self._span.days[slot]
        most, passed_over = self._load.most + day.again, list[int]()
        while queue and self._taken < min(level + self._again, day.room):
            place = queue[0] & _PLACES
            stands = queue is self._open or self._has_come(queue[0])
            if stands and until is not None and span.slot_before(self._due[place]) > until:
                break
            packed = heappop(queue)
            grows = span.wishes[place].grows
            if stands and not grows and self._taken + self._kept >= min(most + self._again, day.room):
                passed_over.append(packed)
            elif stands:
                self._kept -= grows and self._kept > 0
                self._come.discard(place)
                self._again += span.wishes[place].again
                self._taken += 1
                self._waits(self._due[place], -1)
                self._place(place, slot, joined=False)
        for packed in passed_over:
            heappush(queue, packed)

    def _place(self, place: int, slot: int, *, joined: bool) -> None:
        span, due, after = self._span, self._due[place], self._after[place]
        wish, day = span.wishes[place], span.days[slot].day
        if self._keeps:
            self.placed.append(Placed(day, wish, due, after, joined))
        if day > due and self._counts(place):
            self.lateness += day - due
        if wish.gap:
            opens, following = wish.following(day)
            self._due[place], self._after[place] = following, day
            if opens <= span.last:
                self._opening[max(slot + 1, span.slot(opens))].append(place)
            if following <= span.last and not wish.patient:
                self._waits(following)
        for other in span.companions.get(wish.customer, ()):
            if other in self._patient:
                self._patient.remove(other)
                self._place(other, slot, joined=True)
            elif other in self._come:
                self._come.remove(other)
                self._waits(self._due[other], -1)
                self._place(other, slot, joined=True)

    def _drawn_to(self, customer: str) -> int | None:
        """The weekday of what waits to go along with the customer's next contact."""
        others = self._span.companions.get(customer, ())
        waiting = (self._span.wishes[other] for other in others if other in self._patient)
        return next((wish.weekday for wish in waiting if wish.weekday is not None), None)

    def _said(self, place: int) -> int | None:
        """The day that was announced; of what comes after that contact nothing was."""
        return self._span.wishes[place].said if self._after[place] is None else None

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
