"""guanjia run: serve the real bot until told to stop."""

import argparse
import asyncio
import contextlib
import logging
import signal
from pathlib import Path

from telegram.error import InvalidToken, NetworkError

from bot.building import build
from bot.rulebook import Rulebook
from bot.terminal import Terminal
from bot.watching import Watching
from store.errors import StoreError
from store.lock import RunLock
from store.records import Refused
from store.store import Store

NEEDS_TOKEN = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--watch", metavar="DIR", type=Path, help="a folder that takes the bank's daily file")


def run(terminal: Terminal, given: argparse.Namespace) -> int:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # The client library writes the token into its log of requests.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    if given.watch is not None and not given.watch.is_dir():
        raise Refused("cli.no_watch", path=str(given.watch))
    # Telegram pushes to one of many runs, but only one may ask it.
    lock = RunLock.take(terminal.settings.store, alone=not terminal.settings.webhook_url)
    try:
        terminal.with_store(lambda store, rules: _serve(terminal, given, store, rules, lock), make=True)
    except InvalidToken as error:
        raise Refused("cli.token_refused") from error
    except NetworkError as error:
        raise Refused("cli.unreachable", url=terminal.settings.api_url) from error
    finally:
        lock.release()
    return 0


async def _serve(
    terminal: Terminal, given: argparse.Namespace, store: Store, rules: Rulebook, lock: RunLock
) -> None:
    house = build(terminal.settings, store=store, clock=terminal.clock, rules=rules)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
            loop.add_signal_handler(each, stop.set)
    watching = Watching(house.office, given.watch, terminal.words) if given.watch else None

    greeting = iter([terminal.words("cli.running")])

    taken: list[StoreError] = []

    async def rounds() -> None:
        # The first round comes when Telegram has taken the token.
        for line in greeting:
            terminal.say(line)
        await _renewed(lock, stop, taken)
        rules.refresh()
        if watching is not None:
            await watching.look()

    await house.serve(stop, rounds=rounds)
    for refused in taken:
        raise refused


async def _renewed(lock: RunLock, stop: asyncio.Event, taken: list[StoreError]) -> None:
    """The lock is still ours, or it is taken again; if another run has it by now, this one stops."""
    try:
        await asyncio.to_thread(lock.renew)
    except StoreError as refused:
        if refused.key == "store.running":
            taken.append(refused)
            stop.set()
        raise
