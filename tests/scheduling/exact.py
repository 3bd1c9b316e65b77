"""The oracle: contacts with windows placed into days with room, at the least lateness there can be.

Shortest augmenting paths in the graph of contacts and days: exact, slow, and not the way of the plan.
"""

from collections.abc import Sequence

Window = tuple[int, int]
_NEVER = float("inf")


def least_lateness(rooms: Sequence[int], windows: Sequence[Window]) -> int | None:
    """The least days of lateness of all together; None where they do not fit into the rooms.

    A window is its first and last day by their places among the rooms; after the last day each further day
    is one of lateness.
    """
    paths = _Paths(rooms, windows)
    total = 0
    for job in range(len(windows)):
        price = paths.add(job)
        if price is None:
            return None
        total += price
    return total


class _Paths:
    """Who is on which day, and for each two days the cheapest move of somebody from one to the other."""

    def __init__(self, rooms: Sequence[int], windows: Sequence[Window]) -> None:
        self._rooms, self._windows = rooms, windows
        self._days = range(len(rooms))
        self._taken: list[set[int]] = [set() for _ in rooms]
        self._moves: list[list[tuple[float, int]]] = [[(_NEVER, -1)] * len(rooms) for _ in rooms]

    def add(self, job: int) -> int | None:
        """One more contact by the cheapest chain of moves; what all of them cost together."""
        best = [self._cost(job, day) for day in self._days]
        came: list[int | None] = [None] * len(best)
        changed = True
        while changed:
            changed = False
            for day in self._days:
                for to, (price, mover) in enumerate(self._moves[day]):
                    if mover >= 0 and best[day] + price < best[to] - 1e-9:
                        best[to], came[to], changed = best[day] + price, day, True
        free = [day for day in self._days if len(self._taken[day]) < self._rooms[day] and best[day] < _NEVER]
        if not free:
            return None
        end = min(free, key=lambda day: best[day])
        self._move_along(job, came, end)
        return int(best[end])

    def _move_along(self, job: int, came: Sequence[int | None], end: int) -> None:
        day = end
        touched = {day}
        while (before := came[day]) is not None:
            mover = self._moves[before][day][1]
            self._taken[before].remove(mover)
            self._taken[day].add(mover)
            touched.add(before)
            day = before
        self._taken[day].add(job)
        for each in touched:
            self._moves[each] = [self._cheapest(each, to) for to in self._days]

    def _cheapest(self, day: int, to: int) -> tuple[float, int]:
        prices = ((self._cost(who, to) - self._cost(who, day), who) for who in self._taken[day])
        return (_NEVER, -1) if day == to else min(prices, default=(_NEVER, -1))

    def _cost(self, job: int, day: int) -> float:
        opens, due = self._windows[job]
        return max(0, day - due) if day >= opens else _NEVER
