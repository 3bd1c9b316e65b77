"""A branch over a Telegram with weather: any call may fail, any update may come again and out of order."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.building import build
from bot.house import House
from bot.settings import read_settings
from bot.storing import new_id
from desk.setting_up import set_up
from proofs.bank import BANK, BRANCH, RULES, brought, database, opened_as_it_is
from proofs.jumping import JumpingLoop, LoopClock
from proofs.lives import TOKEN
from simulator import Fault, Seen, Simulator, Trouble
from simulator.calls import Call
from store.records import Contact, Role
from store.store import Store

ZONE = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=ZONE)
MANAGERS = ("李晓", "王海燕", "赵敏", "孙涛", "周琳")
HEAD, OPERATOR, FIRST = 1, 2, 11
"""Telegram accounts; the managers' follow one another from the first."""
_SURNAMES, _GIVEN = "张陈何马刘黄吴徐朱胡", ("伟", "芳", "国强", "桂英", "丽华", "建军", "晓东", "秀兰")
NAMES = [f"{surname}{given}" for given in _GIVEN for surname in _SURNAMES]
PER_MANAGER = 10


@dataclass(kw_only=True)
class Met:
    """One call and the trouble that it met."""

    at: datetime
    method: str
    chat: int
    fault: Fault | None


@dataclass(kw_only=True)
class Town:
    """The branch, its people by the number of their accounts, and what befell the calls."""

    loop: JumpingLoop
    clock: LoopClock
    simulator: Simulator
    store: Store
    house: House = field(init=False)
    stop: asyncio.Event = field(init=False)
    codes: dict[int, str] = field(default_factory=dict[int, str])
    met: list[Met] = field(default_factory=list[Met])
    weather: Callable[[Call], Fault | None] = lambda _call: None
    spoil: Callable[[list[bytes]], list[bytes]] = lambda bodies: bodies

    def take(self, call: Call) -> Fault | None:
        fault = self.weather(call)
        chat = call.text("chat_id") or "0"
        self.met.append(Met(at=self.clock.now(), method=call.method, chat=int(chat), fault=fault))
        return fault

    async def until(self, moment: datetime) -> None:
        """Lets time go by."""
        await asyncio.sleep(max(0.0, (moment - self.clock.now()).total_seconds()))

    def says(self, manager: int, number: int, customer: str, at: str) -> None:
        """A line about a call, with a promise for the same day."""
        self.simulator.send_text(FIRST + manager, f"刚给{customer}打过电话 聊了编号{number}号 今天{at}回访")

    async def contacts(self) -> list[Contact]:
        found: list[Contact] = []
        for book in await self.store.partitions(BANK, "book"):
            found += await self.store.read(BANK, (book,), lambda books: list(books[book].contacts.values()))  # noqa: B023  # awaited here
        return found

    def texts(self, user: int) -> list[Seen]:
        return [each for each in self.simulator.everything(user) if not each.mine]


def names_of(manager: int) -> list[str]:
    """The customers of a manager, by the place in MANAGERS."""
    return NAMES[manager * PER_MANAGER : (manager + 1) * PER_MANAGER]


def listed() -> str:
    lines = ["客户号,姓名,性别,出生日期,手机,网点,客户经理,金融资产,数据日期"]
    for place, manager in enumerate(MANAGERS):
        for number, name in enumerate(names_of(place)):
            key = f"{place}{number:03}"
            lines.append(
                f"{key},{name},男,1970-03-{number + 1:02},1390001{key},{BRANCH},{manager},60000,2026-11-23"
            )
    return "\n".join(lines) + "\n"


