"""What comes from Telegram is kept before it is confirmed, whatever shape it has."""

import json
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from scheduling.clock import Clock
from store.errors import StoreError
from store.inbox import InboxRow
from store.store import Store

log = logging.getLogger(__name__)

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
_LARGEST = 2**63
_DATED = ("message", "my_chat_member")

Fields = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class TakingIn:
    """Keeps updates in one commit a batch, then hands on the new rows, and the numbers that were known.

    `dated` hears the newest date that Telegram itself has put on one of them; `refused` of which chats
    nothing could be kept and why, `kept` of each batch that was.
    """

    store: Store
    clock: Clock
    taken: Callable[[Sequence[InboxRow], Sequence[int]], Awaitable[None]]
    dated: Callable[[datetime], None]
    refused: Callable[[Collection[int], StoreError], Awaitable[None]]
    kept: Callable[[], None]

    async def __call__(self, updates: Iterable[object]) -> int | None:
        """The highest number among them, or None where none can be kept; they lie in the inbox then."""
        batch = {
            number: (number, chat_of(fields), json.dumps(fields).encode())
            for fields in map(_fields, updates)
            if (number := number_of(fields)) is not None
        }
        if not batch:
            return None
        try:
            fresh = await self.store.inbox.take([batch[number] for number in sorted(batch)], self.clock.now())
        except StoreError as why:
            await self.refused({chat for _number, chat, _body in batch.values()}, why)
            raise
        self.kept()
        # Known ones too: if handing them on failed the last time, they wait in the inbox and nobody works.
        await self.taken(fresh, sorted(batch.keys() - {row.update_id for row in fresh}))
        return max(batch)

    def date(self, updates: Iterable[object]) -> None:
        """Tell the newest date among updates."""
        dates = [date for each in updates if (date := date_of(_fields(each))) is not None]
        if dates:
            self.dated(max(dates))


def number_of(update: Fields) -> int | None:
    """The update's number; None where it has none that could be confirmed."""
    number = update.get("update_id")
    if isinstance(number, int) and not isinstance(number, bool) and 0 <= number < _LARGEST:
        return number
    log.error("an update without a number was left out")
    return None


def chat_of(update: Fields) -> int:
    """The chat whose lane an update belongs to; 0 where it has none."""
    for name in ("message", "edited_message", "my_chat_member"):
        chat = _id(update.get(name), "chat")
        if chat:
            return chat
    query = _fields(update.get("callback_query"))
    return _id(query.get("message"), "chat") or _id(query, "from")


def date_of(update: Fields) -> datetime | None:
    """When Telegram says that it happened."""
    for name in _DATED:
        seconds = _fields(update.get(name)).get("date")
        if isinstance(seconds, int) and 0 < seconds < 2**32:
            return datetime.fromtimestamp(seconds, UTC)
    return None


def _id(holder: object, name: str) -> int:
    number = _fields(_fields(holder).get(name)).get("id")
    return number if isinstance(number, int) and abs(number) < _LARGEST else 0


def _fields(thing: object) -> Fields:
    """An object of JSON; anything else has no fields."""
    return cast("Fields", thing) if isinstance(thing, dict) else {}
