"""The one place that asks the system for the time; everything else is given a clock or an instant."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What tells the time: an aware UTC instant, and seconds that never jump."""

    def now(self) -> datetime: ...

    def monotonic(self) -> float: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class SteppedClock:
    """A clock that runs from `base` on and can be moved; the demo and the tests tell the time by it.

    A step is time that passed: both the wall clock and the monotonic seconds move. A jump moves the wall
    clock alone, as when somebody sets it. With `running=False` it stands still in between.
    """

    def __init__(self, base: datetime, *, running: bool = True) -> None:
        if base.tzinfo is None:
            raise ValueError(f"a clock cannot start at a naive datetime: {base}")
        self._base = base.astimezone(UTC)
        self._running = running
        self._started = time.monotonic()
        self._stepped = timedelta(0)
        self._jumped = timedelta(0)

    def now(self) -> datetime:
        return self._base + timedelta(seconds=self._elapsed()) + self._stepped + self._jumped

    def monotonic(self) -> float:
        return self._elapsed() + self._stepped.total_seconds()

    def step(self, by: timedelta) -> datetime:
        """Let time pass and tell the new time; ValueError for a negative step, which is a jump."""
        if by < timedelta(0):
            raise ValueError(f"time does not pass backwards: {by}")
        self._stepped += by
        return self.now()

    def step_to(self, instant: datetime) -> datetime:
        """Let time pass until an aware instant and tell the new time."""
        return self.step(instant - self.now())

    def jump(self, by: timedelta) -> datetime:
        """Set the wall clock forward or back, with no time passing, and tell the new time."""
        self._jumped += by
        return self.now()

    def _elapsed(self) -> float:
        return time.monotonic() - self._started if self._running else 0.0
