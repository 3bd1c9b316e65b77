"""The program as a row of lives: each a real process with the real store and words, and Telegram is a pipe.

What a life says on the pipe has reached the chat; where it is killed decides what it knew of that.
"""

import asyncio
import functools
import os
import random
import signal
import ssl
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import msgspec

from bot.building import build
from bot.house import House
from bot.settings import read_settings
from bot.storing import open_store
from desk.promises import Promise, keep, promise
from handlers.answer import Send, decode
from proofs.bank import BANK, NOW, RULES, address, database, opened, sitting
from proofs.killing import Ended, Say, Standing
from scheduling.clock import SteppedClock
from scheduling.pace import Pace
from scheduling.sending import Outgoing, Sent
from store.books import Books
from store.ledger import LedgerRow, State
from store.records import Kind
from store.store import Store

TOKEN = "1000000001:proof"  # noqa: S105  # opens nothing
ZONE = ZoneInfo("Asia/Shanghai")
TICK = timedelta(milliseconds=1)
CLOSED_AFTER = timedelta(days=3)


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A promise that a manager makes at a moment: the reminder must come at `due`."""

    id: str
    book: str
    customer: str
    at: datetime
    due: datetime


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A message that stands in a chat."""

    at: datetime
    chat: int
    keys: tuple[str, ...]
    text: str
    life: int = 0


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One life: when it begins and must end, what is promised meanwhile, and how it is killed.

    `after` sends from its start the process kills itself, `before` the message has left or once it is there;
    0 leaves it alone.
    """

    start: datetime
    end: datetime
    made: tuple[Made, ...]
    after: int = 0
    before: bool = False
    number: int = 0
    zone: str = "Asia/Shanghai"


@dataclass(frozen=True, kw_only=True)
class Life:
    """What came of it: the messages, those whose fate it did not live to write down, its last moment."""

    shown: tuple[Shown, ...]
    in_flight: tuple[Shown, ...]
    until: datetime
    made: tuple[str, ...]
    ended: Ended
    open: tuple[str, ...]
    """The keys whose send had been begun, and its end was not written down."""


def warm() -> None:
    """Does once what every process does at its start, so that a forked one starts at once."""
    # Certificates are for Telegram; nobody speaks with it here.
    ssl.create_default_context = functools.cache(ssl.create_default_context)  # type: ignore[assignment]  # the same function, kept

    async def built() -> None:
        settings = read_settings({"GUANJIA_TOKEN": TOKEN})
        store = open_store("sqlite://", b"proof", RULES)
        build(settings, store=store, clock=SteppedClock(NOW), rules=RULES)
        await store.close()

    asyncio.run(built())


def begun(folder: Path, plan: Plan) -> Standing:
    return Standing(partial(_live, plan), folder)


def lived(child: Standing, plan: Plan) -> Life:
    """Hears a life to its end."""
    ended = child.ended()
    shown: list[Shown] = []
    flight: list[Shown] = []
    made: list[str] = []
    until = plan.start
    open_: list[str] = []
    for line in ended.said:
        word, _, rest = line.partition(" ")
        if word == "at":
            until = datetime.fromisoformat(rest)
        elif word == "made":
            made.append(rest)
        elif word == "sends":
            open_ += rest.split()
        elif word == "shown":
            one = msgspec.structs.replace(msgspec.json.decode(rest, type=Shown), life=plan.number)
            shown.append(one)
            flight.append(one)
        elif word == "idle":
            flight, open_ = [], []
    return Life(
        shown=tuple(shown),
        in_flight=tuple(flight),
        until=until,
        made=tuple(made),
        ended=ended,
        open=tuple(open_) if ended.signal else (),
    )


def _live(plan: Plan, folder: Path, say: Say) -> None:
    asyncio.run(_served(plan, folder, say))


async def _served(plan: Plan, folder: Path, say: Say) -> None:
    clock = SteppedClock(plan.start, running=False)
    settings = read_settings(
        {"GUANJIA_STORE": address(folder), "GUANJIA_TOKEN": TOKEN, "GUANJIA_TIMEZONE": plan.zone}
    )
    async with opened(database(folder)) as store:
        house = build(settings, store=store, clock=clock, rules=RULES, pace=Pace(over_all=0))
        house.delivery._send = _Wire(clock, plan, say)  # noqa: SLF001  # the wire is the one thing that is not real
        house.alive.begin()
        async with house.delivery:
            await house.delivery.begin()
            await _passes(plan, house, clock, store, say)


async def _passes(plan: Plan, house: House, clock: SteppedClock, store: Store, say: Say) -> None:
    """Time goes by, all that is due or planned on the way happening at its minute."""
    waiting = sorted(plan.made, key=lambda each: each.at, reverse=True)
    beat = plan.start
    while True:
        due = await store.ledger.next_due()
        coming = [each for each in (due, waiting[-1].at if waiting else None, beat) if each is not None]
        moment = max(min(coming), clock.now())
        if moment > plan.end:
            return
        clock.step_to(moment + TICK)
        say(f"at {clock.now().isoformat()}")
        if moment >= beat:
            house.alive.beat()
            beat = moment + timedelta(hours=1)
        while waiting and waiting[-1].at <= clock.now():
            await _make(store, waiting[-1], clock.now())
            say(f"made {waiting.pop().id}")
        await house.delivery.look()
        await house.delivery.idle()
        say("idle")


async def _make(store: Store, made: Made, now: datetime) -> None:
    """The manager promises, and puts aside what was reminded of and is past."""
    known = await store.ledger.of_book(
        made.book, (State.SENT, State.SETTLED), (now - 20 * CLOSED_AFTER).date()
    )
    old = {row.subject for row in known if _past(row, now)}
    local = made.due.astimezone(ZONE)

    def decide(books: Books) -> None:
        at = sitting(books, made.book, now, lambda: made.id)
        for each in list(at.book.follow_ups.values()):
            if each.open and each.id in old:
                keep(at, each)
        promise(
            at, made.customer, Promise(day=local.date(), at=time(local.hour, local.minute), how=Kind.CALL)
        )

    await store.change(BANK, (made.book,), decide, now=now)


def _past(row: LedgerRow, now: datetime) -> bool:
    return row.kind == "follow_up" and row.due < now - CLOSED_AFTER


class _Wire:
    """Telegram as a pipe: what is said on it stands in the chat; the process may end before or after."""

    def __init__(self, clock: SteppedClock, plan: Plan, say: Say) -> None:
        self._clock = clock
        self._plan = plan
        self._say = say
        self._sends = 0

    async def __call__(self, outgoing: Outgoing) -> Sent:
        self._sends += 1
        last = self._sends == self._plan.after
        steps = decode(outgoing.body)
        text = "\n".join(each.card.text for each in steps if isinstance(each, Send))
        self._say(f"sends {' '.join(outgoing.keys)}")
        if last and self._plan.before:
            _die()
        if text:
            shown = Shown(at=self._clock.now(), chat=outgoing.chat, keys=outgoing.keys, text=text)
            self._say(f"shown {msgspec.json.encode(shown).decode()}")
        # Others that are under way get as far as their own call.
        await asyncio.sleep(0)
        if last:
            _die()
        return Sent(self._plan.number * 10_000 + self._sends)


def _die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("a killed process goes on")


def moments(dice: random.Random, day: datetime, many: int) -> list[datetime]:
    """Whole minutes of a working day in Shanghai, between nine and six."""
    return [day.replace(hour=9, minute=0) + timedelta(minutes=dice.randrange(540)) for _ in range(many)]
