"""One running bot: its parts begin together, run until told to stop, and end together."""

import asyncio
import gc
import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application

from bot.alive import Alive
from bot.lanes import Lanes
from bot.menu import set_menu
from bot.polling import Polling
from bot.rearming import Rearming
from bot.settings import Settings
from bot.webhook import Webhook
from bot.wordbook import Wordbook
from desk.office import Office
from handlers.reception import Reception
from scheduling.delivery import Delivery
from scheduling.pace import Pace
from scheduling.waking import Waking

log = logging.getLogger(__name__)

ROUND = 15.0
BEAT = 60.0
# After how many new things that live on they are looked through for cycles, of which there are few; at each
# 700, as is usual, that was a tenth of a reply, and stopped all chats for a fifth of a second now and then.
CYCLES = (20_000, 20, 20)
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
    pace: Pace

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
            # What is loaded by now stays to the end. To look through all of it for cycles again and again
            # would hold up every chat for a tenth of a second each time.
            gc.freeze()
            rooms.callback(gc.unfreeze)
            # Nor is what lives on in the books looked through each time that a reply or two was kept.
            rooms.callback(gc.set_threshold, *gc.get_threshold())
            gc.set_threshold(*CYCLES)
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
        self.pace.share(await self.office.store.turns.runs())
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
