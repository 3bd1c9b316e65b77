"""Waking looks at its minute, and does not trust a clock that leaps."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

from scheduling.clock import SteppedClock
from scheduling.waking import Waking

START = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


class Alarmed:
    """A waking over a clock in our hands; it counts its looks."""

    def __init__(self, *, running: bool = False) -> None:
        self.clock = SteppedClock(START, running=running)
        self.looks = 0
        self.looked = asyncio.Event()
        self.leapt = asyncio.Event()
        self.jumps: list[timedelta] = []
        self.pauses: list[tuple[datetime, datetime]] = []
        self.due: datetime | None = None
        self.fails = False
        self.waking = Waking(
            clock=self.clock,
            next_due=self.next_due,
            look=self.look,
            jumped=self.jumped,
            slept=lambda since, until: self.pauses.append((since, until)),
        )

    async def look(self) -> None:
        self.looks += 1
        self.looked.set()
        if self.fails:
            self.fails = False
            raise OSError("the disk is away")

    async def next_due(self) -> datetime | None:
        return self.due

    async def jumped(self, ahead: timedelta) -> None:
        self.jumps.append(ahead)
        self.leapt.set()

    async def held(self) -> bool:
        await self.waking.check_time()
        return self.waking.held

    async def looks_again(self) -> None:
        self.looked.clear()
        self.waking.nudge()
        await self.sees()

    async def sees(self) -> None:
        async with asyncio.timeout(3):
            await self.looked.wait()
        self.looked.clear()


@asynccontextmanager
async def awake(it: Alarmed) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as group:
        running = group.create_task(it.waking.run())
        try:
            yield
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


async def test_time_that_passes_is_no_jump() -> None:
    it = Alarmed()
    it.clock.step(timedelta(days=40))
    assert not await it.held()
    assert it.jumps == it.pauses == []


async def test_a_leap_forward_holds_everything_and_the_operators_hear_of_it_once() -> None:
    it = Alarmed()
    it.clock.jump(timedelta(days=40))
    assert await it.held()
    assert await it.held()
    assert it.jumps == [timedelta(days=40)]


async def test_a_leap_of_an_hour_holds_nothing_but_is_known() -> None:
    it = Alarmed()
    it.clock.jump(timedelta(hours=1))
    assert not await it.held()
    assert it.pauses == [(START, START + timedelta(hours=1))]


async def test_an_operators_word_lets_it_go() -> None:
    it = Alarmed()
    it.clock.jump(timedelta(days=2))
    assert await it.held()
    assert it.waking.confirm()
    assert not await it.held()
    assert not it.waking.confirm()


async def test_a_date_of_telegrams_that_agrees_lets_it_go() -> None:
    it = Alarmed()
    it.clock.jump(timedelta(days=2))
    assert await it.held()
    it.waking.dated(START)
    assert it.waking.held
    it.waking.dated(it.clock.now() - timedelta(seconds=30))
    assert not await it.held()


async def test_a_clock_that_comes_back_lets_it_go() -> None:
    it = Alarmed()
    it.clock.jump(timedelta(days=2))
    assert await it.held()
    it.clock.jump(timedelta(days=-2))
    assert not await it.held()


async def test_going_back_an_hour_and_forth_again_holds_nothing() -> None:
    it = Alarmed()
    for step in (-1, 1, -25, 25):
        it.clock.jump(timedelta(hours=step))
        assert not await it.held()


async def test_nothing_is_looked_at_while_the_time_is_in_doubt() -> None:
    it = Alarmed()
    async with awake(it):
        await it.sees()
        it.clock.jump(timedelta(days=3))
        it.waking.nudge()
        async with asyncio.timeout(3):
            await it.leapt.wait()
        looks = it.looks
        it.waking.confirm()
        await it.sees()
        assert it.looks == looks + 1


async def test_a_look_that_fails_is_not_the_last() -> None:
    it = Alarmed()
    async with awake(it):
        await it.sees()
        it.fails = True
        await it.looks_again()
        await it.looks_again()


async def test_it_wakes_at_the_minute() -> None:
    it = Alarmed(running=True)
    it.due = it.clock.now() + timedelta(seconds=0.2)
    async with awake(it):
        await it.sees()
        it.due = None if it.looks > 1 else it.due
        await it.sees()
        assert it.clock.now() >= START + timedelta(seconds=0.2)


async def test_what_is_due_already_does_not_make_it_spin() -> None:
    it = Alarmed()
    it.due = START
    async with awake(it):
        await it.sees()
        for _ in range(50):
            await asyncio.sleep(0)
        assert it.looks == 1
