"""The simulator as a program: serve until interrupted."""

import asyncio
import signal
import sys
from collections.abc import Sequence

from simulator.simulator import Simulator

SAMPLE_PEOPLE = ((1001, "李", "经理"), (1002, "王", "主任"))


async def serve(
    *,
    port: int,
    token: str,
    flood: bool = True,
    host: str = "127.0.0.1",
    people: Sequence[tuple[int, str, str]] = SAMPLE_PEOPLE,
) -> None:
    """Serve until SIGINT or SIGTERM; people are (id, last name, first name).

    Raises OSError for a taken port.
    """
    simulator = Simulator(token=token, flood=flood)
    for user_id, last_name, first_name in people:
        simulator.add_user(user_id, first_name, last_name=last_name)
    await simulator.start(host, port)
    try:
        sys.stdout.write(f"Bot API   {simulator.url}\nChat page {simulator.page_url}\n")
        sys.stdout.flush()
        await _interrupted()
    finally:
        await simulator.stop()


async def _interrupted() -> None:
    """Wait for SIGINT or SIGTERM; where the system has no such handlers, for the cancellation by Ctrl+C."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, ended.set)
        except NotImplementedError:
            break
    await ended.wait()
