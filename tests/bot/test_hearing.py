"""Updates by long polling and by webhook: confirmed when they are kept, and never before."""

import asyncio
import socket
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
from telegram import Bot

from bot.polling import Polling
from bot.taking_in import TakingIn, chat_of, date_of, number_of
from bot.webhook import SECRET, Webhook
from scheduling.clock import SteppedClock
from simulator import Fault, Simulator, Trouble
from store import Store, StoreError
from store.inbox import InboxRow, InboxState
from tests.store.house import NOW, opened
from tests.world import MANAGER, STRANGER, TOKEN, world


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass(kw_only=True)
class Ear:
    """A bot that only listens, over the wire."""

    simulator: Simulator
    store: Store
    bot: Bot
    take_in: TakingIn = field(init=False)
    heard: list[int] = field(default_factory=list)
    dates: list[datetime] = field(default_factory=list)
    fails: int = 0
    any_heard: asyncio.Event = field(default_factory=asyncio.Event)
    unkept: list[tuple[list[int], str]] = field(default_factory=list)

    async def refused(self, chats: Collection[int], why: StoreError) -> None:
        self.unkept.append((sorted(chats), why.key))

    async def taken(self, fresh: Sequence[InboxRow], again: Sequence[int]) -> None:
        if self.fails:
            self.fails -= 1
            raise OSError("no space")
        self.heard += [row.update_id for row in fresh] + list(again)
        self.any_heard.set()

    async def hears(self) -> None:
        async with asyncio.timeout(5):
            await self.any_heard.wait()
        self.any_heard.clear()


@asynccontextmanager
async def ear() -> AsyncIterator[Ear]:
    clock = SteppedClock(NOW, running=False)
    simulator = Simulator(token=TOKEN, clock=clock, flood=False, webhook_pause=0.01)
    simulator.add_user(MANAGER, "李晓")
    await simulator.start()
    bot = Bot(TOKEN, base_url=simulator.api_url)
    try:
        async with opened() as store, bot:
            it = Ear(simulator=simulator, store=store, bot=bot)
            it.take_in = TakingIn(
                store=store,
                clock=clock,
                taken=it.taken,
                dated=it.dates.append,
                refused=it.refused,
                kept=lambda: None,
            )
            yield it
    finally:
        await simulator.stop()


@asynccontextmanager
async def polling(it: Ear) -> AsyncIterator[Polling]:
    hearing = Polling(bot=it.bot, take_in=it.take_in)
    async with hearing.serving(), asyncio.TaskGroup() as group:
        running = group.create_task(hearing.run())
        yield hearing
        running.cancel()


async def test_an_update_is_confirmed_when_it_is_kept() -> None:
    async with ear() as it, polling(it):
        it.simulator.send_text(MANAGER, "你好")
        await it.hears()
        (row,) = await it.store.inbox.in_state(InboxState.NEW)
        assert it.heard == [row.update_id]
        beats = it.simulator.telegram.activity.beats
        async with asyncio.timeout(5):
            while len(it.simulator.updates):
                await beats.beyond(beats.count)
        assert it.dates == [NOW]


async def test_what_could_not_be_handed_on_is_asked_for_again() -> None:
    async with ear() as it:
        it.fails = 1
        it.simulator.send_text(MANAGER, "你好")
        async with polling(it):
            await it.hears()
        (row,) = await it.store.inbox.pending()
        assert it.heard == [row.update_id]


async def test_a_webhook_that_was_left_over_is_taken_away_and_what_waits_is_kept() -> None:
    async with ear() as it:
        await it.bot.set_webhook("http://127.0.0.1:9/old")
        it.simulator.send_text(MANAGER, "你好")
        async with polling(it):
            await it.hears()
        assert (await it.bot.get_webhook_info()).url == ""


async def test_a_webhook_set_by_somebody_else_while_we_poll_is_taken_away() -> None:
    async with ear() as it, polling(it):
        it.simulator.send_text(MANAGER, "你好")
        await it.hears()
        await it.bot.set_webhook("http://127.0.0.1:9/other")
        beats = it.simulator.telegram.activity.beats
        async with asyncio.timeout(5):
            while it.simulator.telegram.webhooks.active:
                await beats.beyond(beats.count)


async def test_polling_goes_on_after_every_kind_of_trouble() -> None:
    async with ear() as it:
        it.simulator.fault(Fault(trouble=Trouble.FLOOD, method="getUpdates", retry_after=1))
        it.simulator.send_text(MANAGER, "你好")
        async with polling(it):
            await it.hears()
        assert len(it.heard) == 1


async def test_people_talk_over_a_webhook_as_over_polling(tmp_path: Path) -> None:
    port = free_port()
    async with world(tmp_path, webhook=f"http://127.0.0.1:{port}/hook/secret") as it:
        await it.says(MANAGER, "刚给何丽打过电话，打通了")
        assert len((await it.book("李晓")).contacts) == 1
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as anybody:
            body = b'{"update_id": 1}'
            assert (await anybody.post("/hook/secret", content=body)).status_code == 401
            assert (
                await anybody.post("/hook/secret", content=body, headers={SECRET: "x"})
            ).status_code == 401
            assert (await anybody.post("/hook", content=body)).status_code == 404
            assert (await anybody.get("/")).status_code == 404
        assert await it.store.inbox.get(1) is None
        await it.says(STRANGER, "你好")


async def test_a_push_is_refused_until_it_can_be_kept() -> None:
    async with ear() as it:
        port = free_port()
        it.fails = 2
        webhook = Webhook(bot=it.bot, take_in=it.take_in, url=f"http://127.0.0.1:{port}/", host="127.0.0.1")
        async with webhook.serving():
            it.simulator.send_text(MANAGER, "你好")
            number = it.simulator.updates.next_id - 1
            async with asyncio.timeout(5):
                beats = it.simulator.telegram.activity.beats
                while len(it.simulator.updates):
                    await beats.beyond(beats.count)
        assert it.fails == 0
        assert [row.update_id for row in await it.store.inbox.pending()] == [number]


def test_where_an_update_belongs_is_read_from_any_shape() -> None:
    assert chat_of({"message": {"chat": {"id": 7}}}) == 7
    assert chat_of({"callback_query": {"from": {"id": 8}}}) == 8
    assert chat_of({"callback_query": {"from": {"id": 8}, "message": {"chat": {"id": 7}}}}) == 7
    shapes: list[object] = [None, 5, {"chat": []}, {"chat": {"id": 2**70}}]
    for message in shapes:
        assert chat_of({"message": message}) == 0
    assert [number_of({"update_id": each}) for each in (5, -1, 2**64, "5", True, None)] == [5] + [None] * 5
    assert date_of({"message": {"date": 0}}) is None
    assert date_of({"my_chat_member": {"date": 86_400}}) == datetime(1970, 1, 2, tzinfo=UTC)
