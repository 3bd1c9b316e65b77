"""The composition root: the only place that knows all parts, for the real bot, the demo and the tests."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder

from bot.alive import Alive
from bot.lanes import AT_ONCE, Lanes
from bot.menu import set_menu
from bot.outbox import Outbox
from bot.polling import Polling
from bot.rearming import Rearming
from bot.settings import Settings
from bot.storing import new_id
from bot.taking_in import TakingIn
from bot.telling import Told
from bot.unkept import Unkept
from bot.webhook import Webhook
from bot.wire import Wire
from bot.wordbook import Wordbook
from desk.office import Office
from desk.tidying import tidy
from desk.understanding import People, understand
from handlers.conversation import Outside, discover
from handlers.drawing import Drawing
from handlers.heard import Heard
from handlers.reception import Reception
from handlers.registration import handlers
from handlers.speaking import Speaking
from handlers.telephone import Telephone
from handlers.words import Words
from scheduling.clock import Clock
from scheduling.delivery import Delivery
from scheduling.pace import Pace
from scheduling.rules import Rules
from scheduling.waking import Waking
from store.books import Book
from store.records import Language
from store.store import Store

log = logging.getLogger(__name__)

ROUND = 15.0
BEAT = 60.0
# Telegram sends an update again for a day at most; of older ones no number has to be kept.
INBOX_KEPT = timedelta(days=3)
# A reply to an older message finds no customer any more.
MESSAGES_KEPT = timedelta(days=62)
Application_ = Application[Any, Any, Any, Any, Any, Any]
Trouble = BaseExceptionGroup[BaseException]


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
    hearing: Polling | Webhook
    alive: Alive
    rearming: Rearming
    wordbook: Wordbook

    async def serve(
        self,
        stop: asyncio.Event,
        *,
        ready: asyncio.Event | None = None,
        rounds: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Run until `stop` is set; nothing that was taken in is lost by stopping.

        A token that Telegram takes back ends it with InvalidToken.
        """
        async with AsyncExitStack() as rooms:
            # An application that can't begin leaves its bot's connections open.
            rooms.push_async_callback(self.application.bot.shutdown)
            await rooms.enter_async_context(self.application)
            self.alive.begin()
            await rooms.enter_async_context(self.delivery)
            await rooms.enter_async_context(self.lanes)
            await self.delivery.begin()
            await self.lanes.begin()
            try:
                async with self.hearing.serving():
                    await self._loop(stop, ready, rounds)
            except BaseExceptionGroup as trouble:
                raise _revoked(trouble) or trouble from None
            finally:
                await asyncio.gather(self.lanes.stop(), self.delivery.stop())
                self.alive.beat()

    async def _loop(
        self, stop: asyncio.Event, ready: asyncio.Event | None, rounds: Callable[[], Awaitable[None]] | None
    ) -> None:
        work = [self.waking.run(), self.hearing.run(), _going(self._beat, BEAT)]
        if rounds is not None:
            work.append(_going(rounds, ROUND))
        async with asyncio.TaskGroup() as loops:
            running = [loops.create_task(each) for each in work]
            await self._menu()
            if ready is not None:
                ready.set()
            await stop.wait()
            for each in running:
                each.cancel()

    async def _menu(self) -> None:
        try:
            await set_menu(self.application.bot, self.reception.conversations)
        except InvalidToken:
            raise
        except TelegramError as error:
            # The menu is a convenience; the next start sets it.
            log.warning("could not set the menu: %s", error.message)

    async def _beat(self) -> None:
        now = self.office.clock.now()
        self.alive.beat()
        self.wordbook.refresh()
        await self.rearming.look()
        await self.delivery.adopt()
        await self.lanes.adopt()
        await self.office.store.inbox.trim(now - INBOX_KEPT)
        await self.office.store.messages.trim(now - MESSAGES_KEPT)


def _revoked(trouble: Trouble) -> InvalidToken | None:
    """The refused token among what ended the loops."""
    for each in trouble.exceptions:
        if isinstance(each, InvalidToken):
            return each
        if isinstance(each, BaseExceptionGroup) and (found := _revoked(cast("Trouble", each))):
            return found
    return None


async def _going(rounds: Callable[[], Awaitable[None]], pause: float) -> None:
    while True:
        try:
            await rounds()
        except Exception:  # the next round is soon; a folder may be away for a while
            log.exception("a round went wrong")
        await asyncio.sleep(pause)


