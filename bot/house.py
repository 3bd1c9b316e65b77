"""The composition root: the only place that knows all parts, for the real bot, the demo and the tests."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from telegram.ext import Application, ApplicationBuilder

from bot.lanes import AT_ONCE, Lanes
from bot.menu import set_menu
from bot.outbox import Outbox
from bot.polling import Polling
from bot.settings import Settings
from desk.office import Office
from desk.understanding import People
from handlers.conversation import Outside, discover
from handlers.drawing import Drawing
from handlers.heard import Heard
from handlers.reception import Reception
from handlers.registration import handlers
from handlers.speaking import Speaking
from handlers.telephone import Telephone
from handlers.words import Words
from scheduling.alarms import alarms
from scheduling.clock import Clock
from scheduling.delivery import Delivery
from scheduling.pace import Pace
from scheduling.rules import Rules
from scheduling.summary import summarise
from scheduling.waking import Waking
from store.books import Book
from store.store import Store

log = logging.getLogger(__name__)

ROUND = 15.0
Application_ = Application[Any, Any, Any, Any, Any, Any]


def new_id() -> str:
    """Ten letters that nobody guesses and that fit many times into a button."""
    return secrets.token_hex(5)


def open_store(url: str, key: bytes, rules: Callable[[], Rules]) -> Store:
    """The store, with alarms and summaries derived by the rules at each commit of a book."""
    return Store.open(
        url,
        key=key,
        arm=lambda book, now: alarms(book, rules(), now),
        summarise=lambda book, now: summarise(book, rules(), now),
    )


@dataclass(frozen=True, kw_only=True)
class House:
    """All parts of one running bot."""

    settings: Settings
    office: Office
    application: Application_
    reception: Reception
    lanes: Lanes
    delivery: Delivery
    waking: Waking
    polling: Polling

    async def serve(
        self,
        stop: asyncio.Event,
        *,
        ready: asyncio.Event | None = None,
        rounds: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Run until `stop` is set; nothing that was taken in is lost by stopping."""
        async with AsyncExitStack() as rooms:
            await rooms.enter_async_context(self.application)
            await set_menu(self.application.bot, self.reception.conversations)
            await rooms.enter_async_context(self.delivery)
            await rooms.enter_async_context(self.lanes)
            await self.delivery.begin()
            await self.lanes.begin()
            async with asyncio.TaskGroup() as loops:
                running = [loops.create_task(self.waking.run()), loops.create_task(self.polling.run())]
                if rounds is not None:
                    running.append(loops.create_task(_going(rounds)))
                if ready is not None:
                    ready.set()
                await stop.wait()
                for each in running:
                    each.cancel()
            self.lanes.stop()
            self.delivery.stop()


async def _going(rounds: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await rounds()
        except Exception:  # the next round is soon; a folder may be away for a while
            log.exception("a round went wrong")
        await asyncio.sleep(ROUND)


def build(settings: Settings, *, store: Store, clock: Clock, rules: Callable[[], Rules]) -> House:
    """Wire every part to those it needs."""
    application = (
        ApplicationBuilder()
        .token(settings.token)
        .base_url(settings.base_url)
        .base_file_url(settings.base_file_url)
        .updater(None)
        .job_queue(None)
        .connection_pool_size(2 * AT_ONCE)
        .pool_timeout(30)
        .build()
    )
    office = Office(
        store=store, rules=rules, clock=clock, new_id=new_id, language=settings.language, zone=settings.zone
    )
    drawing = Drawing(conversations=discover(), new_id=new_id)

    async def download(file_id: str) -> bytes:
        file = await application.bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())

    reception = Reception(
        office=office,
        drawing=drawing,
        rendering=settings.rendering,
        people=PeopleOf(),
        outside=Outside(office=office, download=download),
    )
    telephone = Telephone(bot=application.bot, store=store, clock=clock)
    sorry = Words(language=settings.language, rendering=settings.rendering, now=clock.now())("sorry")
    lanes = Lanes(store=store, application=application, telephone=telephone, sorry=sorry)

    async def take(heard: Heard, code: str) -> None:
        await lanes.hear(reception, heard, code)

    application.add_handlers(list(handlers(drawing.conversations, take)))
    delivery = Delivery(
        store=store,
        clock=clock,
        speak=Speaking(office=office, drawing=drawing, reception=reception),
        send=Outbox(telephone),
        run=new_id(),
        pace=Pace(),
    )

    async def jumped(ahead: timedelta) -> None:
        operators = [each for each in await office.operators() if each.telegram]
        hours = round(ahead.total_seconds() / 3600)
        for each in operators:
            await lanes.alert(
                [each.telegram or 0], reception.words(each, clock.now())("clock.jumped", hours=hours)
            )

    async def next_due() -> datetime | None:
        return await store.ledger.next_due()

    waking = Waking(clock=clock, next_due=next_due, look=delivery.look, jumped=jumped)
    polling = Polling(bot=application.bot, store=store, clock=clock, taken=lanes.take)
    store.on_alarm = nudging(waking)
    return House(
        settings=settings,
        office=office,
        application=application,
        reception=reception,
        lanes=lanes,
        delivery=delivery,
        waking=waking,
        polling=polling,
    )


def nudging(waking: Waking) -> Callable[[], None]:
    """From the writer's thread into the loop: something was armed."""
    loop = asyncio.get_running_loop()

    def nudge() -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(waking.nudge)

    return nudge


class PeopleOf:
    """The index of a book's customers, made anew only when the customers have changed."""

    MOST = 256

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, People]] = {}

    def __call__(self, book: Book) -> People:
        customers = book.customers
        known = self._known.get(book.id)
        if known is not None and known[0] is customers:
            return known[1]
        people = People.of(book)
        if len(self._known) >= self.MOST:
            self._known.clear()
        self._known[book.id] = (customers, people)
        return people
