"""deleteMessage, deleteMessages: the bot's and, in a private chat, the person's; younger than 48 hours."""

from simulator.calls import Call, as_array
from simulator.errors import bad_request
from simulator.posting import check_may_write, room_of
from simulator.telegram import Telegram
from simulator.world import Entry, Room

OLDEST_SECONDS = 48 * 60 * 60
MOST_AT_ONCE = 100


def _can_go(telegram: Telegram, room: Room, entry: Entry) -> bool:
    message = entry.message
    own = message.sender is not None and message.sender.is_bot
    allowed = own or room.chat.type == "private"
    return allowed and telegram.world.date() - message.date < OLDEST_SECONDS


def delete_message(telegram: Telegram, call: Call) -> bool:
    if not call.text("chat_id"):
        raise bad_request("Chat identifier is not specified")
    message_id = call.integer("message_id")
    if message_id == 0:
        raise bad_request("Message identifier is not specified")
    room = room_of(telegram, call)
    check_may_write(telegram, room)
    entry = room.alive(message_id)
    if entry is None:
        raise bad_request("message to delete not found")
    if not _can_go(telegram, room, entry):
        raise bad_request("message can't be deleted for everyone")
    telegram.world.delete(room.chat.id, message_id)
    return True


def _identifiers(call: Call) -> list[int]:
    given = call.json("message_ids", "Can't parse message identifiers JSON object")
    if given is None:
        raise bad_request("Message identifiers are not specified")
    raw = as_array(given)
    if raw is None:
        raise bad_request("Expected an Array of message identifiers")
    if len(raw) > MOST_AT_ONCE:
        raise bad_request("Too many message identifiers specified")
    identifiers = [one for one in raw if isinstance(one, int) and one > 0]
    if len(identifiers) < len(raw):
        raise bad_request("Invalid message identifier specified")
    if not identifiers:
        raise bad_request("Message identifiers are not specified")
    return identifiers


def delete_messages(telegram: Telegram, call: Call) -> bool:
    """Those that are there and young enough go; the others are skipped without a word."""
    identifiers = _identifiers(call)
    room = room_of(telegram, call)
    check_may_write(telegram, room)
    for message_id in identifiers:
        entry = room.alive(message_id)
        if entry is not None and _can_go(telegram, room, entry):
            telegram.world.delete(room.chat.id, message_id)
    return True
