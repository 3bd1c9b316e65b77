"""The composition root: the only place that knows all parts, for the real bot, the demo and the tests."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import Bot
from telegram.ext import ApplicationBuilder

from bot.alive import Alive
from bot.house import Application_, House
from bot.lanes import AT_ONCE, Applying, Lanes, Saying
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


@dataclass(frozen=True, kw_only=True)
class _Ground:
    """What every part stands on."""

    settings: Settings
    store: Store
    clock: Clock
    rules: Callable[[], Rules]
    pace: Pace
    application: Application_
    bell: "_Bell"

    @property
    def bot(self) -> Bot:
        bot: Bot = self.application.bot
        return bot


class _Bell:
    """Waking calls parts that are made before it, and is called back by them through this."""

    waking: Waking

    def confirm(self) -> bool:
        return self.waking.confirm()

    def look_again(self) -> None:
        self.waking.nudge()


def build(
    settings: Settings, *, store: Store, clock: Clock, rules: Callable[[], Rules], pace: Pace | None = None
) -> House:
    """Wire every part to those it needs."""
    ground = _Ground(
        settings=settings,
        store=store,
        clock=clock,
        rules=rules,
        pace=pace or Pace(),
        application=_application(settings),
        bell=_Bell(),
    )
    wordbook = Wordbook(settings.templates)
    reception = _reception(ground, wordbook)
    told = Told(office=reception.office, reception=reception)
    telephone = Telephone(bot=ground.bot, store=store, clock=clock, pace=ground.pace)
    lanes = _lanes(ground, telephone, told)
    _listen(ground.application, reception, lanes)
    alive = Alive(settings.store, clock.now)
    delivery = _delivery(ground, reception, telephone, alive)
    waking = _waking(ground, delivery, lanes, told, alive)
    ground.bell.waking = waking
    store.on_alarm = nudging(waking)
    _warm_up(settings.language, clock.now())
    return House(
        settings=settings,
        office=reception.office,
        application=ground.application,
        reception=reception,
        lanes=lanes,
        delivery=delivery,
        waking=waking,
        hearing=_hearing(ground, lanes, waking, told),
        alive=alive,
        rearming=Rearming(store=store, clock=clock, rules=rules),
        wordbook=wordbook,
        pace=ground.pace,
    )


def _reception(ground: _Ground, wordbook: Wordbook) -> Reception:
    settings, people = ground.settings, PeopleOf()
    office = Office(
        store=ground.store,
        rules=ground.rules,
        clock=ground.clock,
        new_id=new_id,
        language=settings.language,
        zone=settings.zone,
    )

    async def download(file_id: str) -> bytes:
        file = await ground.bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())

    return Reception(
        office=office,
        drawing=Drawing(conversations=discover(), new_id=new_id),
        rendering=settings.rendering,
        people=people,
        outside=Outside(office=office, download=download, people=people, confirm_time=ground.bell.confirm),
        templates=wordbook,
    )


def _lanes(ground: _Ground, telephone: Telephone, told: Told) -> Lanes:
    settings = ground.settings
    words = Words(language=settings.language, rendering=settings.rendering, now=ground.clock.now())
    saying = Saying(
        store=ground.store,
        clock=ground.clock,
        telephone=telephone,
        pace=ground.pace,
        repeat=words("remind.repeat"),
        lost=told.unreachable,
    )
    applying = Applying(
        store=ground.store,
        application=ground.application,
        saying=saying,
        sorry=words("sorry"),
        unshown=words("unshown"),
        aside=told.aside,
    )
    return Lanes(store=ground.store, applying=applying, saying=saying)


def _listen(application: Application_, reception: Reception, lanes: Lanes) -> None:
    """What the library's handlers hear goes through the lanes to the reception."""

    async def take(heard: Heard, code: str) -> None:
        await lanes.hear(reception, heard, code)

    application.add_handlers(list(handlers(reception.conversations, take)))


def _delivery(ground: _Ground, reception: Reception, telephone: Telephone, alive: Alive) -> Delivery:
    store, clock = ground.store, ground.clock

    async def folded(book: str) -> None:
        await tidy(store, book, clock.now())

    speaking = Speaking(
        office=reception.office, drawing=reception.drawing, reception=reception, off=alive.off
    )
    return Delivery(
        store=store,
        clock=clock,
        speak=speaking,
        send=Outbox(telephone, folded),
        run=new_id(),
        pace=ground.pace,
        freed=ground.bell.look_again,
    )


def _waking(ground: _Ground, delivery: Delivery, lanes: Lanes, told: Told, alive: Alive) -> Waking:
    async def jumped(ahead: timedelta) -> None:
        for chat, text in await told.jumped(ahead):
            lanes.alert([chat], text)

    return Waking(
        clock=ground.clock,
        next_due=ground.store.ledger.next_due,
        look=delivery.look,
        jumped=jumped,
        slept=alive.paused,
    )


def _hearing(ground: _Ground, lanes: Lanes, waking: Waking, told: Told) -> Polling | Webhook:
    unkept = Unkept(clock=ground.clock, words=told.unkept, alert=lanes.alert)
    take_in = TakingIn(
        store=ground.store,
        clock=ground.clock,
        taken=lanes.take,
        dated=waking.dated,
        refused=unkept.refused,
        kept=unkept.over,
    )
    url = ground.settings.webhook_url
    return (
        Webhook(bot=ground.bot, take_in=take_in, url=url) if url else Polling(bot=ground.bot, take_in=take_in)
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
        people = People.of(book) if known is None else known[1].after(customers)
        if len(self._known) >= self.MOST:
            self._known.clear()
        self._known[book.id] = (customers, people)
        return people
