"""The days at work and the wishes for them, and what both say before anything is placed."""

from collections.abc import Mapping, Sequence
from math import ceil

from scheduling.placing.wishes import Day, Wish

# Days are planned for so many times what comes on average, as not every day is like the others.
EASE = 1.3


class Span:
    """Days at work and the wishes for them, prepared to be run through under one load after another.

    `kept` is the share of a day's places for those who grow, while any of them waits.
    """

    def __init__(self, days: Sequence[Day], wishes: Sequence[Wish], kept: float = 0.0) -> None:
        self.days = days
        self.wishes = sorted(wishes, key=lambda wish: (wish.height, wish.key))
        self.fixed = _fixed_days(days, self.wishes)
        self.companions = _companions(self.wishes)
        self._first = days[0].day if days else 0
        self.last = days[-1].day if days else -1
        self._slots = _slots(days)
        # Where all of them grow nothing has to be kept for any.
        self.kept = kept if any(not wish.grows for wish in wishes) else 0.0
        self.by_weekday = any(wish.weekday is not None for wish in self.wishes)
        self.opening: list[list[int]] = [[] for _ in range(len(days) + 1)]
        self.last_days = [0] * (len(days) + 1)
        for place, wish in enumerate(self.wishes):
            self.opening[self.slot(wish.opens)].append(place)
            if not wish.patient:
                self.last_days[self.slot_before(wish.due)] += 1

    def slot(self, day: int) -> int:
        """The place of the first day at work from a day on; as many as there are days where none follows."""
        if day > self.last:
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
        if day >= self.last:
            return len(self.days) - (day == self.last)
        return self._slots[day + 1 - self._first] - 1 if day > self._first else 0


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
