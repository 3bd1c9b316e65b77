"""The bots that are compared, each in a process of its own.

python -m benchmarks.bots guanjia|echo|sends|bare --api URL [--store PATH] [--now ISO] [--many N]
"""

import argparse
import asyncio
import json
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
from telegram import Bot, Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters
from telegram.request import HTTPXRequest

from benchmarks.bank import NOW, RULES, book_of
from benchmarks.telegram_apart import TOKEN
from bot.building import build
from bot.house import House
from bot.settings import read_settings
from bot.storing import open_store
from handlers.speaking import Speaking
from scheduling.clock import SteppedClock
from scheduling.pace import Pace
from store.books import Books
from store.ledger import State
from store.records import Rendering
from store.scope import Scope

AT_ONCE = 16


async def guanjia(given: argparse.Namespace, stop: asyncio.Event) -> None:
    """The product as `guanjia run` builds it; paced only where the simulator is."""
    settings = replace(
        read_settings({}),
        token=TOKEN,
        api_url=given.api,
        store=f"sqlite:///{given.store}",
        rendering=Rendering.FULL,
    )
    store = open_store(settings.store, b"benchmarks", lambda: RULES)
    clock = SteppedClock(given.now)
    pace = Pace() if given.paced else Pace(over_all=0)
    house = build(settings, store=store, clock=clock, rules=lambda: RULES, pace=pace)
    ready = asyncio.Event()
    async with asyncio.TaskGroup() as running:
        running.create_task(house.serve(stop, ready=ready))
        await ready.wait()
        running.create_task(_talk(house, stop))
        _say({"ready": time.process_time()})
    await store.close()


async def echo(given: argparse.Namespace, stop: asyncio.Event) -> None:
    """A bare bot on the same library: what it hears it says, sixteen updates at once."""
    app = ApplicationBuilder().token(TOKEN).base_url(f"{given.api}/bot").concurrent_updates(AT_ONCE).build()

    async def repeat(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.effective_message is not None:
            await update.effective_message.reply_text(update.effective_message.text or "?")

    app.add_handler(MessageHandler(filters.TEXT, repeat))
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling()
        _say({"ready": time.process_time()})
        await stop.wait()
        await app.updater.stop()
        await app.stop()


async def sends(given: argparse.Namespace, stop: asyncio.Event) -> None:
    """A bare loop of send_message on the same library, at each signal; as many at once as the product."""
    request = HTTPXRequest(connection_pool_size=2 * AT_ONCE, pool_timeout=30)
    async with Bot(TOKEN, base_url=f"{given.api}/bot", request=request) as bot:

        async def one(number: int) -> object:
            return await bot.send_message(given.first + number % given.chats, f"{number} 回电话")

        await _loops(given.many, one, stop)


async def bare(given: argparse.Namespace, stop: asyncio.Event) -> None:
    """What the simulator itself can take: the same calls without any library for bots."""
    url = f"{given.api}/bot{TOKEN}/sendMessage"
    async with aiohttp.ClientSession() as session:

        async def one(number: int) -> object:
            said = {"chat_id": given.first + number % given.chats, "text": f"{number} 回电话"}
            async with session.post(url, data=said) as answer:
                return await answer.read()

        await _loops(given.many, one, stop)


async def _loops(many: int, one: Callable[[int], Awaitable[object]], stop: asyncio.Event) -> None:
    """For each line on standard input, so many calls, sixteen at once; the seconds they took."""
    _say({"ready": time.process_time()})
    while not stop.is_set() and await asyncio.to_thread(_asked) != "":
        numbers = iter(range(many))

        async def lane(numbers: Any = numbers) -> None:
            for number in numbers:
                await one(number)

        began = time.perf_counter()
        async with asyncio.TaskGroup() as lanes:
            for _ in range(AT_ONCE):
                lanes.create_task(lane())
        _say({"seconds": time.perf_counter() - began})


async def _talk(house: House, stop: asyncio.Event) -> None:
    """What is asked of the product from outside, until there is nobody to ask."""
    clock = house.office.clock
    while not stop.is_set() and (line := await asyncio.to_thread(_asked)):
        asked = json.loads(line)
        if asked["do"] == "to" and isinstance(clock, SteppedClock):
            clock.step_to(datetime.fromisoformat(asked["instant"]))
            house.waking.nudge()
            _say({})
        elif asked["do"] == "ticks":
            _say({"took": [await _tick(house) for _ in range(asked["many"])]})
        elif asked["do"] == "digests":
            _say({"took": [await _digest(house, manager) for manager in asked["managers"]]})
        else:
            _say({"cpu": time.process_time(), "rss": memory()})


async def _tick(house: House) -> float:
    """Seconds of one look at what is due, when nothing is."""
    began = time.perf_counter()
    await house.delivery.look()
    await house.office.store.ledger.next_due()
    return time.perf_counter() - began


async def _digest(house: House, manager: int) -> float:
    """Processor seconds of tomorrow's morning digest: put into words, claimed, kept."""
    book, store = book_of(manager), house.office.store
    drawing = house.reception.drawing
    speak = Speaking(office=house.office, drawing=drawing, reception=house.reception)
    armed = await store.ledger.of_book(book, (State.ARMED,))
    row = max((each for each in armed if each.kind == "digest"), key=lambda each: each.due)

    def decide(books: Books) -> None:
        said = speak(books, (row,), row.due, late=False)
        assert said is not None
        books.ledger.claim(said.keys, "benchmark", row.due)

    await store.read(Scope.bank(), (book,), lambda books: len(books[book].customers))
    began = time.process_time()
    await store.change(Scope.bank(), (book,), decide, now=row.due)
    return time.process_time() - began


def _asked() -> str:
    return sys.stdin.readline()


def memory() -> float:
    """Resident now, in MB."""
    with Path("/proc/self/status").open() as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))


def _say(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("bot", choices=["guanjia", "echo", "sends", "bare"])
    parser.add_argument("--api", required=True)
    parser.add_argument("--store", default="")
    parser.add_argument("--now", type=datetime.fromisoformat, default=NOW)
    parser.add_argument("--paced", action="store_true")
    parser.add_argument("--many", type=int, default=1_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--chats", type=int, default=50)
    given = parser.parse_args()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await {"guanjia": guanjia, "echo": echo, "sends": sends, "bare": bare}[given.bot](given, stop)


if __name__ == "__main__":
    asyncio.run(main())
