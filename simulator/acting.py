"""What people do on their phones besides writing: tap, read, block the bot."""

from msgspec.structs import replace

from simulator.accounts import Impossible
from simulator.objects import (
    CallbackQuery,
    ChatMember,
    ChatMemberUpdated,
    InaccessibleMessage,
    InlineKeyboardButton,
    User,
)
from simulator.views import View
from simulator.world import Query, Room
from simulator.writing import Writing

PLACE = tuple[int, int]


class Pressed(View, frozen=True, kw_only=True):
    """What a tap did at once: a query for the bot, a text copied, or an address opened."""

    kind: str
    value: str


class Acting(Writing):
    """People's fingers."""

    def press(
        self, user_id: int, message_id: int, button: str | PLACE, *, chat_id: int | None = None
    ) -> Pressed:
        """Tap a button, named by its text, its callback data, or its (row, column) from 0."""
        room = self._room(user_id, chat_id)
        entry = room.alive(message_id)
        markup = entry.message.reply_markup if entry else None
        rows = markup.inline_keyboard if markup else []
        found = _find_button(rows, button)
        if found.callback_data is not None:
            return self._ask(user_id, room, message_id, found.callback_data)
        if found.copy_text is not None:
            room.copied.append(found.copy_text.text)
            return Pressed(kind="copied", value=found.copy_text.text)
        return Pressed(kind="url" if found.url else "other", value=found.url or "")

    def press_data(self, user_id: int, message_id: int, data: str, *, chat_id: int | None = None) -> Pressed:
        """Tap a button the chat no longer shows, as a phone that was offline can, or a forger."""
        return self._ask(user_id, self._room(user_id, chat_id), message_id, data)

    def _ask(self, user_id: int, room: Room, message_id: int, data: str) -> Pressed:
        world = self.telegram.world
        number = str(4_000_000_000_000_000_000 + len(world.queries))
        entry = room.alive(message_id)
        world.queries[number] = Query(
            id=number, user_id=user_id, chat_id=room.chat.id, message_id=message_id, asked=world.ticks()
        )
        query = CallbackQuery(
            id=number,
            sender=self._person(user_id).user,
            message=entry.message
            if entry
            else InaccessibleMessage(chat=room.chat, message_id=message_id, date=0),
            chat_instance=str(7_000_000_000 + abs(room.chat.id)),
            data=data,
        )
        self.telegram.tell_bot("callback_query", room.chat.id, query)
        return Pressed(kind="query", value=number)

    def block(self, user_id: int) -> None:
        """Stop the bot; it is told, and every later message is refused."""
        self._membership(user_id, blocked=True)

    def unblock(self, user_id: int) -> None:
        self._membership(user_id, blocked=False)

    def _membership(self, user_id: int, *, blocked: bool) -> None:
        room = self._room(user_id, None)
        if room.blocked == blocked:
            return
        room.blocked = blocked
        statuses = ("member", "kicked") if blocked else ("kicked", "member")
        self.tell_membership(room, self._person(user_id).user, *statuses)

    def tell_membership(self, room: Room, by: User, before: str, after: str) -> None:
        """The bot's own standing in a chat changed."""
        world = self.telegram.world
        bot = world.bot
        world.changes.note(room.chat.id)
        change = ChatMemberUpdated(
            chat=room.chat,
            sender=by,
            date=world.date(),
            old_chat_member=ChatMember(status=before, user=bot, until_date=_until(before)),
            new_chat_member=ChatMember(status=after, user=bot, until_date=_until(after)),
        )
        self.telegram.tell_bot("my_chat_member", room.chat.id, change)

    def read(self, user_id: int) -> None:
        """Look at the chat: the lock screen empties."""
        room = self._room(user_id, None)
        if any(not one.read for one in room.notifications):
            room.notifications = [replace(one, read=True) for one in room.notifications]
            self.telegram.world.changes.note(room.chat.id)

    def copied(self, user_id: int) -> list[str]:
        """What copy buttons put on this person's clipboard, oldest first."""
        return list(self._room(user_id, None).copied)


def _until(status: str) -> int | None:
    return 0 if status == "kicked" else None


def _find_button(rows: list[list[InlineKeyboardButton]], wanted: str | PLACE) -> InlineKeyboardButton:
    if isinstance(wanted, tuple):
        row, column = wanted
        if row < len(rows) and column < len(rows[row]):
            return rows[row][column]
    for by_data in (False, True):
        for button in (one for row in rows for one in row):
            if (button.callback_data if by_data else button.text) == wanted:
                return button
    there = " ".join(f"[{button.text}]" for row in rows for button in row) or "none"
    raise Impossible(f"there is no button {wanted!r}; there is {there}")
