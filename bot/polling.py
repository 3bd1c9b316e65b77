"""Long polling: an update is confirmed to Telegram only after it lies in the inbox."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.taking_in import ALLOWED, TakingIn
from handlers.telephone import judged
from scheduling.sending import NotSent
from store.errors import StoreError

log = logging.getLogger(__name__)

WAIT = 30
_LEAST, _MOST = 1.0, 60.0
_OTHER_STOPS = 15.0


class Polling:
    """Asks for updates, keeps them in one commit a batch, then asks with the next offset."""

    def __init__(self, *, bot: Bot, take_in: TakingIn) -> None:
        self._bot = bot
        self._take_in = take_in
        self._offset = 0

    async def run(self) -> None:
        """Poll until cancelled; a refused token ends it."""
        pause = _LEAST
        while True:
            try:
                if await self._once():
                    pause = _LEAST
                    continue
                wait = pause
            except InvalidToken:
                raise
            except EndPointNotFound as error:
                # The client library says so of a refused token too: getUpdates is there for every sound one.
                raise InvalidToken(error.message) from error
            except RetryAfter as flood:
                failed = judged(flood)
                wait = failed.seconds if isinstance(failed, NotSent) else _MOST
            except Conflict as conflict:
                log.warning("another program takes this bot's updates: %s", conflict.message)
                await self._free()
                wait = _OTHER_STOPS
            except TelegramError as error:
                log.warning("could not ask for updates: %s", error.message)
                wait = pause
            except StoreError as refused:  # no space, a busy file: Telegram keeps them for a day
                log.warning("could not keep updates: %s", refused.key)
                wait = pause
            except Exception:
                log.exception("could not keep updates")
                wait = pause
            await asyncio.sleep(wait)
            pause = min(_MOST, pause * 2)

    @asynccontextmanager
    async def serving(self) -> AsyncGenerator[None]:
        """Take the webhook away that another start may have left; its updates wait and are not dropped."""
        await self._free()
        yield

    async def _free(self) -> None:
        try:
            await self._bot.delete_webhook(drop_pending_updates=False)
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("could not take the webhook away: %s", error.message)

    async def _once(self) -> bool:
        """False where there was something, and none of it could be kept."""
        # By this spelling the library hands out the answer as it is: it fails on a batch with one bad update.
        updates: list[Any] = await self._bot.do_api_request(
            "getupdates",
            api_kwargs={"offset": self._offset, "timeout": WAIT, "allowed_updates": list(ALLOWED)},
            read_timeout=WAIT + 10,
        )
        last = await self._take_in(updates)
        self._take_in.date(updates)
        if last is not None:
            self._offset = max(self._offset, last + 1)
        return last is not None or not updates
