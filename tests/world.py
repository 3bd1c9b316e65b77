"""A whole bank for a chat test: simulator, the real bot over HTTP, a store, and time in our hands."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.building import build
from bot.house import House
from bot.rulebook import Rulebook
from bot.settings import read_settings
from bot.storing import new_id, open_store
from desk.importing import NamedFile, read_lists
from desk.importing.bring import bring
from desk.importing.report import Report
from desk.inviting import inviter
from desk.setting_up import set_up
from scheduling.clock import SteppedClock
from scheduling.pace import Pace
from simulator import Seen, Simulator
from store.books import Book
from store.records import Rendering, Role
from store.scope import Scope
from store.store import Store

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
TOKEN = "1000000001:tests"
BRANCH = "城东支行"
HEAD, MANAGER, OTHER, OPERATOR, STRANGER = 1, 2, 3, 4, 9
_PEOPLE = ((Role.HEAD, "周敏"), (Role.MANAGER, "李晓"), (Role.MANAGER, "王海燕"), (Role.OPERATOR, "赵工"))

LIST = """客户号,姓名,性别,出生日期,手机,网点,客户经理,金融资产,数据日期
1001,张伟,男,1976-05-04,13900010001,城东支行,李晓,860000,2026-11-22
1002,陈桂英,女,农历1958年十月十五,13900010002,城东支行,李晓,2300000,2026-11-22
1003,何丽,女,1985-11-26,13900010003,城东支行,李晓,120000,2026-11-22
1004,马超,男,1990-02-28,,城东支行,李晓,66000,2026-11-22
1005,陈丽华,女,1965-08-17,13900010005,城东支行,李晓,550000,2026-11-22
2001,钱国强,男,1970-01-09,13900020001,城东支行,王海燕,980000,2026-11-22
"""
HOLDINGS = """客户号,产品编号,产品名称,起息日,到期日,金额,状态
1001,D1,定期存款,2025-11-23,2026-11-23,620000,正常
1005,W1,稳利理财,2026-05-23,2026-11-30,500000,正常
"""


@dataclass(kw_only=True)
class World:
    """The bank and its chat; everybody is named by the number of their Telegram account."""

    simulator: Simulator
    house: House
    store: Store
    clock: SteppedClock
    codes: dict[int, str] = field(default_factory=dict[int, str])

    async def joins(self, user: int) -> list[Seen]:
        """The person opens the bot with their invitation."""
        before = len(self.simulator.messages(user))
        self.simulator.press_start(user, self.codes[user])
        await self.simulator.wait(user, lambda chat: len(chat) > before + 1)
        return self.simulator.messages(user)

    async def says(self, user: int, text: str, *, reply_to: Seen | None = None) -> Seen:
        """What the bot answers to a line: its newest message."""
        await self._rests()
        answer = await self.simulator.ask(user, text, reply_to=reply_to.message_id if reply_to else None)
        return answer[-1]

    async def taps(self, user: int, button: str, *, on: Seen | None = None) -> Seen:
        """The message that a tap changed or brought; the button is found by a part of its text."""
        message = on or self.newest_with(user, button)
        whole = next(text for row in message.button_texts() for text in row if button in text)
        before = self.simulator.changes
        await self.simulator.tap(user, message.message_id, whole)
        # On a busy machine the tap is acknowledged well before its card follows.
        await self._rests()
        changed = [one for one in self.simulator.messages(user) if one.changed > before and not one.mine]
        return changed[-1] if changed else self.simulator.last(user)

    async def _rests(self) -> None:
        """Every lane has come to rest; one that can't, as Telegram is away, holds up nobody for long."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.house.lanes.idle.wait(), timeout=2)

    def told(self, user: int, words: str = "") -> list[Seen]:
        """The bot's messages to somebody as they stand, those with such words."""
        return [each for each in self.simulator.messages(user) if not each.mine and words in each.text]

    def newest_with(self, user: int, button: str) -> Seen:
        """The newest message that has such a button."""
        for message in reversed(self.simulator.messages(user)):
            if any(button in text for row in message.button_texts() for text in row):
                return message
        raise AssertionError(
            f"no button {button!r} in {[each.text for each in self.simulator.messages(user)]}"
        )

    async def passes(self, time: timedelta) -> None:
        """Time goes by, everything due on the way happening at its minute."""
        target = self.clock.now() + time
        while (due := await self.store.ledger.next_due()) is not None and due <= target:
            await self._to(max(due, self.clock.now()))
        await self._to(target)

    async def until(self, moment: datetime) -> None:
        await self.passes(moment - self.clock.now())

    async def _to(self, instant: datetime) -> None:
        self.clock.step(instant - self.clock.now() + timedelta(milliseconds=1))
        if not await self.house.delivery.look() and self.house.delivery.busy:
            # The house itself has looked first; what that left is looked for when it has ended.
            await self.house.delivery.idle()
            await self.house.delivery.look()
        await self.house.delivery.idle()

    async def book(self, name: str) -> Book:
        """The book of a person as it stands."""
        for partition in await self.store.partitions(Scope.bank(), "book"):
            book = await self.store.read(Scope.bank(), (partition,), lambda books: books[partition])  # noqa: B023  # awaited here
            if book.owner.name == name:
                return book
        raise AssertionError(f"nobody is called {name}")

    async def brings(self, *files: tuple[str, str], add_staff: bool = False) -> Report:
        """The bank's list comes in."""
        now = self.clock.now()
        return await bring(
            self.store,
            Scope.bank(),
            read_lists([NamedFile(name=name, body=text.encode()) for name, text in files]),
            now=now,
            actor="test",
            new_id=new_id,
            invite=inviter(now),
            add_staff=add_staff,
            rules=Rulebook(None)(),
        )


