"""Who has an account here, and which chats they are in."""

from msgspec.structs import replace

from simulator.objects import User
from simulator.telegram import Telegram
from simulator.world import Person, Room


class Impossible(Exception):
    """Nobody could do that on a phone."""


class Accounts:
    """The accounts of this Telegram."""

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

    def deactivate(self, user_id: int) -> None:
        """The account is gone; the bot is not told."""
        world = self.telegram.world
        world.people[user_id] = replace(self._person(user_id), deactivated=True)
        world.changes.note(user_id)

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
