"""What people write and send to the bot."""

from msgspec.structs import replace

from simulator.accounts import Accounts, Impossible
from simulator.found_entities import found_entities
from simulator.methods.media import document_of, photo_of
from simulator.objects import Chat, Contact, Message, MessageOrigin, Sticker, User, Voice
from simulator.world import Room

LONGEST_TEXT = 4096
_NOTHING = Message(message_id=0, chat=Chat(id=0, type="private"), date=0)
"""What is sent before anything is in it; sending gives it its number, chat and date."""


class Writing(Accounts):
    """People's hands at the keyboard; chat_id is the private chat with the bot unless a group is named."""

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

    def _own(self, user_id: int, message_id: int, chat_id: int | None) -> tuple[Room, Message]:
        room = self._room(user_id, chat_id)
        entry = room.alive(message_id)
        if entry is None or entry.message.sender is None or entry.message.sender.id != user_id:
            raise Impossible(f"message {message_id} is none of {user_id}'s own")
        return room, entry.message

    def _hears(self, room: Room, message: Message) -> bool:
        """A bot with privacy mode hears in a group only what is meant for it."""
        world = self.telegram.world
        open_ears = bool(world.bot.can_read_all_group_messages) or room.chat.type == "private"
        return open_ears or _aims_at(world.bot, message)

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
        if room.bot_inside and self._hears(room, message):
            self.telegram.tell_bot("message", room.chat.id, message)
        return message.message_id


def _aims_at(bot: User, message: Message) -> bool:
    """Whether a group's message is for the bot: a command, its name, or an answer to it."""
    answered = message.reply_to_message
    if answered is not None and answered.sender is not None and answered.sender.id == bot.id:
        return True
    text = message.text or message.caption or ""
    return text.startswith("/") or f"@{bot.username}" in text


def _text(text: str) -> Message:
    return replace(_NOTHING, text=text, entities=found_entities(text) or None)