@asynccontextmanager
async def world(
    folder: Path,
    *,
    now: datetime = MONDAY,
    rendering: Rendering = Rendering.MASKED,
    joined: Sequence[int] = (HEAD, MANAGER, OTHER),
    webhook: str = "",
    templates: Path | None = None,
) -> AsyncIterator[World]:
    """A branch with its people and a small list, served by the real Application over the wire."""
    clock = SteppedClock(now, running=False)
    simulator = Simulator(token=TOKEN, clock=clock, flood=False)
    await simulator.start()
    rules = Rulebook(None)
    settings = replace(
        read_settings({"GUANJIA_PRIVACY": rendering}),
        token=TOKEN,
        api_url=simulator.url,
        store=f"sqlite:///{folder / 'bank.db'}",
        webhook_url=webhook,
        templates=templates,
    )
    store = open_store(settings.store, b"tests", rules)
    stop, serving = asyncio.Event(), asyncio.Event()
    failed: Exception | None = None
    try:
        house = build(settings, store=store, clock=clock, rules=rules, pace=Pace(over_all=0))
        async with asyncio.TaskGroup() as running:
            running.create_task(house.serve(stop, ready=serving))
            await serving.wait()
            it = World(simulator=simulator, house=house, store=store, clock=clock)
            await _people(it, joined)
            try:
                yield it
            except Exception as error:  # noqa: BLE001  # told as it is, not wrapped by the group
                failed = error
            finally:
                stop.set()
        if failed is not None:
            raise failed
    finally:
        await simulator.stop()
        await store.close()


async def _people(it: World, joined: Sequence[int]) -> None:
    invited = await set_up(
        it.store,
        branch=BRANCH,
        people=_PEOPLE,
        now=it.clock.now(),
        new_id=new_id,
        zone="Asia/Shanghai",
        language="zh-Hans",
    )
    for user, each in enumerate(invited, 1):
        it.simulator.add_user(user, each.person.name, language_code="zh-hans")
        it.codes[user] = each.code
    it.simulator.add_user(STRANGER, "路人", language_code="zh-hans")
    await it.brings(("客户.csv", LIST), ("持有.csv", HOLDINGS))
    for user in joined:
        await it.joins(user)
