"""Everybody and everything this Telegram knows: people, chats, messages, and the bot itself."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from simulator.changes import Changes
from simulator.objects import (
    BotUser,
    Chat,
    Message,
    MessageEntity,
    ReplyKeyboard,
    Shape,
    User,
)
from simulator.profile import Profile


class Person(Shape, frozen=True, kw_only=True):
    """Somebody with a Telegram account."""

    user: User
    phone: str = ""
    deactivated: bool = False


class Entry(Shape, frozen=True, kw_only=True):
    """A message as it lies in a chat; changed is the count of changes when it last did."""

    message: Message
    changed: int = 0
    silent: bool = False
    deleted: bool = False
    reply_keyboard: bool = False


class Notification(Shape, frozen=True, kw_only=True):
    """What a lock screen shows of one message; lines are cut as a phone cuts them."""

    message_id: int
    title: str
    text: str
    silent: bool
    date: datetime
    withdrawn: bool = False
    read: bool = False


class Toast(Shape, frozen=True, kw_only=True):
    """What a tap brought back: a line that fades, or a window to close."""

    query_id: str
    user_id: int
    message_id: int
    text: str
    alert: bool
    url: str = ""
    changed: int = 0


class Query(Shape, frozen=True, kw_only=True):
    """A tap that waits for the bot's answer; asked is in ticks."""

    id: str
    user_id: int
    chat_id: int
    message_id: int
    asked: float
    answered: bool = False


class Room:
    """One chat: its messages and what each side sees of it."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self.members: set[int] = set()
        self.started = False
        self.blocked = False
        self.bot_inside = chat.type == "private"
        self.bot_kicked = False
        self.entries: dict[int, Entry] = {}
        self.notifications: list[Notification] = []
        self.toasts: list[Toast] = []
        self.keyboard: ReplyKeyboard | None = None
        self.pinned: list[int] = []
        self.copied: list[str] = []
        self.action: str = ""
        self.action_changed = 0

    def alive(self, message_id: int) -> Entry | None:
        entry = self.entries.get(message_id)
        return None if entry is None or entry.deleted else entry


class World:
    """The state; every change is noted so that whoever looks is told."""

    def __init__(self, *, bot: BotUser, now: Callable[[], datetime], ticks: Callable[[], float]) -> None:
        self.bot = bot
        self.now = now
        self.ticks = ticks
        self.changes = Changes()
        self.people: dict[int, Person] = {}
        self.rooms: dict[int, Room] = {}
        self.queries: dict[str, Query] = {}
        self.profile = Profile()
        self._last_message_id = 0

    def date(self) -> int:
        return int(self.now().timestamp())

    def next_message_id(self) -> int:
        self._last_message_id += 1
        return self._last_message_id

    def add_person(self, person: Person) -> None:
        """A new account, or the same one with other facts."""
        user = person.user
        self.people[user.id] = person
        chat = Chat(
            id=user.id,
            type="private",
            first_name=user.first_name,
            last_name=user.last_name,
            username=user.username,
        )
        if user.id in self.rooms:
            self.rooms[user.id].chat = chat
        else:
            self.rooms[user.id] = Room(chat)
            self.rooms[user.id].members.add(user.id)
        self.changes.note(user.id)

    def keep(self, message: Message, *, silent: bool = False, reply_keyboard: bool = False) -> Message:
        """Put a new message into its chat."""
        room = self.rooms[message.chat.id]
        room.entries[message.message_id] = Entry(
            message=message,
            changed=self.changes.count + 1,
            silent=silent,
            reply_keyboard=reply_keyboard,
        )
        self.changes.note(message.chat.id)
        return message

    def revise(self, message: Message) -> Message:
        """Put another version of a message in the place of the older one."""
        room = self.rooms[message.chat.id]
        entry = room.entries[message.message_id]
        room.entries[message.message_id] = msgspec.structs.replace(
            entry, message=message, changed=self.changes.count + 1
        )
        self.changes.note(message.chat.id)
        return message

    def delete(self, chat_id: int, message_id: int) -> None:
        """The message vanishes from the chat and from the lock screen."""
        room = self.rooms[chat_id]
        room.entries[message_id] = msgspec.structs.replace(
            room.entries[message_id], deleted=True, changed=self.changes.count + 1
        )
        room.notifications = [
            msgspec.structs.replace(one, withdrawn=True) if one.message_id == message_id else one
            for one in room.notifications
        ]
        if message_id in room.pinned:
            room.pinned.remove(message_id)
        self.changes.note(chat_id)


def said(message: Message) -> str:
    """The words of a message: text or caption."""
    return message.text or message.caption or ""


def entities_of(message: Message) -> list[MessageEntity]:
    return message.entities or message.caption_entities or []
