"""Registers the library's own handlers for every conversation that is there."""

import re
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
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
    """A command that Telegram does not mark as one; any at all where none are named."""

    def __init__(self, *commands: str) -> None:
        super().__init__()
        self._commands = commands

    def filter(self, message: Message) -> bool:
        said = written_command(message.text or "")
        return said is not None and (not self._commands or said.partition(" ")[0][1:] in self._commands)


def handlers(conversations: Mapping[str, Conversation], take: Take) -> Iterable[Handler]:
    """Commands and plain words first, then presses, files, free text, and an answer for all the rest.

    `take` gets what was heard and the code of the conversation it belongs to.
    """
    for code, conversation in conversations.items():
        yield from _own(conversation, _taking(take, code))
    yield CallbackQueryHandler(_taking(take, ""))
    yield MessageHandler(_NEW & filters.Document.ALL, _taking(take, "im"))
    yield MessageHandler(_NEW & filters.TEXT & ~filters.COMMAND & ~_Written(), _taking(take, "ln"))
    yield TypeHandler(Update, _taking(take, "ot"))


def _own(conversation: Conversation, callback: Callback) -> Iterable[Handler]:
    if conversation.commands:
        yield CommandHandler(list(conversation.commands), callback, filters=_NEW)
        yield MessageHandler(_NEW & _Written(*conversation.commands), callback)
    if conversation.plain:
        words = "|".join(re.escape(word) for word in conversation.plain)
        pattern = re.compile(rf"^[\s\u200b\ufeff]*(?:{words}){_SIGNS}$", re.IGNORECASE)
        yield MessageHandler(_NEW & filters.TEXT & filters.Regex(pattern), callback)
    for line in conversation.lines:
        begins = filters.Regex(re.compile(rf"^[\s\u200b\ufeff]*(?:{line}){_SIGNS}$", re.IGNORECASE))
        yield MessageHandler(_NEW & filters.TEXT & ~filters.REPLY & begins, callback)
    yield CallbackQueryHandler(callback, pattern=rf"^{conversation.code}")


def _taking(take: Take, code: str) -> Callback:
    async def callback(update: Update, context: Context) -> None:
        del context
        heard = heard_of(update)
        if heard is not None:
            await take(heard, code)

    return callback
