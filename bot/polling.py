"""Long polling: an update is confirmed to Telegram only after it lies in the inbox."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from handlers.telephone import judged
from scheduling.clock import Clock
from scheduling.sending import NotSent
from store.store import Store

log = logging.getLogger(__name__)

WAIT = 30
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
_LEAST, _MOST = 1.0, 60.0


class Polling:
    """Asks for updates, keeps them in one commit a batch, then asks with the next offset."""

    def __init__(
        self, *, bot: Bot, store: Store, clock: Clock, taken: Callable[[list[int]], Awaitable[None]]
    ) -> None:
        self._bot = bot
        self._store = store
        self._clock = clock
        self._taken = taken
        self._offset = 0

    async def run(self) -> None:
        """Poll until cancelled; a refused token ends it."""
        pause = _LEAST
        while True:
            try:
                await self._once()
                pause = _LEAST
            except InvalidToken:
                raise
            except RetryAfter as wait:
                failed = judged(wait)
                await asyncio.sleep(failed.seconds if isinstance(failed, NotSent) else _MOST)
            except Conflict:
                log.warning("another program is polling with the same token; it has to stop first")
                await asyncio.sleep(_MOST / 4)
            except TelegramError as error:
                log.warning("could not ask for updates: %s", error)
                await asyncio.sleep(pause)
                pause = min(_MOST, pause * 2)

    async def _once(self) -> None:
        updates: list[dict[str, Any]] = await self._bot.do_api_request(
            "getupdates",
            api_kwargs={"offset": self._offset, "timeout": WAIT, "allowed_updates": list(ALLOWED)},
            read_timeout=WAIT + 10,
        )
        if updates:
            await take_in(self._store, self._clock, updates, self._taken)
            self._offset = updates[-1]["update_id"] + 1


async def take_in(
    store: Store, clock: Clock, updates: list[dict[str, Any]], taken: Callable[[list[int]], Awaitable[None]]
) -> None:
    """Keep raw updates, whatever shape they have, and hand on those that are new."""
    batch = [
        (int(each["update_id"]), chat_of(each), json.dumps(each, ensure_ascii=False).encode())
        for each in updates
    ]
    await taken(await store.inbox.take(batch, clock.now()))


def chat_of(update: dict[str, Any]) -> int:
    """The chat whose lane an update belongs to; 0 where it has none."""
    for name in ("message", "edited_message", "my_chat_member"):
        chat = _id(update.get(name), "chat")
        if chat:
            return chat
    query = update.get("callback_query")
    if isinstance(query, dict):
        return _id(query.get("message"), "chat") or _id(query, "from")
    return 0


def _id(holder: object, name: str) -> int:
    inner = holder.get(name) if isinstance(holder, dict) else None
    number = inner.get("id") if isinstance(inner, dict) else None
    return number if isinstance(number, int) else 0
