"""A clock that is set, a machine that sleeps, a program that is stopped: nothing missed, nothing doubled."""

import asyncio
import contextlib
import os
import signal
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.building import build
from bot.house import House
from bot.settings import read_settings
from desk.promises import Promise, promise
from handlers.answer import Send, decode
from proofs.bank import (
    BANK,
    RULES,
    address,
    brought,
    customers,
    database,
    joined,
    opened,
    sitting,
    with_store,
)
from proofs.killing import Say, Standing, quick_folder
from proofs.lives import TOKEN, warm
from proofs.row import Row
from scheduling.clock import SteppedClock
from scheduling.pace import Pace
from scheduling.sending import Outgoing, Sent
from store.books import Books
from store.errors import StoreError
from store.lock import RunLock
from store.records import Kind, replace
from store.store import Store

DAYS = 3
MINUTE = timedelta(minutes=1)
ZONES = ("Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe")
NIGHTS = (
    ("America/New_York", date(2027, 3, 14)),
    ("America/New_York", date(2026, 11, 1)),
    ("Europe/Berlin", date(2027, 3, 28)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("Australia/Lord_Howe", date(2027, 4, 4)),
)
_HOURS = timedelta(hours=1)
JUMPS: tuple[tuple[str, tuple[tuple[time, timedelta], ...]], ...] = (
    ("an hour back and forth", ((time(9, 30), -_HOURS), (time(11, 15), _HOURS))),
    ("an hour ahead", ((time(9, 30), _HOURS),)),
    ("an hour ahead and back", ((time(9, 30), _HOURS), (time(14, 0), -_HOURS))),
    ("a day ahead", ((time(9, 30), timedelta(days=1)),)),
    ("back over midnight", ((time(0, 20), -_HOURS), (time(3, 0), _HOURS))),
    ("ten minutes back, six times", tuple((time(9 + n, 5), timedelta(minutes=-10)) for n in range(6))),
)


def rows(scale: float = 1.0) -> Iterator[Row]:
    warm()
    zones = ZONES if scale >= 1 else ZONES[: max(1, round(len(ZONES) * scale))]
    for name, jumps in JUMPS:
        failures: list[str] = []
        cases = 0
        for zone in zones:
            found, missing = asyncio.run(_jumped(zone, jumps))
            cases += found
            failures += [f"{zone}: {each}" for each in missing]
        yield Row(
            f"the clock is set {name}: none missed, none doubled", cases, failures, found=", ".join(zones)
        )
    yield asyncio.run(_held())
    yield _daylight()
    yield _stopped()


def shortly() -> Iterator[Row]:
    """One of each, for the tests."""
    cases, missing = asyncio.run(_jumped(ZONES[1], JUMPS[0][1]))
    yield Row(f"the clock is set {JUMPS[0][0]}", cases, missing)
    yield asyncio.run(_held())
    yield _stopped()


class _Chat:
    """Takes every message, and remembers of what it spoke and when."""

    def __init__(self, clock: SteppedClock) -> None:
        self._clock = clock
        self.spoken: list[tuple[datetime, tuple[str, ...], str]] = []

    async def __call__(self, outgoing: Outgoing) -> Sent:
        text = "\n".join(each.card.text for each in decode(outgoing.body) if isinstance(each, Send))
        if text:
            self.spoken.append((self._clock.now(), outgoing.keys, text))
        return Sent(len(self.spoken) + 1)

    def of(self, kind: str) -> Counter[str]:
        return Counter(key for _, keys, _ in self.spoken for key in keys if key.startswith(f"{kind}|"))


@contextlib.asynccontextmanager
async def _house(folder: Path, zone: str, begins: datetime):  # type: ignore[no-untyped-def]  # noqa: ANN202  # three things at once
    clock = SteppedClock(begins, running=False)
    async with opened(database(folder)) as store:
        await brought(store, customers(10))
        await joined(store)
        for book in await store.partitions(BANK, "book"):
            await store.change(BANK, (book,), partial(_moves_to, book, zone), now=begins)
        house = build(
            read_settings({"GUANJIA_STORE": address(folder), "GUANJIA_TOKEN": TOKEN}),
            store=store,
            clock=clock,
            rules=RULES,
            pace=Pace(over_all=0),
        )
        chat = _Chat(clock)
        house.delivery._send = chat  # noqa: SLF001  # the wire is the one thing that is not real
        async with house.delivery:
            yield house, clock, store, chat


def _moves_to(book: str, zone: str, books: Books) -> None:
    books[book].put(replace(books[book].owner, zone=zone, joined=None))


async def _promise(store: Store, book: str, number: int, due: datetime, now: datetime) -> None:
    def decide(books: Books) -> None:
        whom = sorted(books[book].customers)[number % 5]
        at = sitting(books, book, now, lambda: f"p{number:04}")
        promise(at, whom, Promise(day=due.date(), at=due.time(), how=Kind.CALL))

    await store.change(BANK, (book,), decide, now=now)


async def _look(house: House) -> None:
    """What the waking loop does each time it wakes: each lane that ends wakes it again."""
    await house.waking.check_time()
    if not house.waking.held:
        while await house.delivery.look():
            await house.delivery.idle()


async def _jumped(zone: str, jumps: tuple[tuple[time, timedelta], ...]) -> tuple[int, list[str]]:
    """Three days minute by minute, with a promise each half-hour; the clock is set on the second."""
    local = ZoneInfo(zone)
    start = datetime(2027, 3, 9, 7, 0, tzinfo=local)
    with quick_folder() as folder:
        async with _house(folder, zone, start) as (house, clock, store, chat):
            book = (await store.partitions(BANK, "book"))[0]
            dues = [
                datetime.combine(date(2027, 3, 9) + timedelta(days=day), time(hour, minute), local)
                for day in range(DAYS)
                for hour in range(8, 19)
                for minute in (0, 30)
            ]
            for number, due in enumerate(dues):
                await _promise(store, book, number, due, start)
            waiting = [(datetime.combine(date(2027, 3, 10), at, local), by) for at, by in jumps]
            end = start + timedelta(days=DAYS)
            while clock.now() < end:
                clock.step(timedelta(minutes=5))
                while waiting and clock.now() >= waiting[0][0]:
                    clock.jump(waiting.pop(0)[1])
                await _look(house)
            counts = chat.of("follow_up")
            missing = [
                f"p{n:04} came {counts[key]} times"
                for n in range(len(dues))
                if (key := _key(n, dues[n])) and counts[key] != 1
            ]
            digests = chat.of("digest")
            missing += [f"{key} came {count} times" for key, count in digests.items() if count > 1]
            early = [
                f"{keys} came before its minute"
                for at, keys, _ in chat.spoken
                for key in keys
                if _early(key, at, dues)
            ]
            return len(dues) + len(digests), missing + early


def _key(number: int, due: datetime) -> str:
    return f"follow_up|p{number:04}|{due.date()}"


def _early(key: str, at: datetime, dues: list[datetime]) -> bool:
    return key.startswith("follow_up|") and at < dues[int(key.split("|")[1][1:])]


async def _held() -> Row:
    """Forty days ahead: nothing is sent, the operator is asked; confirmed, or set right, it goes on."""
    failures: list[str] = []
    zone = ZoneInfo("Asia/Shanghai")
    for ending in ("confirmed", "set right"):
        with quick_folder() as folder:
            start = datetime(2027, 3, 9, 9, 0, tzinfo=zone)
            async with _house(folder, "Asia/Shanghai", start) as (house, clock, store, chat):
                book = (await store.partitions(BANK, "book"))[0]
                await _promise(store, book, 0, start + timedelta(days=20), start)
                await _promise(store, book, 1, start + timedelta(hours=2), start)
                await _look(house)
                before = len(chat.spoken)
                clock.jump(timedelta(days=40))
                for _ in range(20):
                    clock.step(MINUTE)
                    await _look(house)
                if len(chat.spoken) != before or not house.waking.held:
                    failures.append(f"{ending}: something was sent while the clock was forty days ahead")
                if ending == "confirmed":
                    house.waking.confirm()
                    wanted = {"p0000", "p0001"}
                else:
                    clock.jump(timedelta(days=-40))
                    clock.step(timedelta(hours=2))
                    wanted = {"p0001"}
                await _look(house)
                there = {key.split("|")[1] for key in chat.of("follow_up")}
                if there != wanted or house.waking.held:
                    failures.append(f"{ending}: {there} came, not {wanted}")
    return Row("the clock is set 40 days ahead: held, until confirmed or set right", 2, failures)


def _daylight() -> Row:
    """The night in which an hour is left out, and the one that has an hour twice."""
    failures: list[str] = []
    cases = 0
    for zone, day in NIGHTS:
        came, wanted = asyncio.run(_night(zone, day))
        cases += wanted
        failures += [f"{zone} {day}: {key} came {count} times" for key, count in came.items() if count != 1]
        if len(came) != wanted:
            failures.append(f"{zone} {day}: {len(came)} of {wanted} came")
    return Row("nights when daylight saving begins or ends: every promised minute, once", cases, failures)


async def _night(zone: str, day: date) -> tuple[Counter[str], int]:
    local = ZoneInfo(zone)
    start = datetime.combine(day - timedelta(days=1), time(20), local)
    with quick_folder() as folder:
        async with _house(folder, zone, start) as (house, clock, store, chat):
            book = (await store.partitions(BANK, "book"))[0]
            dues = [
                datetime.combine(day, time(hour, minute), local)
                for hour in range(6)
                for minute in (0, 15, 30, 45)
            ]
            for number, due in enumerate(dues):
                await _promise(store, book, number, due, start)
            for _ in range(16 * 12):
                clock.step(timedelta(minutes=5))
                await _look(house)
            return chat.of("follow_up"), len(dues)


def _stopped() -> Row:
    """A stopped program keeps its lock; a second one is refused until the first has died."""
    failures: list[str] = []
    with quick_folder() as folder:
        with_store(database(folder), lambda store: brought(store, customers(10)))
        child = Standing(_runs, folder)
        child.go()
        lines = child.lines()
        if next(lines, "") != "locked":
            return Row("a program stopped for ten minutes while a second one starts", 1, ["it did not start"])
        os.kill(child.pid, signal.SIGSTOP)
        try:
            # Ten minutes are no different from a moment: the lock is the system's, and knows no time.
            RunLock.take(address(folder)).release()
            failures.append("a second program has started beside a stopped one")
        except StoreError as refused:
            if refused.key != "store.running":
                failures.append(f"the second program was told {refused.key}")
        os.kill(child.pid, signal.SIGCONT)
        if next(lines, "") != "wrote":
            failures.append("the continued program could not go on")
        child.kill()
        child.ended()
        try:
            RunLock.take(address(folder)).release()
        except StoreError as refused:
            failures.append(f"the lock outlives its program: {refused.key}")
    return Row(
        "a program is stopped while a second one starts: the lock holds, and ends with its program",
        3,
        failures,
    )


def _runs(folder: Path, say: Say) -> None:
    with RunLock.take(address(folder)):
        say("locked")
        with_store(database(folder), joined)
        say("wrote")
        signal.pause()
