"""What people do on their phones: write, tap, send files, block the bot."""

from msgspec.structs import replace

from simulator.found_entities import found_entities
from simulator.methods.media import document_of, photo_of
from simulator.objects import (
    CallbackQuery,
    Chat,
    ChatMember,
    ChatMemberUpdated,
    Contact,
    InaccessibleMessage,
    InlineKeyboardButton,
    Message,
    MessageOrigin,
    Sticker,
    User,
    Voice,
)
from simulator.telegram import Telegram
from simulator.views import View
from simulator.world import Person, Query, Room

LONGEST_TEXT = 4096
PLACE = tuple[int, int]
_NOTHING = Message(message_id=0, chat=Chat(id=0, type="private"), date=0)
"""What is sent before anything is in it; sending gives it its number, chat and date."""


class Impossible(Exception):
    """Nobody could do that on a phone."""


class Pressed(View, frozen=True, kw_only=True):
    """What a tap did at once: a query for the bot, a text copied, or an address opened."""

    kind: str
    value: str


class Acting:
    """People's hands; chat_id is the private chat with the bot unless a group is named."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    def add_user(
        self,
        user_id: int,
        first_name: str,
        *,
        username: str | None = None,
        language_code: str | None = "zh-hans",
        last_name: str | None = None,
        phone: str = "",
    ) -> User:
        """An account; adding it again changes its facts and keeps its chat."""
        user = User(
            id=user_id,
            is_bot=False,
            first_name=first_name,
            last_name=last_name,
            username=username,
            language_code=language_code,
        )
        self.telegram.world.add_person(Person(user=user, phone=phone))
        return user

    def press_start(self, user_id: int, payload: str = "") -> int:
        """Press START, perhaps by a link with a payload."""
        return self.send_text(user_id, f"/start {payload}".strip())

    def send_text(
        self, user_id: int, text: str, *, reply_to: int | None = None, chat_id: int | None = None
    ) -> int:
        """Write; a long text goes as several messages, as a phone sends it. Answers with the first id."""
        text = text.strip()
        if not text:
            raise Impossible("an empty message can't be sent")
        pieces = [text[at : at + LONGEST_TEXT] for at in range(0, len(text), LONGEST_TEXT)]
        sent = [self._send(user_id, chat_id, _text(piece), reply_to=reply_to) for piece in pieces]
        return sent[0]

    def send_document(
        self,
        user_id: int,
        content: bytes,
        filename: str,
        *,
        caption: str = "",
        chat_id: int | None = None,
        album: str | None = None,
        reply_to: int | None = None,
    ) -> int:
        """Attach a file; those with the same album name arrive as one album."""
        kept = self.telegram.files.keep("document", content, filename)
        said = replace(_NOTHING, document=document_of(kept), caption=caption or None, media_group_id=album)
        return self._send(user_id, chat_id, said, reply_to=reply_to)

    def send_photo(
        self, user_id: int, content: bytes, *, caption: str = "", chat_id: int | None = None
    ) -> int:
        kept = self.telegram.files.keep("photo", content, "photo.jpg", "image/jpeg")
        return self._send(user_id, chat_id, replace(_NOTHING, photo=photo_of(kept), caption=caption or None))

    def send_voice(
        self, user_id: int, content: bytes = b"OggS", *, seconds: int = 3, chat_id: int | None = None
    ) -> int:
        kept = self.telegram.files.keep("voice", content, "voice.oga", "audio/ogg")
        voice = Voice(
            file_id=kept.file_id,
            file_unique_id=kept.unique_id,
            duration=seconds,
            mime_type=kept.mime,
            file_size=len(content),
        )
        return self._send(user_id, chat_id, replace(_NOTHING, voice=voice))

    def send_sticker(self, user_id: int, emoji: str = "👍", *, chat_id: int | None = None) -> int:
        kept = self.telegram.files.keep("sticker", b"RIFF", "sticker.webp", "image/webp")
        sticker = Sticker(
            file_id=kept.file_id,
            file_unique_id=kept.unique_id,
            type="regular",
            width=512,
            height=512,
            is_animated=False,
            is_video=False,
            emoji=emoji,
        )
        return self._send(user_id, chat_id, replace(_NOTHING, sticker=sticker))

    def send_contact(
        self, user_id: int, *, phone: str | None = None, first_name: str | None = None, of: int | None = None
    ) -> int:
        """Share a contact: one's own unless a phone is given; `of` is that contact's Telegram id."""
        person = self._person(user_id)
        own = phone is None
        contact = Contact(
            phone_number=person.phone or "+8613800000000" if phone is None else phone,
            first_name=first_name or person.user.first_name,
            user_id=user_id if own else of,
        )
        return self._send(user_id, None, replace(_NOTHING, contact=contact))

    def forward(self, user_id: int, text: str, *, written_by: int | str) -> int:
        """Forward somebody's words: a known person by id, a hidden one by name."""
        world = self.telegram.world
        known = world.people.get(written_by) if isinstance(written_by, int) else None
        origin = MessageOrigin(
            type="user" if known else "hidden_user",
            date=world.date(),
            sender_user=known.user if known else None,
            sender_user_name=None if known else str(written_by),
        )
        return self._send(user_id, None, replace(_text(text), forward_origin=origin))

    def edit(self, user_id: int, message_id: int, text: str, *, chat_id: int | None = None) -> None:
        """Change an own message."""
        room, old = self._own(user_id, message_id, chat_id)
        changed = _text(text)
        new = replace(old, text=changed.text, entities=changed.entities, edit_date=self.telegram.world.date())
        self.telegram.tell_bot("edited_message", room.chat.id, self.telegram.world.revise(new))

    def delete(self, user_id: int, message_id: int) -> None:
        """Remove a message from the own chat; the bot is not told."""
        room = self._room(user_id, None)
        if room.alive(message_id) is None:
            raise Impossible(f"there is no message {message_id}")
        self.telegram.world.delete(room.chat.id, message_id)

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

    def deactivate(self, user_id: int) -> None:
        """The account is gone; the bot is not told."""
        world = self.telegram.world
        world.people[user_id] = replace(self._person(user_id), deactivated=True)
        world.changes.note(user_id)

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

    def _person(self, user_id: int) -> Person:
        person = self.telegram.world.people.get(user_id)
        if person is None:
            raise Impossible(f"nobody here has the id {user_id}")
        return person

    def _room(self, user_id: int, chat_id: int | None) -> Room:
        self._person(user_id)
        room = self.telegram.world.rooms.get(user_id if chat_id is None else chat_id)
        if room is None or user_id not in room.members:
            raise Impossible(f"{user_id} is in no chat {chat_id}")
        return room

    def _own(self, user_id: int, message_id: int, chat_id: int | None) -> tuple[Room, Message]:
        room = self._room(user_id, chat_id)
        entry = room.alive(message_id)
        if entry is None or entry.message.sender is None or entry.message.sender.id != user_id:
            raise Impossible(f"message {message_id} is none of {user_id}'s own")
        return room, entry.message

    def _send(
        self, user_id: int, chat_id: int | None, content: Message, *, reply_to: int | None = None
    ) -> int:
        world = self.telegram.world
        person = self._person(user_id)
        room = self._room(user_id, chat_id)
        if room.blocked:
            raise Impossible("a blocked bot can't be written to; unblock it first")
        answered = room.alive(reply_to) if reply_to is not None else None
        if reply_to is not None and answered is None:
            raise Impossible(f"there is no message {reply_to} to reply to")
        room.started = True
        message = replace(
            content,
            message_id=world.next_message_id(),
            sender=person.user,
            chat=room.chat,
            date=world.date(),
            reply_to_message=replace(answered.message, reply_to_message=None) if answered else None,
        )
        world.keep(message)
        if room.keyboard is not None and room.keyboard.one_time_keyboard:
            room.keyboard = None
        if room.bot_inside:
            self.telegram.tell_bot("message", room.chat.id, message)
        return message.message_id


def _until(status: str) -> int | None:
    return 0 if status == "kicked" else None


def _text(text: str) -> Message:
    return replace(_NOTHING, text=text, entities=found_entities(text) or None)


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
