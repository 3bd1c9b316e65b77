"""What is under way, so that somebody can wait until the bot has come to rest."""

import asyncio
from collections.abc import Callable, Generator
from contextlib import contextmanager

from simulator.changes import Changes

SETTLED_SECONDS = 0.06  # longer than a bot needs between two calls of one answer on this machine


class Activity:
    """Counts calls in flight; every begin and end is a beat to wait for."""

    def __init__(self, *, settle: float = SETTLED_SECONDS) -> None:
        self._settle = settle
        self.in_flight = 0
        self.beats = Changes()

    @contextmanager
    def call(self) -> Generator[None]:
        self.in_flight += 1
        self.beats.note()
        try:
            yield
        finally:
            self.in_flight -= 1
            self.beats.note()

    async def quiet(self, nothing_waits: Callable[[], bool]) -> None:
        """Wait until nothing waits, no call is in flight, and it stayed so for a moment."""
        while True:
            count = self.beats.count
            if self.in_flight or not nothing_waits():
                await self.beats.beyond(count)
            elif await self._settled(count):
                return

    async def _settled(self, count: int) -> bool:
        try:
            async with asyncio.timeout(self._settle):
                await self.beats.beyond(count)
        except TimeoutError:
            return True
        return False
