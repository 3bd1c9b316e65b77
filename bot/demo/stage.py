"""The stage of the demo: time that can be moved, everything due on the way happening at its minute."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.demo.cast import Player
from bot.house import House
from handlers.words import Words
from scheduling.clock import SteppedClock
from store.errors import StoreError


class DemoStage:
    """Moves the clock from alarm to alarm, so that nothing is late that would not be late in life."""

    LEAST = timedelta(milliseconds=1)

    def __init__(self, clock: SteppedClock, words: Words) -> None:
        self._clock = clock
        self._words = words
        self._house: House | None = None
        self._players: Sequence[Player] = ()
        self._moving = asyncio.Lock()

    def rise(self, house: House, players: Sequence[Player]) -> None:
        """The bot and the cast are there."""
        self._house, self._players = house, players

    def now(self) -> datetime:
        return self._clock.now()

    def people(self) -> Sequence[tuple[int, str, str]]:
        return [(each.user, each.name, self._words(f"role.{each.role}")) for each in self._players]

    async def advance(self, by: timedelta) -> None:
        """Let time pass; whatever is due on the way is sent at its minute."""
        async with self._moving:
            target = self._clock.now() + by
            while (due := await self._next()) is not None and due <= target:
                await self._to(due)
            await self._to(target)

    async def advance_to_next(self) -> bool:
        """On to the next thing that happens; False when nothing is planned."""
        async with self._moving:
            due = await self._next()
            if due is None:
                return False
            await self._to(due)
            return True

    async def _next(self) -> datetime | None:
        if self._house is None:
            return None
        try:
            due = await self._house.office.store.ledger.next_due()
        except StoreError:  # the curtain has fallen while time went by
            return None
        return None if due is None else max(due, self._clock.now())

    async def _to(self, instant: datetime) -> None:
        if self._house is None:
            return
        self._clock.step(max(instant - self._clock.now(), timedelta()) + self.LEAST)
        await self._house.delivery.look()
        await self._house.delivery.idle()
