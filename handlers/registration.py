"""Registers the library's own handlers for every conversation that is there."""

import re
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from typing import Any

from telegram import Message, Update
from telegram.ext import (
    BaseHandler,
    CallbackContext,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from handlers.conversation import Conversation
from handlers.heard import Heard
from handlers.updates import heard_of, written_command

Context = CallbackContext[Any, Any, Any, Any]
Handler = BaseHandler[Update, Context, None]
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]
Take = Callable[[Heard, str], Awaitable[None]]

_NEW = filters.UpdateType.MESSAGE
# What a keyboard or a dictating phone adds after a word; full-width signs too.
_SIGNS = r"[\s\u200b\ufeff。．.！!？?～~，,、;；:：]*"


class _Written(filters.MessageFilter):
    """A command that Telegram does not mark as one."""

    def filter(self, message: Message) -> bool:
        return written_command(message.text or "") is not None


class Openings(filters.MessageFilter):
    """Texts that open a conversation: its command typed as words, a plain word, a line that begins so.

    One look at a text for all conversations: each line that is logged is asked whether it is any of these.
    """

    def __init__(self, conversations: Mapping[str, Conversation]) -> None:
        super().__init__()
        self._commands = {name: code for code, each in conversations.items() for name in each.commands}
        plain = {code: list(map(re.escape, each.plain)) for code, each in conversations.items()}
        self._plain = _whole(plain)
        # In reply to a card a line is about its customer.
        self._alone = _whole({code: [*plain[code], *each.lines] for code, each in conversations.items()})

    def filter(self, message: Message) -> bool:
        return self.code(message) is not None

    def code(self, message: Message) -> str | None:
        """The conversation that a message opens, if any; of several the first."""
        text = message.text
        if text is None:
            return None
        said = written_command(text)
        if said is not None:
            return self._commands.get(said.partition(" ")[0][1:])
        found = (self._plain if message.reply_to_message else self._alone).search(text)
        return found.lastgroup if found else None


def _whole(patterns: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """Any of the patterns as the whole of a text, in a group named after its conversation."""
    groups = "|".join(f"(?P<{code}>{'|'.join(those)})" for code, those in patterns.items() if those)
    return re.compile(rf"^[\s\u200b\ufeff]*(?:{groups}){_SIGNS}$", re.IGNORECASE)


def handlers(conversations: Mapping[str, Conversation], take: Take) -> Iterable[Handler]:
    """Commands and plain words first, then presses, files, free text, and an answer for all the rest.

    `take` gets what was heard and the code of the conversation it belongs to.
    """
    callbacks = {code: _taking(take, code) for code in conversations}
    for code, conversation in conversations.items():
        if conversation.commands:
            yield CommandHandler(list(conversation.commands), callbacks[code], filters=_NEW)
    openings = Openings(conversations)

    async def opened(update: Update, context: Context) -> None:
        code = openings.code(update.message) if update.message else None
        await callbacks[code or "ln"](update, context)

    yield MessageHandler(_NEW & openings, opened)
    for code, callback in callbacks.items():
        yield CallbackQueryHandler(callback, pattern=rf"^{code}")
    yield CallbackQueryHandler(_taking(take, ""))
    yield MessageHandler(_NEW & filters.Document.ALL, _taking(take, "im"))
    yield MessageHandler(_NEW & filters.TEXT & ~filters.COMMAND & ~_Written(), _taking(take, "ln"))
    yield TypeHandler(Update, _taking(take, "ot"))


def _taking(take: Take, code: str) -> Callback:
    async def callback(update: Update, context: Context) -> None:
        del context
        heard = heard_of(update)
        if heard is not None:
            await take(heard, code)

    return callback
