"""editMessageText, editMessageCaption, editMessageReplyMarkup."""

import msgspec

from simulator.calls import Call
from simulator.content import link_preview, message_caption, message_text
from simulator.errors import NOT_MODIFIED, bad_request
from simulator.keyboards import read_markup
from simulator.objects import InlineKeyboardMarkup, Message
from simulator.posting import check_may_write, room_of
from simulator.telegram import Telegram


def _to_edit(telegram: Telegram, call: Call) -> Message:
    """The bot's own message a call means; refused where it is gone or can't be edited."""
    if not call.text("chat_id") and not call.integer("message_id"):
        if call.text("inline_message_id"):
            raise bad_request("MESSAGE_ID_INVALID")
        raise bad_request("Message identifier is not specified")
    room = room_of(telegram, call)
    check_may_write(telegram, room)
    entry = room.alive(call.integer("message_id"))
    if entry is None:
        raise bad_request("message to edit not found")
    own = entry.message.sender is not None and entry.message.sender.id == telegram.world.bot.id
    if not own or entry.reply_keyboard or entry.message.forward_origin is not None:
        raise bad_request("message can't be edited")
    return entry.message


def _inline(call: Call) -> InlineKeyboardMarkup | None:
    markup = read_markup(call)
    if markup is not None and not isinstance(markup, InlineKeyboardMarkup):
        raise bad_request("inline keyboard expected")
    return markup


def _revised(telegram: Telegram, old: Message, new: Message) -> Message:
    if new == old:
        raise bad_request(NOT_MODIFIED)
    telegram.flood.count_edit()
    return telegram.world.revise(msgspec.structs.replace(new, edit_date=telegram.world.date()))


def edit_message_text(telegram: Telegram, call: Call) -> Message:
    """New text; the inline keyboard goes unless the call brings one."""
    text = message_text(call)
    markup = _inline(call)
    old = _to_edit(telegram, call)
    if old.text is None:
        raise bad_request("there is no text in the message to edit")
    new = msgspec.structs.replace(
        old,
        text=text.text,
        entities=text.entities or None,
        link_preview_options=link_preview(call),
        reply_markup=markup,
    )
    return _revised(telegram, old, new)


def edit_message_caption(telegram: Telegram, call: Call) -> Message:
    caption = message_caption(call)
    markup = _inline(call)
    old = _to_edit(telegram, call)
    if old.document is None and old.photo is None:
        raise bad_request("there is no caption in the message to edit")
    new = msgspec.structs.replace(
        old,
        caption=caption.text or None,
        caption_entities=caption.entities or None,
        reply_markup=markup,
    )
    return _revised(telegram, old, new)


def edit_message_reply_markup(telegram: Telegram, call: Call) -> Message:
    """Another inline keyboard, or none."""
    markup = _inline(call)
    old = _to_edit(telegram, call)
    return _revised(telegram, old, msgspec.structs.replace(old, reply_markup=markup))
