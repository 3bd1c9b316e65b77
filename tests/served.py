"""A bot in a process of its own, with a clock that starts where the test says; to be killed.

python -m tests.served --store URL --api URL --token TOKEN --now ISO
"""

import argparse
import asyncio
import contextlib
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.building import build
from bot.key import store_key
from bot.rulebook import Rulebook
from bot.settings import read_settings
from bot.storing import open_store
from scheduling.clock import SteppedClock

READY = "serving"


@asynccontextmanager
async def served(folder: Path, api: str, token: str, now: datetime) -> AsyncIterator[Process]:
    """The process once it serves; killed at the end if it still runs."""
    words = ["-m", "tests.served", "--store", f"sqlite:///{folder / 'bank.db'}"]
    words += ["--api", api, "--token", token, "--now", now.isoformat()]
    root = Path(__file__).parents[1]
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, cwd=root, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        line = await process.stdout.readline()
        assert line.decode().strip() == READY, f"the bot did not start: {line!r}"
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _serve(given: argparse.Namespace) -> None:
    rules = Rulebook(None)
    settings = replace(read_settings({}), token=given.token, api_url=given.api, store=given.store)
    store = open_store(given.store, store_key(given.store), rules)
    try:
        house = build(settings, store=store, clock=SteppedClock(given.now), rules=rules)
        ready, stop = asyncio.Event(), asyncio.Event()
        async with asyncio.TaskGroup() as running:
            running.create_task(house.serve(stop, ready=ready))
            await ready.wait()
            sys.stdout.write(f"{READY}\n")
            sys.stdout.flush()
    finally:
        await store.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("--store", "--api", "--token"):
        parser.add_argument(name, required=True)
    parser.add_argument("--now", required=True, type=datetime.fromisoformat)
    asyncio.run(_serve(parser.parse_args()))
