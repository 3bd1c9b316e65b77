"""Says an answer into a chat: the one place where cards become calls of the Bot API."""

import asyncio
import logging
import os
import re
from collections.abc import AsyncGenerator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

import httpx
from telegram import Bot
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from handlers.answer import (
    Button,
    Card,
    Delete,
    Edit,
    Fold,
    Send,
    Step,
    Toast,
    callback_data,
)
from handlers.pieces import parts, with_code
from scheduling.clock import Clock
from scheduling.pace import Pace
from scheduling.sending import Doubtful, NotSent, Rejected, Unreachable
from store.messages import Message
from store.store import Store

log = logging.getLogger(__name__)
# The library warns at each flood that its seconds will be a timedelta one day; this asks for that day's kind.
os.environ.setdefault("PTB_TIMEDELTA", "1")

CAPTION = 1024
_NO_PREVIEW = {"is_disabled": True}
_SOON = 3.0
# A token that was taken back may be put right while we run; what is due waits for it.
_REVOKED = 60.0
# The words that Telegram has for people who are not there any more, besides its 403.
_NOBODY = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")
_REFUSAL = re.compile(r"\(4\d\d\)$")
_CERTAIN = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class Done(NamedTuple):
    """The number of the message that a step made or changed, if any, and what is to be kept of it."""

    message: int | None = None
    kept: tuple[Message, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Telephone:
    """Calls Telegram through the client library, and judges what a failed call means."""

    bot: Bot
    store: Store
    clock: Clock
    pace: Pace

    async def step(self, chat: int, step: Step, query: str = "") -> Done:
        """Perform one step of an answer; whoever asks for it keeps at once what is to be kept.

        Raises NotSent, Rejected, Unreachable or Doubtful; a message that can't be changed any more is sent
        anew. A text of several messages is to be cut by `pieces` before.
        """
        try:
            return await self._step(chat, step, query)
        except TelegramError as error:
            raise judged(error) from error

    async def _step(self, chat: int, step: Step, query: str) -> Done:
        if isinstance(step, Send):
            return await self._send(chat, step)
        if isinstance(step, Edit):
            return await self._edit(chat, step)
        if isinstance(step, Toast):
            await self._toast(query, step)
        elif isinstance(step, Delete):
            await self._gone(self.bot.delete_message(chat, step.message))
        elif isinstance(step, Fold):
            await self._fold(chat, step)
        else:
            await self._gone(self.bot.leave_chat(chat))
        return Done()

    async def _toast(self, query: str, toast: Toast) -> None:
        if query:
            await self._gone(
                self.bot.answer_callback_query(query, text=toast.text or None, show_alert=toast.alert)
            )

    async def _fold(self, chat: int, fold: Fold) -> None:
        """Yesterday's cards go, the newest says so: a chat is not to be full of folded ones.

        Each is kept as folded at once, so that nothing is done twice after a kill.
        """
        open_ones = sorted(await self.store.messages.of_book(fold.book), key=lambda each: each.message)
        old = [each for each in open_ones if each.holds_customer_data and each.sent_at < fold.before]
        for place, each in enumerate(old, start=1):
            if place == len(old) or not await self._deleted(chat, each.message):
                await self._emptied(chat, each.message, fold.text)
            await self.store.messages.folded(chat, each.message)

    async def _deleted(self, chat: int, message: int) -> bool:
        """Telegram deletes what is younger than 48 hours."""
        try:
            async with self._counted():
                await self.bot.delete_message(chat, message)
        except BadRequest as error:
            return "not found" in error.message.lower()
        return True

    async def _emptied(self, chat: int, message: int, text: str) -> None:
        try:
            async with self._counted():
                await self.bot.edit_message_text(text, chat, message, reply_markup=None)
        except BadRequest as error:
            if "not modified" not in error.message.lower():
                await self._gone(self.bot.delete_message(chat, message))

    async def _gone(self, call: Awaitable[object]) -> None:
        """A query that is too old, a message that is gone already: nothing is lost by it."""
        try:
            await call
        except BadRequest as error:
            log.info("not done by Telegram: %s", error.message)

    async def _send(self, chat: int, send: Send) -> Done:
        async with self._counted():
            message = await self._sent(chat, send)
        return self._done(chat, message, send)

    async def _sent(self, chat: int, send: Send) -> int:
        card = send.card
        if card.file_body:
            sent = await self.bot.send_document(
                chat,
                card.file_body,
                filename=card.file_name,
                caption=parts(card.text, CAPTION)[0],
                protect_content=False,
            )
            return sent.message_id
        text, entities = with_code(card)
        # By this spelling the library hands out the answer as it is: of a whole message we need its number.
        answer: dict[str, Any] = await self.bot.do_api_request(
            "sendmessage",
            api_kwargs={
                "chat_id": chat,
                "text": text,
                "entities": entities,
                "reply_markup": markup(card, send.token, send.version),
                "protect_content": card.private and not card.code,
                "disable_notification": card.silent,
                "link_preview_options": _NO_PREVIEW,
            },
        )
        return int(answer["message_id"])

    @asynccontextmanager
    async def _counted(self) -> AsyncGenerator[None]:
        """One of the calls that Telegram counts, as soon as it can't be one too many."""
        while wait := self.pace.passes(self.clock.monotonic()):  # noqa: ASYNC110  # it is known for how long
            await asyncio.sleep(wait)
        try:
            yield
        finally:
            self.pace.answered(self.clock.monotonic())

    async def _edit(self, chat: int, edit: Edit) -> Done:
        card = edit.card
        text, entities = with_code(card)
        try:
            async with self._counted():
                await self.bot.do_api_request(
                    "editmessagetext",
                    api_kwargs={
                        "chat_id": chat,
                        "message_id": edit.message,
                        "text": text if entities else parts(text)[0],
                        "entities": entities,
                        "reply_markup": markup(card, edit.token, edit.version),
                        "link_preview_options": _NO_PREVIEW,
                    },
                )
        except BadRequest as error:
            said = error.message.lower()
            if "not modified" in said:
                return Done(edit.message)
            if "not found" in said or "can't be edited" in said:
                again = Send(
                    card=card, token=edit.token, version=edit.version, subject=edit.subject, book=edit.book
                )
                return await self._send(chat, again)
            raise
        return self._done(chat, edit.message, edit)

    def _done(self, chat: int, message: int, said: Send | Edit) -> Done:
        if not said.book:
            return Done(message)  # a stranger: nothing is written about who is not one of us
        kept = Message(
            chat=chat,
            message=message,
            book=said.book,
            subject=said.subject,
            token=said.token,
            sent_at=self.clock.now(),
            holds_customer_data=said.card.private,
        )
        return Done(message, (kept,))


def judged(error: TelegramError) -> Exception:
    """What a failed call means for what it was to do (DESIGN 3)."""
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return NotSent(wait.total_seconds() if isinstance(wait, timedelta) else float(wait))
    if isinstance(error, Forbidden):
        return Unreachable(error.message)
    if isinstance(error, InvalidToken):
        return NotSent(_REVOKED)
    said = error.message.lower()
    if any(words in said for words in _NOBODY):
        return Unreachable(error.message)
    if isinstance(error, BadRequest) or _REFUSAL.search(said):
        return Rejected(error.message)
    if isinstance(error, NetworkError) and isinstance(error.__cause__, _CERTAIN):
        return NotSent(_SOON)
    return Doubtful(error.message)


def markup(card: Card, token: str, version: int) -> dict[str, Any] | None:
    """The buttons of a card as Telegram takes them, each with `token.version.action` or a text to copy."""
    if not card.rows:
        return None
    # The library's own buttons would be taken apart again for the call, which costs more than the call.
    return {"inline_keyboard": [[_button(each, token, version) for each in row] for row in card.rows]}


def _button(button: Button, token: str, version: int) -> dict[str, Any]:
    if button.copy:
        return {"text": button.text, "copy_text": {"text": button.copy}}
    return {"text": button.text, "callback_data": callback_data(token, version, button.action)}
