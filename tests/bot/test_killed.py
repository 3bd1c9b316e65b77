"""A killed bot loses nothing: each line is kept once, each reminder arrives, one copy at most and marked."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.key import store_key
from bot.rulebook import Rulebook
from bot.storing import new_id, open_store
from desk.importing import NamedFile, read_lists
from desk.importing.bring import bring
from desk.inviting import inviter
from desk.setting_up import set_up
from scheduling.clock import SteppedClock
from simulator import Fault, Seen, Simulator, Trouble
from store.books import Book
from store.records import Role
from store.scope import Scope
from store.store import Store
from tests.bot.process import Stable, stable
from tests.world import BRANCH, HEAD, HOLDINGS, LIST, MANAGER, OTHER, SHANGHAI, TOKEN

pytestmark = pytest.mark.crash

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)
PEOPLE = ((Role.HEAD, "周敏"), (Role.MANAGER, "李晓"), (Role.MANAGER, "王海燕"))
REPEAT = "可能重复"


@pytest.fixture(scope="module")
def bots() -> Iterator[Stable]:
    with stable() as it:
        yield it


@dataclass(kw_only=True)
class Bank:
    """A store and a Telegram that outlive the bot between them."""

    simulator: Simulator
    clock: SteppedClock
    url: str
    bots: Stable
    pid: int = 0

    async def begins(self) -> None:
        """A bot serves, at the simulator's time."""
        self.pid = await asyncio.to_thread(
            self.bots.start, store=self.url, api=self.simulator.url, token=TOKEN, now=self.clock.now()
        )

    async def dies(self) -> None:
        await asyncio.to_thread(self.bots.kill, self.pid)

    async def ends(self) -> int:
        return await asyncio.to_thread(self.bots.stop, self.pid)

    async def dies_and_begins(self, **later: float) -> None:
        """Killed, and started anew after a while."""
        await self.dies()
        self.clock.step(timedelta(**later))
        await self.begins()

    async def taken(self) -> None:
        """Wait until the bot has confirmed every update to Telegram: from here on it must not lose them."""
        beats = self.simulator.telegram.activity.beats
        async with asyncio.timeout(10):
            while len(self.simulator.updates):
                await beats.beyond(beats.count)

    async def sees(self, user: int, words: str, times: int = 1) -> list[Seen]:
        """Wait until so many messages of the bot say these words."""

        def there(chat: object) -> bool:
            del chat
            return len(self.said(user, words)) >= times

        await self.simulator.wait(user, there, within=20)
        return self.said(user, words)

    def said(self, user: int, words: str) -> list[Seen]:
        return [each for each in self.simulator.messages(user) if not each.mine and words in each.text]

    async def books(self) -> list[Book]:
        async with opened(self.url) as store:
            names = await store.partitions(Scope.bank(), "book")
            return await store.read(Scope.bank(), names, lambda books: [books[name] for name in names])


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    store = open_store(url, store_key(url), Rulebook(None))
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def bank(folder: Path, bots: Stable, now: datetime = TUESDAY) -> AsyncIterator[Bank]:
    """A branch, its list, and a bot that everybody has opened."""
    clock = SteppedClock(now)
    url = f"sqlite:///{folder / 'bank.db'}"
    async with opened(url) as store:
        invited = await set_up(
            store, branch=BRANCH, people=PEOPLE, now=clock.now(), new_id=new_id, zone="Asia/Shanghai",
            language="zh-Hans",
        )  # fmt: skip
        files = [NamedFile(name="a.csv", body=LIST.encode()), NamedFile(name="b.csv", body=HOLDINGS.encode())]
        await bring(
            store, Scope.bank(), read_lists(files), now=clock.now(), actor="test", new_id=new_id,
            invite=inviter(clock.now()),
        )  # fmt: skip
    simulator = Simulator(token=TOKEN, clock=clock, flood=False)
    await simulator.start()
    it = Bank(simulator=simulator, clock=clock, url=url, bots=bots)
    try:
        for user, each in enumerate(invited, 1):
            simulator.add_user(user, each.person.name, language_code="zh-hans")
            simulator.press_start(user, each.code)
        await it.begins()
        for user in (HEAD, MANAGER, OTHER):
            await it.sees(user, "您好")
        yield it
        await it.dies()
    finally:
        await simulator.stop()