@asynccontextmanager
async def town(
    loop: JumpingLoop,
    folder: Path,
    *,
    begins: datetime = MORNING,
    through: Callable[[str], AbstractAsyncContextManager[str]] | None = None,
) -> AsyncIterator[Town]:
    """Five managers, a head and an operator, all of whom have opened the bot; the sun shines."""
    clock = LoopClock(loop, begins)
    # Its speed limits go by the machine's own time, which does not jump: pace is proved by the calls.
    simulator = Simulator(token=TOKEN, clock=clock, flood=False)
    await simulator.start()
    store = opened_as_it_is(database(folder))
    loop.watch(store)
    try:
        codes = await _people(store, clock.now(), simulator)
        it = Town(loop=loop, clock=clock, simulator=simulator, store=store, codes=codes)
        simulator.faults.take = it.take  # type: ignore[method-assign]  # the weather of the proof
        simulator.updates._with_faults = lambda batch: it.spoil([one.body for one in batch])  # type: ignore[method-assign]  # noqa: SLF001  # as above
        async with AsyncExitStack() as rooms:
            api = await rooms.enter_async_context(through(simulator.url)) if through else simulator.url
            _running = await rooms.enter_async_context(serving(it, api))
            for user, code in codes.items():
                simulator.press_start(user, code)
            await asyncio.sleep(60)
            it.met.clear()
            yield it
    finally:
        await simulator.stop()
        await store.close()


@asynccontextmanager
async def serving(it: Town, api: str) -> AsyncIterator[asyncio.Task[None]]:
    """The bot runs; an end of its own is told by the task."""
    settings = replace(read_settings({}), token=TOKEN, api_url=api, store="sqlite://")
    it.house = build(settings, store=it.store, clock=it.clock, rules=RULES)
    it.stop, ready = asyncio.Event(), asyncio.Event()
    stop = it.stop
    running = it.loop.create_task(it.house.serve(stop, ready=ready))
    first: asyncio.Task[object] = it.loop.create_task(ready.wait())
    await asyncio.wait({running, first}, return_when=asyncio.FIRST_COMPLETED)
    first.cancel()
    try:
        yield running
    finally:
        stop.set()
        await asyncio.wait([running])


async def _people(store: Store, now: datetime, simulator: Simulator) -> dict[int, str]:
    people = [(Role.HEAD, "周敏"), (Role.OPERATOR, "赵工"), *((Role.MANAGER, name) for name in MANAGERS)]
    invited = await set_up(
        store, branch=BRANCH, people=people, now=now, new_id=new_id, zone="Asia/Shanghai", language="zh-Hans"
    )
    await brought(store, listed(), now=now)
    accounts = (HEAD, OPERATOR, *range(FIRST, FIRST + len(MANAGERS)))
    for user, each in zip(accounts, invited, strict=True):
        simulator.add_user(user, each.person.name, language_code="zh-hans")
    return {user: each.code for user, each in zip(accounts, invited, strict=True)}


def stormy(dice: random.Random, much: float = 1.0) -> Callable[[Call], Fault | None]:
    """Every kind of trouble, now and then; a flood asks one chat to wait up to five minutes."""
    kinds: tuple[tuple[float, Callable[[], Fault]], ...] = (
        (0.10, lambda: Fault(trouble=Trouble.FLOOD, retry_after=dice.randint(1, 300))),
        (0.06, lambda: Fault(trouble=Trouble.SERVER_ERROR, status=dice.choice((500, 502, 503)))),
        (0.05, lambda: Fault(trouble=Trouble.DROP_BEFORE)),
        (0.05, lambda: Fault(trouble=Trouble.DROP_AFTER)),
        (0.03, lambda: Fault(trouble=Trouble.ERROR_AFTER)),
        (0.02, lambda: Fault(trouble=Trouble.HANG, seconds=dice.uniform(6, 90))),
    )

    def weather(_call: Call) -> Fault | None:
        roll = dice.random() / much
        for chance, fault in kinds:
            if roll < chance:
                return fault()
            roll -= chance
        return None

    return weather


def spoiled(dice: random.Random) -> Callable[[list[bytes]], list[bytes]]:
    """Each update one to five times, now and then once more long after, in any order."""
    old: list[bytes] = []

    def spoil(bodies: list[bytes]) -> list[bytes]:
        many = [body for body in bodies for _ in range(dice.randint(1, 5))]
        if old and bodies:
            many += dice.sample(old, min(3, len(old)))
        old.extend(bodies)
        dice.shuffle(many)
        return many

    return spoil
