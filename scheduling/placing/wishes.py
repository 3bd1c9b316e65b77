"""What is asked of the days, what room they have, and what comes of it."""

from typing import NamedTuple


class Wish(NamedTuple):
    """A contact to be placed; of those with one last day the higher and then the first by key is taken.

    `gap` is the days after which the next one is due when it is done (0: it comes once), `slack` how many
    of them are its window. A `patient` one waits until its last day for another reason to see the customer.
    One that is tried `again` comes on top of a usual day's load, so that those who did not answer push
    nobody else from the day that was announced. One of a sequence goes through its `steps`, each with its
    first and last day, before its gap counts. A patient one may have a `weekday` (Monday = 0) on which it had
    better fall: what it goes along with is drawn there, within its own window. `said` is the day that
    was announced for it. One that `grows` is of a customer for whom a share of the places is kept.
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
    weekday: int | None = None
    said: int | None = None
    grows: bool = False

    def following(self, day: int) -> tuple[int, int]:
        """The first and last day of the next one when this one is done on a day."""
        for step in self.steps:
            if step[0] > day:
                return step
        due = day + self.gap
        return due - self.slack, due


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
    """How many customers the fullest day takes, and to how many a day is filled up ahead of need.

    Days are filled up from the day `since` on.
    """

    most: int
    usual: int = 0
    since: int = 0
