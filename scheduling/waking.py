"""Looks at what is due: at its minute, at each commit, and at least every fifteen seconds."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from scheduling.clock import Clock, SystemClock

log = logging.getLogger(__name__)

AT_LEAST = 15.0
# A wall clock that has gone on for longer than the machine itself says that one of the two is wrong.
JUMP = timedelta(hours=26)
SOON = timedelta(seconds=0.5)
_ALARM = "next due"


class Waking:
    """APScheduler is the alarm clock; a slow loop on monotonic time stands behind it.

    After a forward jump of more than 26 hours nothing is sent until somebody confirms the time.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        next_due: Callable[[], Awaitable[datetime | None]],
        look: Callable[[], Awaitable[object]],
        jumped: Callable[[timedelta], Awaitable[None]],
    ) -> None:
        self._clock = clock
        self._next_due = next_due
        self._look = look
        self._jumped = jumped
        self._wake = asyncio.Event()
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._system = SystemClock()
        self._seen = (clock.now(), clock.monotonic())
        self.held = False

    def nudge(self) -> None:
        """Something was committed, or the time was moved: look again now."""
        self._wake.set()

    def confirm(self) -> None:
        """The time is right after all: what was held goes out."""
        self.held = False
        self.nudge()

    async def run(self) -> None:
        """Wake and look until cancelled."""
        self._scheduler.start()
        try:
            while True:
                await self._once()
        finally:
            self._scheduler.shutdown(wait=False)

    async def _once(self) -> None:
        self._wake.clear()
        await self._check_time()
        if not self.held:
            try:
                await self._look()
            except Exception:  # the next look is fifteen seconds away; reminders outlive a bad one
                log.exception("could not look at what is due")
        self._set(await self._next_due())
        try:
            async with asyncio.timeout(AT_LEAST):
                await self._wake.wait()
        except TimeoutError:
            pass

    async def _check_time(self) -> None:
        now, running = self._clock.now(), self._clock.monotonic()
        before, ran = self._seen
        self._seen = (now, running)
        ahead = (now - before) - timedelta(seconds=running - ran)
        if ahead > JUMP and not self.held:
            self.held = True
            await self._jumped(ahead)

    async def _ring(self) -> None:
        # A coroutine: APScheduler runs plain functions on other threads, where an event must not be set.
        self.nudge()

    def _set(self, due: datetime | None) -> None:
        if due is None or self.held:
            return
        # On the system's own clock, because that is the one APScheduler reads.
        # What is due already and was not taken is under way or waits its turn: not looked at again at once.
        at = self._system.now() + max(due - self._clock.now(), SOON)
        self._scheduler.add_job(
            self._ring,
            DateTrigger(run_date=at),
            id=_ALARM,
            replace_existing=True,
            misfire_grace_time=None,
        )
