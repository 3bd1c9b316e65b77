"""Due reminders a second: claimed and recorded, over the simulator, and at the speed Telegram permits."""

import asyncio
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from benchmarks.apart import BOT, TELEGRAM, apart
from benchmarks.bank import NOW, RULES, account, build
from benchmarks.row import Row
from bot.building import build as wire
from bot.settings import read_settings
from bot.storing import open_store
from handlers.speaking import Speaking
from scheduling.clock import SteppedClock
from scheduling.delivery import Delivery
from scheduling.pace import Pace
from scheduling.sending import Outgoing, Sent, Speak
from store.books import Books
from store.ledger import LedgerRow
from store.scope import Scope

BOOKS = 100
DUE = NOW + timedelta(minutes=30)
# The clock then: all of it is due, and nothing so late that it shares a card.
THEN = DUE + timedelta(seconds=1)
A_SECOND = 1_500
BEST_PEER = 187
PERMITTED = 30


def rows(quick: bool) -> Iterator[Row]:
    """The protocol alone, the same with cards drawn, beside bare sends, and at Telegram's own pace."""
    many, rounds = (1_000, 1) if quick else (10_000, 3)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        title = f"{many:,} reminders over {BOOKS} books claimed and recorded"
        for drawn, goal in ((False, A_SECOND), (True, BEST_PEER)):
            found = [
                asyncio.run(delivered(folder / f"{drawn}{turn}.db", many, drawn=drawn))
                for turn in range(rounds)
            ]
            rate, spent = (median(each[side] for each in found) for side in (0, 1))
            what = f"{title}, their cards drawn and kept" if drawn else title
            what += f" ({spent * 1000:.2f} ms of processor each)"
            yield Row(what, f"{rate:,.0f} a second", f"≥ {goal:,}", rate >= goal)
        yield over_the_wire(folder, min(many, 3_000), rounds)
        yield paced(folder, 300 if quick else 900)


async def delivered(path: Path, many: int, *, drawn: bool) -> tuple[float, float]:
    """So many a second from the first look to the last record, with a sender that answers at once; and the
    seconds of processor that one of them took.
    """
    build(path, BOOKS, promised=many // BOOKS, at=DUE)
    clock = SteppedClock(THEN)
    store = open_store(f"sqlite:///{path}", b"benchmarks", lambda: RULES)
    house = wire(read_settings({"GUANJIA_TOKEN": "1:none"}), store=store, clock=clock, rules=lambda: RULES)
    speak = Speaking(office=house.office, drawing=house.reception.drawing, reception=house.reception)
    books = await store.partitions(Scope.bank(), "book")
    for each in books:
        await store.read(
            Scope.bank(), (each,), lambda opened: [len(book.customers) for book in opened.values()]
        )
    again, numbers = asyncio.Event(), count(1)

    async def send(outgoing: Outgoing) -> Sent:
        del outgoing
        return Sent(next(numbers))

    async with Delivery(
        store=store,
        clock=clock,
        speak=speak if drawn else plain(),
        send=send,
        run="benchmark",
        pace=Pace(over_all=0),
        freed=again.set,
    ) as delivery:
        began, before = perf_counter(), process_time()
        while next(numbers) and await store.ledger.due(clock.now(), 1):
            again.clear()
            await delivery.look()
            await again.wait()
        await delivery.idle()
        took, spent = perf_counter() - began, process_time() - before
    await store.close()
    return many / took, spent / many


def plain() -> Speak:
    """Words that are there already: one message a reminder."""

    def speak(books: Books, rows: tuple[LedgerRow, ...], now: datetime, *, late: bool) -> Outgoing:
        del now, late
        chat = books[rows[0].book].owner.telegram
        assert chat is not None
        return Outgoing(chat=chat, keys=(rows[0].key,), body=b"", rest=tuple(each.key for each in rows[1:]))

    return speak


def over_the_wire(folder: Path, many: int, rounds: int) -> Row:
    """The whole product beside a bare loop of send_message with as many calls at once, in turn."""
    found: list[float] = []
    for turn in range(rounds):
        with apart("telegram_apart", core=TELEGRAM) as telegram:
            api = telegram.began["url"]
            telegram.asked(do="people", accounts=[account(each) for each in range(BOOKS)])
            words = ("--api", api, "--first", str(account(0)), "--chats", str(BOOKS), "--many", str(many))
            with apart("bots", "sends", *words, core=BOT) as bare:
                bare.asked(go=0)
                alone = many / float(bare.asked(go=1)["seconds"])
            store = folder / f"wire{turn}.db"
            build(store, BOOKS, promised=many // BOOKS, at=DUE)
            with apart("bots", "guanjia", "--api", api, "--store", str(store), core=BOT) as product:
                telegram.told(do="sends", many=many)
                product.asked(do="to", instant=THEN.isoformat())
                answer = telegram.heard()
                found.append(float(answer["many"]) / float(answer["seconds"]) / alone)
    ratio = median(found)
    return Row(
        f"{many:,} reminders over the wire / a bare loop of sends", f"{ratio:.2f}", "≥ 0.8", ratio >= 0.8
    )


def paced(folder: Path, many: int) -> Row:
    """With Telegram's limits on: the share of the permitted rate, and how often it refused."""
    with apart("telegram_apart", core=TELEGRAM) as telegram:
        telegram.asked(do="people", accounts=[account(each) for each in range(BOOKS)])
        telegram.asked(do="set", flood=True)
        store = folder / "paced.db"
        build(store, BOOKS, promised=many // BOOKS, at=DUE)
        words = ("--api", telegram.began["url"], "--store", str(store), "--paced")
        with apart("bots", "guanjia", *words, core=BOT) as product:
            telegram.told(do="sends", many=many)
            product.asked(do="to", instant=THEN.isoformat())
            answer = telegram.heard()
            refused = int(telegram.asked(do="refused")["refused"])
    share = float(answer["many"]) / float(answer["seconds"]) / PERMITTED
    title = f"{many:,} reminders at Telegram's pace: of the permitted rate, refusals"
    return Row(title, f"{share:.1%}, {refused}", "≥ 95 %, 0", share >= 0.95 and not refused)
