"""Group chats: people in them, and the bot brought in or thrown out."""

from collections.abc import Sequence

from simulator.accounts import Impossible
from simulator.acting import Acting
from simulator.objects import Chat, Message
from simulator.world import Room


class Groups(Acting):
    """People's hands in groups."""

    def add_group(self, title: str, members: Sequence[int], *, chat_id: int | None = None) -> int:
        """A group of these people, without the bot; answers with its (negative) id."""
        world = self.telegram.world
        number = chat_id or -(1_000_001 + sum(1 for one in world.rooms if one < 0))
        room = Room(Chat(id=number, type="group", title=title))
        room.members.update(self._person(one).user.id for one in members)
        world.rooms[number] = room
        world.changes.note(number)
        return number

    def bring_bot(self, user_id: int, chat_id: int) -> None:
        """Add the bot to a group; it is told twice, as Telegram does."""
        room = self._room(user_id, chat_id)
        if room.bot_inside:
            raise Impossible("the bot is in that group already")
        room.bot_inside, room.bot_kicked = True, False
        self.tell_membership(room, self._person(user_id).user, "left", "member")
        self._notice(user_id, room, joined=True)

    def throw_bot_out(self, user_id: int, chat_id: int) -> None:
        room = self._room(user_id, chat_id)
        if not room.bot_inside:
            raise Impossible("the bot is not in that group")
        room.bot_inside, room.bot_kicked = False, True
        self._notice(user_id, room, joined=False)
        self.tell_membership(room, self._person(user_id).user, "member", "kicked")

    def _notice(self, user_id: int, room: Room, *, joined: bool) -> None:
        world = self.telegram.world
        message = Message(
            message_id=world.next_message_id(),
            sender=self._person(user_id).user,
            chat=room.chat,
            date=world.date(),
            new_chat_members=[world.bot] if joined else None,
            left_chat_member=None if joined else world.bot,
        )
        self.telegram.tell_bot("message", room.chat.id, world.keep(message))