async def test_lines_that_were_taken_are_kept_once_though_the_bot_is_killed_at_each(
    tmp_path: Path, bots: Stable
) -> None:
    async with bank(tmp_path, bots) as it:
        lines = [
            (MANAGER, "刚给张伟打过电话，打通了，聊了第{}件事"),
            (OTHER, "刚给钱国强打过电话，打通了，聊了第{}件事"),
            (MANAGER, "刚给何丽打过电话，打通了，聊了第{}件事"),
        ]
        for turn in range(4):
            for user, line in lines:
                it.simulator.send_text(user, line.format(turn))
            await it.taken()
            await it.dies_and_begins(seconds=1)
        for user, count in ((MANAGER, 8), (OTHER, 4)):
            # In a chat everything goes in order: when this is answered, all before it was.
            it.simulator.send_text(user, "/help")
            await it.sees(user, "发一句话")
            assert len(it.said(user, "记好了")) >= count
        assert await it.ends() == 0
        notes = Counter(each.note for book in await it.books() for each in book.contacts.values())
        assert len(notes) == 12, notes  # every line, whatever the moment
        assert set(notes.values()) == {1}, notes
        await it.begins()


async def test_an_answer_that_was_cut_off_is_sent_again_and_its_line_kept_once(
    tmp_path: Path, bots: Stable
) -> None:
    async with bank(tmp_path, bots) as it:
        it.simulator.fault(Fault(trouble=Trouble.DROP_AFTER, method="sendMessage", chat_id=MANAGER))
        it.simulator.send_text(MANAGER, "刚给张伟打过电话，聊了高考")
        await it.sees(MANAGER, "记好了")
        await it.dies_and_begins(seconds=1)
        assert len(await it.sees(MANAGER, "记好了", 2)) == 2
        assert await it.ends() == 0
        await it.begins()
        await it.simulator.wait(MANAGER, "quiet", within=10)
        assert len(it.said(MANAGER, "记好了")) == 2
        assert [len(book.contacts) for book in await it.books() if book.owner.name == "李晓"] == [1]


async def test_digests_in_flight_come_once_more_and_say_so(tmp_path: Path, bots: Stable) -> None:
    async with bank(tmp_path, bots, TUESDAY.replace(hour=7, minute=50)) as it:
        # Ended, not killed: the welcome is settled, so that the faults below meet the digests.
        assert await it.ends() == 0
        for user in (MANAGER, OTHER):
            # Telegram takes it, and the bot never hears of that: it is killed while it waits.
            it.simulator.fault(Fault(trouble=Trouble.DROP_AFTER, method="sendMessage", chat_id=user))
        it.clock.step_to(TUESDAY.replace(hour=7, minute=59, second=59))
        await it.begins()
        for user in (MANAGER, OTHER):
            await it.sees(user, "早上好")
        await it.dies_and_begins(seconds=5)
        assert len(it.said(MANAGER, "早上好")) == 1
        await it.dies_and_begins(seconds=70)
        for user in (MANAGER, OTHER):
            first, copy = await it.sees(user, "早上好", 2)
            assert (REPEAT in first.text, REPEAT in copy.text) == (False, True)
        await it.dies_and_begins(hours=2)
        await it.simulator.wait(MANAGER, "quiet", within=10)
        assert [len(it.said(user, "早上好")) for user in (MANAGER, OTHER)] == [2, 2]


async def test_after_two_days_off_everything_comes_once_in_one_card(tmp_path: Path, bots: Stable) -> None:
    async with bank(tmp_path, bots) as it:
        it.simulator.send_text(MANAGER, "刚给张伟打过电话，打通了，今天下午3点回访")
        it.simulator.send_text(MANAGER, "刚给何丽打电话，打通了，明天上午10点回电")
        await it.sees(MANAGER, "记好了", 2)
        await it.simulator.wait(MANAGER, "quiet", within=10)
        assert await it.ends() == 0
        before = len(it.simulator.messages(MANAGER))
        it.clock.step(timedelta(days=2, hours=3))
        await it.begins()
        (card,) = await it.sees(MANAGER, "系统停了 2 天 3 小时")
        await it.simulator.wait(MANAGER, "quiet", within=10)
        await it.dies_and_begins(minutes=2)
        await it.simulator.wait(MANAGER, "quiet", within=10)
        new = [each for each in it.simulator.messages(MANAGER)[before:] if not each.mine]
        assert [each.message_id for each in new] == [card.message_id], [each.text for each in new]
        assert any("张伟" in text for row in card.button_texts() for text in row)