def build(
    settings: Settings, *, store: Store, clock: Clock, rules: Callable[[], Rules], pace: Pace | None = None
) -> House:
    """Wire every part to those it needs."""
    application = _application(settings)
    bot = application.bot
    office = Office(
        store=store, rules=rules, clock=clock, new_id=new_id, language=settings.language, zone=settings.zone
    )
    drawing = Drawing(conversations=discover(), new_id=new_id)
    people = PeopleOf()

    async def download(file_id: str) -> bytes:
        file = await bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())

    # Waking calls the parts that are made before it, and is called back by them.
    def confirm() -> bool:
        return waking.confirm()

    def look_again() -> None:
        waking.nudge()

    wordbook = Wordbook(settings.templates)
    reception = Reception(
        office=office,
        drawing=drawing,
        rendering=settings.rendering,
        people=people,
        outside=Outside(office=office, download=download, people=people, confirm_time=confirm),
        templates=wordbook,
    )
    pace = pace or Pace()
    telephone = Telephone(bot=bot, store=store, clock=clock, pace=pace)
    words = Words(language=settings.language, rendering=settings.rendering, now=clock.now())
    told = Told(office=office, reception=reception)
    lanes = Lanes(
        store=store,
        clock=clock,
        application=application,
        telephone=telephone,
        pace=pace,
        sorry=words("sorry"),
        unshown=words("unshown"),
        repeat=words("remind.repeat"),
        lost=told.unreachable,
        aside=told.aside,
    )

    async def take(heard: Heard, code: str) -> None:
        await lanes.hear(reception, heard, code)

    async def folded(book: str) -> None:
        await tidy(store, book, clock.now())

    application.add_handlers(list(handlers(drawing.conversations, take)))
    alive = Alive(settings.store, clock.now)
    delivery = Delivery(
        store=store,
        clock=clock,
        speak=Speaking(office=office, drawing=drawing, reception=reception, off=alive.off),
        send=Outbox(telephone, folded),
        run=new_id(),
        pace=pace,
        freed=look_again,
    )

    async def jumped(ahead: timedelta) -> None:
        for chat, text in await told.jumped(ahead):
            lanes.alert([chat], text)

    waking = Waking(
        clock=clock,
        next_due=store.ledger.next_due,
        look=delivery.look,
        jumped=jumped,
        slept=alive.paused,
    )
    unkept = Unkept(clock=clock, words=told.unkept, alert=lanes.alert)
    take_in = TakingIn(
        store=store,
        clock=clock,
        taken=lanes.take,
        dated=waking.dated,
        refused=unkept.refused,
        kept=unkept.over,
    )
    url = settings.webhook_url
    store.on_alarm = nudging(waking)
    _warm_up(settings.language, clock.now())
    return House(
        settings=settings,
        office=office,
        application=application,
        reception=reception,
        lanes=lanes,
        delivery=delivery,
        waking=waking,
        hearing=Webhook(bot=bot, take_in=take_in, url=url) if url else Polling(bot=bot, take_in=take_in),
        alive=alive,
        rearming=Rearming(store=store, clock=clock, rules=rules),
        wordbook=wordbook,
    )


def _warm_up(language: Language, now: datetime) -> None:
    """What is compiled when first used is used before anybody waits for it."""
    for text in ("明天下午3点给张伟打电话", "call Wei tomorrow at 3 pm"):
        understand(text, People.among(()), now, language)


def _application(settings: Settings) -> Application_:
    return (
        ApplicationBuilder()
        .token(settings.token)
        .base_url(settings.base_url)
        .base_file_url(settings.base_file_url)
        .updater(None)
        .job_queue(None)
        .request(Wire(2 * AT_ONCE))
        .get_updates_request(Wire(1))
        .build()
    )


def nudging(waking: Waking) -> Callable[[], None]:
    """From the writer's thread into the loop: something was armed."""
    loop = asyncio.get_running_loop()

    def nudge() -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(waking.nudge)

    return nudge


class PeopleOf:
    """The index of a book's customers, which goes along with every change of them."""

    MOST = 256

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, People]] = {}

    def __call__(self, book: Book) -> People:
        customers = book.customers
        known = self._known.get(book.id)
        if known is not None and known[0] is customers:
            return known[1]
        people = People.of(book) if known is None else known[1].after(customers.values())
        if len(self._known) >= self.MOST:
            self._known.clear()
        self._known[book.id] = (customers, people)
        return people
