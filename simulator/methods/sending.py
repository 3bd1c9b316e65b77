"""sendMessage, copyMessage, forwardMessage."""

import msgspec

from simulator.calls import Call
from simulator.content import link_preview, message_caption, message_text
from simulator.errors import bad_request
from simulator.objects import Message, MessageId, MessageOrigin
from simulator.posting import post, room_of, room_to_write
from simulator.telegram import Telegram
from simulator.world import Entry, Room


def blank(telegram: Telegram, room: Room) -> Message:
    """A message of the bot that says nothing yet; it gets its number when it is sent."""
    return Message(message_id=0, sender=telegram.world.bot, chat=room.chat, date=0)


def send_message(telegram: Telegram, call: Call) -> Message:
    text = message_text(call)
    room = room_to_write(telegram, call)
    content = Message(
        message_id=0,
        sender=telegram.world.bot,
        chat=room.chat,
        date=0,
        text=text.text,
        entities=text.entities or None,
        link_preview_options=link_preview(call),
    )
    return post(telegram, call, room, content)


def _source(telegram: Telegram, call: Call, wanted: str) -> Entry:
    entry = room_of(telegram, call, "from_chat_id").alive(call.integer("message_id"))
    if entry is None:
        raise bad_request(f"message to {wanted} not found")
    return entry


def copy_message(telegram: Telegram, call: Call) -> MessageId:
    """The same content as a message of the bot's own; a caption may be replaced."""
    room = room_to_write(telegram, call)
    source = _source(telegram, call, "copy").message
    if source.has_protected_content:
        raise bad_request("message can't be copied")
    content = msgspec.structs.replace(
        source, sender=telegram.world.bot, chat=room.chat, edit_date=None, forward_origin=None
    )
    if "caption" in call.values and source.text is None:
        caption = message_caption(call)
        content = msgspec.structs.replace(
            content, caption=caption.text or None, caption_entities=caption.entities or None
        )
    return MessageId(message_id=post(telegram, call, room, content).message_id)


def forward_message(telegram: Telegram, call: Call) -> Message:
    room = room_to_write(telegram, call)
    source = _source(telegram, call, "forward").message
    if source.has_protected_content:
        raise bad_request("the message can't be forwarded")
    origin = source.forward_origin or MessageOrigin(type="user", date=source.date, sender_user=source.sender)
    content = msgspec.structs.replace(
        source, sender=telegram.world.bot, chat=room.chat, edit_date=None, forward_origin=origin
    )
    return post(telegram, call, room, content)
