"""The bot itself and its chats: who it is, what a chat is, pins, leaving, typing."""

import msgspec

from simulator.calls import Call
from simulator.errors import bad_request
from simulator.objects import AcceptedGiftTypes, BotUser, ChatFullInfo, ChatMember, ChatMemberUpdated, Message
from simulator.posting import room_of, room_to_write
from simulator.telegram import Telegram
from simulator.world import Entry, Room

MOST_REACTIONS = 11
ACTIONS = {
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice"),
    *("upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"),
}
NO_GIFTS = AcceptedGiftTypes(
    unlimited_gifts=False,
    limited_gifts=False,
    unique_gifts=False,
    premium_subscription=False,
    gifts_from_channels=False,
)


def get_me(telegram: Telegram, _: Call) -> BotUser:
    bot = telegram.world.bot
    return msgspec.structs.replace(
        bot,
        can_join_groups=True,
        can_read_all_group_messages=bool(bot.can_read_all_group_messages),
        supports_inline_queries=False,
        can_connect_to_business=False,
        has_main_web_app=False,
    )


def get_chat(telegram: Telegram, call: Call) -> ChatFullInfo:
    room = room_of(telegram, call)
    chat = room.chat
    pinned = room.alive(room.pinned[-1]) if room.pinned else None
    return ChatFullInfo(
        id=chat.id,
        type=chat.type,
        title=chat.title,
        username=chat.username,
        first_name=chat.first_name,
        last_name=chat.last_name,
        accent_color_id=abs(chat.id) % 7,
        max_reaction_count=MOST_REACTIONS,
        accepted_gift_types=NO_GIFTS,
        pinned_message=pinned.message if pinned else None,
    )


def leave_chat(telegram: Telegram, call: Call) -> bool:
    room = room_to_write(telegram, call)
    if room.chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    room.bot_inside = False
    telegram.world.changes.note(room.chat.id)
    telegram.tell_bot("my_chat_member", room.chat.id, _left(telegram, room))
    return True


def _left(telegram: Telegram, room: Room) -> msgspec.Struct:
    bot = telegram.world.bot
    return ChatMemberUpdated(
        chat=room.chat,
        sender=bot,
        date=telegram.world.date(),
        old_chat_member=ChatMember(status="member", user=bot),
        new_chat_member=ChatMember(status="left", user=bot),
    )


def _to_pin(telegram: Telegram, call: Call, wanted: str) -> tuple[Room, Entry]:
    room = room_to_write(telegram, call)
    entry = room.alive(call.integer("message_id"))
    if entry is None:
        raise bad_request(f"message to {wanted} not found")
    return room, entry


def pin_chat_message(telegram: Telegram, call: Call) -> bool:
    """Pins, and says so in the chat as Telegram does."""
    room, entry = _to_pin(telegram, call, "pin")
    world = telegram.world
    if entry.message.message_id in room.pinned:
        room.pinned.remove(entry.message.message_id)
    room.pinned.append(entry.message.message_id)
    pinned = msgspec.structs.replace(entry.message, reply_to_message=None, pinned_message=None)
    notice = Message(
        message_id=world.next_message_id(),
        sender=world.bot,
        chat=room.chat,
        date=world.date(),
        pinned_message=pinned,
    )
    telegram.tell_bot("message", room.chat.id, world.keep(notice, silent=True))
    return True


def unpin_chat_message(telegram: Telegram, call: Call) -> bool:
    """The message of the call, else the newest pin."""
    room = room_to_write(telegram, call)
    wanted = call.integer("message_id") or (room.pinned[-1] if room.pinned else 0)
    if wanted not in room.pinned:
        raise bad_request("message to unpin not found")
    room.pinned.remove(wanted)
    telegram.world.changes.note(room.chat.id)
    return True


def unpin_all_chat_messages(telegram: Telegram, call: Call) -> bool:
    room = room_to_write(telegram, call)
    room.pinned.clear()
    telegram.world.changes.note(room.chat.id)
    return True


def send_chat_action(telegram: Telegram, call: Call) -> bool:
    action = call.text("action")
    if action not in ACTIONS:
        raise bad_request("Wrong parameter action in request")
    room = room_to_write(telegram, call)
    room.action = action
    room.action_changed = telegram.world.changes.count + 1
    telegram.world.changes.note(room.chat.id)
    return True


def log_out(_: Telegram, __: Call) -> bool:
    return True


def close(_: Telegram, __: Call) -> bool:
    return True
