"""Waiting wakes with every change, and only then."""

import asyncio

from simulator.activity import Activity
from simulator.changes import Changes


async def test_waiting_ends_at_once_when_it_has_happened_already() -> None:
    changes = Changes()
    changes.note(7)
    assert await changes.beyond(0) == 1
    assert (changes.of_chat(7), changes.of_chat(8), changes.since(0), changes.since(1)) == (1, 0, [7], [])


async def test_quiet_comes_after_the_last_call() -> None:
    activity = Activity(settle=0.01)
    order: list[str] = []

    async def call() -> None:
        with activity.call():
            await asyncio.sleep(0)
            order.append("called")

    async with asyncio.TaskGroup() as group:
        group.create_task(call())
        await asyncio.sleep(0)
        await activity.quiet(lambda: True)
        order.append("quiet")
    assert order == ["called", "quiet"]


async def test_a_beat_within_the_moment_starts_it_again() -> None:
    activity = Activity(settle=0.05)
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(activity.quiet(lambda: True))
        await asyncio.sleep(0)
        activity.beats.note()
        await asyncio.sleep(0)
        assert not waiting.done()
