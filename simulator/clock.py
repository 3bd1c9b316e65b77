"""The time the simulator lives in: the machine's own, unless a clock or a stage is handed in."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware and in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def ticks_of(clock: Clock | None) -> Callable[[], float]:
    """Seconds that only ages are measured in: of the handed-in clock, else monotonic."""
    if clock is None:
        return time.monotonic
    return lambda: clock.now().timestamp()
