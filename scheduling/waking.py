"""Looks at what is due: at its minute, at each commit, and at least every fifteen seconds."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from scheduling.clock import Clock, SystemClock

log = logging.getLogger(__name__)
# It writes a line for each alarm that is set, and we set one at each commit.
logging.getLogger("apscheduler").setLevel(logging.WARNING)

AT_LEAST = 15.0
# A wall clock that has gone on for longer than the machine itself says that one of the two is wrong.
JUMP = timedelta(hours=26)
# A shorter one is a machine that slept; what was due meanwhile is said to be late because of it.
SLEPT = timedelta(minutes=2)
# Telegram's own date agrees with ours when it is no further off than this.
AGREES = timedelta(hours=1)
_ALARM = "next due"


class Waking:
    """APScheduler is the alarm clock; a slow loop on monotonic time stands behind it.

    After a forward jump of more than 26 hours nothing is sent until an operator, a fresh date of Telegram's,
    or the clock itself by going back says that the time is right. `slept` hears between which two instants
    the machine did nothing.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        next_due: Callable[[], Awaitable[datetime | None]],
        look: Callable[[], Awaitable[object]],
        jumped: Callable[[timedelta], Awaitable[None]],
        slept: Callable[[datetime, datetime], None] = lambda _since, _until: None,
    ) -> None:
        self._clock = clock
        self._next_due = next_due
        self._look = look
        self._jumped = jumped
        self._slept = slept
        self._wake = asyncio.Event()
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._system = SystemClock()
        self._seen = clock.now()
        self._ran = clock.monotonic()
        self.held = False

    def nudge(self) -> None:
        """Something was committed, or the time was moved: look again now."""
        self._wake.set()

    def confirm(self) -> bool:
        """The time is right after all: what was held goes out. False where nothing was held."""
        was = self.held
        self.held = False
        self._trust()
        self.nudge()
        return was

    def dated(self, date: datetime) -> None:
        """Telegram has dated something that just came in; one that agrees with the clock confirms it."""
        if self.held and abs(self._clock.now() - date) < AGREES:
            log.warning("Telegram's date agrees with the clock; what was held is sent")
            self.confirm()

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
        began = self._clock.now()
        try:
            await self.check_time()
            if not self.held:
                await self._look()
            self._set(await self._next_due(), began)
        except Exception:  # the next look is fifteen seconds away; reminders outlive a bad one
            log.exception("could not look at what is due")
        try:
            async with asyncio.timeout(AT_LEAST):
                await self._wake.wait()
        except TimeoutError:
            pass

    async def check_time(self) -> None:
        """Compare the wall clock with the time that has passed."""
        ahead = self._ahead()
        if ahead <= JUMP:
            if self.held:
                log.warning("the clock went back to where it should be; what was held is sent")
            if ahead > SLEPT:
                self._slept(self._clock.now() - ahead, self._clock.now())
            self.held = False
            self._trust()
        elif not self.held:
            self.held = True
            log.error("the clock went ahead by %s; nothing is sent until the time is confirmed", ahead)
            await self._jumped(ahead)

    def _ahead(self) -> timedelta:
        passed = timedelta(seconds=self._clock.monotonic() - self._ran)
        return (self._clock.now() - self._seen) - passed

    def _trust(self) -> None:
        self._seen, self._ran = self._clock.now(), self._clock.monotonic()

    def _set(self, due: datetime | None, looked: datetime) -> None:
        # What was due at the look is being sent, and the end of that looks again; an alarm for it would spin.
        if due is None or self.held or due <= looked:
            return
        # On the system's own clock, because that is the one APScheduler reads.
        at = self._system.now() + max(due - self._clock.now(), timedelta())
        self._scheduler.add_job(
            self._ring,
            DateTrigger(run_date=at),
            id=_ALARM,
            replace_existing=True,
            misfire_grace_time=None,
        )

    async def _ring(self) -> None:
        # A coroutine, because plain functions are run on another thread, where an event can't be set.
        self.nudge()
