"""From the library's updates to what was heard."""

import re
from dataclasses import replace
from unicodedata import normalize

from telegram import Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from handlers.answer import read_callback
from handlers.heard import Heard

_GONE = (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
# A Chinese keyboard writes the slash at full width or as a 、, and Telegram sees no command in them.
_WRITTEN = re.compile(r"\s*[/／、]([0-9A-Za-z_０-９Ａ-Ｚａ-ｚ＿]+)(?:[@＠]\S*)?(?:\s+(.*))?", re.DOTALL)


def heard_of(update: Update) -> Heard | None:
    """What somebody said or did; None for updates that nobody waits for."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None:
        return None
    heard = Heard(
        update=update.update_id,
        chat=chat.id,
        user=user.id,
        private=chat.type == ChatType.PRIVATE,
        language=user.language_code or "",
    )
    query = update.callback_query
    if query is not None:
        message = query.message.message_id if query.message else 0
        return replace(heard, kind="press", text=query.data or "", message=message, query=query.id)
    if update.my_chat_member is not None:
        gone = update.my_chat_member.new_chat_member.status in _GONE
        return replace(heard, kind="blocked" if gone else "back")
    if update.edited_message is not None:
        return replace(heard, kind="edited", message=update.edited_message.message_id)
    return _said(heard, update.message) if update.message is not None else None


def _said(heard: Heard, message: Message) -> Heard:
    reply = message.reply_to_message.message_id if message.reply_to_message else None
    heard = replace(
        heard,
        message=message.message_id,
        reply_to=reply,
        reply_token=_token(message.reply_to_message),
    )
    if message.document is not None:
        document = message.document
        return replace(
            heard,
            kind="file",
            text=message.caption or "",
            file_id=document.file_id,
            file_name=document.file_name or "",
            file_size=document.file_size or 0,
        )
    if message.text is None:
        return replace(heard, kind="other")
    command = written_command(message.text)
    if command is not None:
        return replace(heard, kind="command", text=command)
    return replace(heard, kind="command" if message.text.startswith("/") else "text", text=message.text)


def written_command(text: str) -> str | None:
    """「／today」 or 「、today」 as it is meant: `/today` and what follows; None where it is no command."""
    said = _WRITTEN.fullmatch(text)
    if said is None or (text.startswith("/") and said[1].isascii()):
        return None  # nothing of the kind, or one that Telegram marks itself
    return f"/{normalize('NFKC', said[1]).lower()} {said[2] or ''}".rstrip()


def _token(message: Message | None) -> str:
    """What the first of our buttons below a message begins with."""
    markup = message.reply_markup if message else None
    for button in (each for row in markup.inline_keyboard for each in row) if markup else ():
        parts = read_callback(button.callback_data) if isinstance(button.callback_data, str) else None
        if parts is not None:
            return parts[0]
    return ""
