"""The bot speaks: who may be spoken to, what is put into the chat, and what the phone shows of it."""

import unicodedata

import msgspec

from simulator.calls import Call
from simulator.content import ReplyParameters, reply_parameters
from simulator.errors import bad_request, forbidden
from simulator.keyboards import Markup, read_markup
from simulator.objects import InlineKeyboardMarkup, Message, MessageEntity, ReplyKeyboard
from simulator.telegram import Telegram
from simulator.world import Entry, Notification, Room, entities_of, said

SCREEN_LINES = 2
SCREEN_COLUMNS = 40  # half-width columns a phone's lock screen gives a line; a Chinese character takes two
HIDDEN = "▒"


def room_of(telegram: Telegram, call: Call, name: str = "chat_id") -> Room:
    """The chat a call means, by number or @name."""
    asked = call.text(name).strip()
    if not asked:
        raise bad_request(f"{name} is empty")
    rooms = telegram.world.rooms
    if asked.startswith("@"):
        found = [one for one in rooms.values() if one.chat.username and f"@{one.chat.username}" == asked]
        room = found[0] if found and found[0].chat.type != "private" else None
    else:
        room = rooms.get(int(asked)) if asked.lstrip("-").isdecimal() else None
    if room is None:
        raise bad_request("chat not found")
    return room


def room_to_write(telegram: Telegram, call: Call) -> Room:
    """The chat of a call, refused where the bot may not write."""
    room = room_of(telegram, call)
    check_may_write(telegram, room)
    return room


def check_may_write(telegram: Telegram, room: Room) -> None:
    """403 for who blocked the bot, never wrote to it, or is gone; or whose group it is not in."""
    if room.chat.type != "private":
        if not room.bot_inside:
            kicked = room.bot_kicked
            raise forbidden(
                "bot was kicked from the group chat" if kicked else "bot is not a member of the group chat"
            )
        return
    if telegram.world.people[room.chat.id].deactivated:
        raise forbidden("user is deactivated")
    if room.blocked:
        raise forbidden("bot was blocked by the user")
    if not room.started:
        raise forbidden("bot can't initiate conversation with a user")


def _answered(telegram: Telegram, room: Room, asked: ReplyParameters | None) -> Message | None:
    """The message that is answered to; refused where it is gone, unless the call allows that."""
    if asked is None:
        return None
    elsewhere = asked.chat_id is not None and str(asked.chat_id) != str(room.chat.id)
    place = telegram.world.rooms.get(int(asked.chat_id)) if elsewhere and asked.chat_id else room
    entry = place.alive(asked.message_id) if place else None
    if entry is None:
        if asked.allow_sending_without_reply:
            return None
        raise bad_request("message to be replied not found")
    return msgspec.structs.replace(entry.message, reply_to_message=None, pinned_message=None)


def post(telegram: Telegram, call: Call, room: Room, content: Message) -> Message:
    """Send this content as the bot, with the options every send method has."""
    world = telegram.world
    answered = _answered(telegram, room, reply_parameters(call))
    markup = read_markup(call)
    telegram.flood.count(room.chat.id)
    message = world.keep(
        msgspec.structs.replace(
            content,
            message_id=world.next_message_id(),
            date=world.date(),
            reply_to_message=answered,
            has_protected_content=True if call.flag("protect_content") else None,
            reply_markup=markup if isinstance(markup, InlineKeyboardMarkup) else None,
        ),
        silent=call.flag("disable_notification"),
        reply_keyboard=isinstance(markup, ReplyKeyboard) and bool(markup.keyboard),
    )
    _show_keyboard(room, markup)
    room.action = ""
    notify(telegram, room, room.entries[message.message_id])
    return message


def _show_keyboard(room: Room, markup: Markup) -> None:
    if isinstance(markup, ReplyKeyboard):
        room.keyboard = markup if markup.keyboard or markup.force_reply else None


def notify(telegram: Telegram, room: Room, entry: Entry) -> None:
    """Put a new message of the bot on the lock screen."""
    world = telegram.world
    room.notifications.append(
        Notification(
            message_id=entry.message.message_id,
            title=world.profile.names.get("", world.bot.first_name),
            text=screen_text(entry.message),
            silent=entry.silent,
            date=world.now(),
        )
    )


def screen_text(message: Message) -> str:
    """What a lock screen shows: the kind of an attachment, spoilers covered, the first lines, cut."""
    kind = ""
    if message.document is not None:
        kind = f"📎 {message.document.file_name or ''} "
    elif message.photo is not None:
        kind = "🖼 "
    lines: list[str] = []
    for line in (kind + _covered(said(message), entities_of(message))).splitlines():
        lines.extend(_wrapped(line))
    shown = lines[:SCREEN_LINES]
    return "\n".join(shown) + ("…" if len(lines) > SCREEN_LINES else "")


def _covered(text: str, entities: list[MessageEntity]) -> str:
    if not any(one.type == "spoiler" for one in entities):
        return text
    units = bytearray(text.encode("utf-16-le"))
    for one in entities:
        if one.type == "spoiler":
            units[one.offset * 2 : (one.offset + one.length) * 2] = (HIDDEN * one.length).encode("utf-16-le")
    return units.decode("utf-16-le")


def _wrapped(line: str) -> list[str]:
    if len(line) * 2 <= SCREEN_COLUMNS:
        return [line]
    lines, current, columns = list[str](), "", 0
    for character in line:
        width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if columns + width > SCREEN_COLUMNS:
            lines.append(current)
            current, columns = "", 0
        current += character
        columns += width
    return [*lines, current]
