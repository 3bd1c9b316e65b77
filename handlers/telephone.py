"""Says an answer into a chat: the one place where cards become calls of the Bot API."""

import logging
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import timedelta

import httpx
from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
)
from telegram.constants import MessageEntityType
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from handlers.answer import Button, Card, Delete, Edit, Fold, Send, Step, Toast, callback_data
from scheduling.clock import Clock
from scheduling.sending import Doubtful, NotSent, Unreachable
from store.messages import Message
from store.store import Store

log = logging.getLogger(__name__)

LONGEST = 4096
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_SOON = 3.0
_CERTAIN = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True, kw_only=True)
class Telephone:
    """Calls Telegram through the client library, and judges what a failed call means."""

    bot: Bot
    store: Store
    clock: Clock

    async def step(self, chat: int, step: Step, query: str = "") -> int | None:
        """Perform one step of an answer; the number of the message it made, if any.

        Raises NotSent, Unreachable or Doubtful; a message that can't be changed any more is sent anew.
        """
        try:
            return await self._step(chat, step, query)
        except TelegramError as error:
            raise judged(error) from error

    async def _step(self, chat: int, step: Step, query: str) -> int | None:
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
        return None

    async def _toast(self, query: str, toast: Toast) -> None:
        if query:
            await self._gone(
                self.bot.answer_callback_query(query, text=toast.text or None, show_alert=toast.alert)
            )

    async def _fold(self, chat: int, fold: Fold) -> None:
        """Messages that can no longer be edited are deleted; both are kept, so that nothing is done twice."""
        for message in await self.store.messages.of_book(fold.book):
            if not message.holds_customer_data or message.sent_at >= fold.before:
                continue
            try:
                await self.bot.edit_message_text(fold.text, chat, message.message, reply_markup=None)
            except BadRequest as error:
                if "not modified" not in error.message.lower():
                    await self._gone(self.bot.delete_message(chat, message.message))
            await self.store.messages.folded(chat, message.message)

    async def _gone(self, call: Awaitable[object]) -> None:
        """A query that is too old, a message that is gone already: nothing is lost by it."""
        try:
            await call
        except BadRequest as error:
            log.info("not done by Telegram: %s", error.message)

    async def _send(self, chat: int, send: Send) -> int:
        card = send.card
        if card.file_body:
            sent = await self.bot.send_document(
                chat, card.file_body, filename=card.file_name, caption=card.text[:1024], protect_content=False
            )
            return sent.message_id
        message = 0
        for text, last in parts(card.text):
            entities = None
            if last and card.code:
                text, entities = _with_code(text, card.code)  # noqa: PLW2901  # the part, with its block
            sent = await self.bot.send_message(
                chat,
                text,
                entities=entities,
                reply_markup=markup(card, send.token, send.version) if last else None,
                protect_content=card.private and not card.code,
                disable_notification=card.silent,
                link_preview_options=_NO_PREVIEW,
            )
            message = sent.message_id
            await self._remember(chat, message, send)
        return message

    async def _edit(self, chat: int, edit: Edit) -> int:
        card = edit.card
        text, entities = (card.text, None) if not card.code else _with_code(card.text, card.code)
        try:
            await self.bot.edit_message_text(
                text[:LONGEST],
                chat,
                edit.message,
                entities=entities,
                reply_markup=markup(card, edit.token, edit.version),
                link_preview_options=_NO_PREVIEW,
            )
        except BadRequest as error:
            said = error.message.lower()
            if "not modified" in said:
                return edit.message
            if "not found" in said or "can't be edited" in said:
                again = Send(
                    card=card, token=edit.token, version=edit.version, subject=edit.subject, book=edit.book
                )
                return await self._send(chat, again)
            raise
        await self._remember(chat, edit.message, edit)
        return edit.message

    async def _remember(self, chat: int, message: int, said: Send | Edit) -> None:
        await self.store.messages.sent(
            Message(
                chat=chat,
                message=message,
                book=said.book,
                subject=said.subject,
                token=said.token,
                sent_at=self.clock.now(),
                holds_customer_data=said.card.private,
            )
        )


def judged(error: TelegramError) -> Exception:
    """What a failed call means for what it was to do (DESIGN 3)."""
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return NotSent(wait.total_seconds() if isinstance(wait, timedelta) else float(wait))
    if isinstance(error, Forbidden):
        return Unreachable(error.message)
    if isinstance(error, BadRequest | InvalidToken):
        return error
    if isinstance(error, NetworkError | TimedOut):
        return NotSent(_SOON) if isinstance(error.__cause__, _CERTAIN) else Doubtful(error.message)
    return error


def markup(card: Card, token: str, version: int) -> InlineKeyboardMarkup | None:
    """The buttons of a card, each with `token.version.action` or a text to copy."""
    if not card.rows:
        return None
    return InlineKeyboardMarkup([[_button(each, token, version) for each in row] for row in card.rows])


def _button(button: Button, token: str, version: int) -> InlineKeyboardButton:
    if button.copy:
        return InlineKeyboardButton(button.text, copy_text=CopyTextButton(button.copy))
    return InlineKeyboardButton(button.text, callback_data=callback_data(token, version, button.action))


def parts(text: str, longest: int = LONGEST) -> list[tuple[str, bool]]:
    """A text in pieces that Telegram takes, cut at line ends where possible; the last one is marked."""
    pieces: list[str] = []
    while len(text.encode("utf-16-le")) // 2 > longest:
        cut = text.rfind("\n", 1, longest // 2 * 2 - longest // 4)
        cut = cut if cut > 0 else longest // 2
        pieces.append(text[:cut])
        text = text[cut:].lstrip("\n")
    return [*((piece, False) for piece in pieces), (text, True)]


def _with_code(text: str, code: str) -> tuple[str, list[MessageEntity]]:
    """The text with a block below it that one tap copies."""
    start = len(f"{text}\n".encode("utf-16-le")) // 2
    length = len(code.encode("utf-16-le")) // 2
    return f"{text}\n{code}", [MessageEntity(MessageEntityType.PRE, start, length)]
