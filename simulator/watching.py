"""What people see, and waiting for it."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Literal

from simulator.accounts import Impossible
from simulator.acting import PLACE
from simulator.groups import Groups
from simulator.views import ChatView, Seen, chat_view, seen_messages
from simulator.world import Notification, Toast

Wanted = Callable[[Sequence[Seen]], bool] | Literal["quiet"]
SECONDS = 20.0
LAST_LINES = 6


class Watching(Groups):
    """People's eyes."""

    def messages(self, user_id: int, *, chat_id: int | None = None) -> list[Seen]:
        """The chat as this person sees it, without what was deleted."""
        return [one for one in self.everything(user_id, chat_id=chat_id) if not one.deleted]

    def everything(self, user_id: int, *, chat_id: int | None = None) -> list[Seen]:
        """The chat with its deleted messages, marked."""
        telegram = self.telegram
        return seen_messages(telegram.files, self._room(user_id, chat_id), user_id)

    def last(self, user_id: int) -> Seen:
        """The newest message of the bot."""
        for message in reversed(self.messages(user_id)):
            if not message.mine and not message.service:
                return message
        raise Impossible(f"the bot has not written to {user_id}")

    def chat(self, user_id: int, *, chat_id: int | None = None, after: int = 0) -> ChatView:
        """The chat with keyboard, commands, toasts and pins; its messages changed after this count."""
        telegram = self.telegram
        room = self._room(user_id, chat_id)
        return chat_view(telegram.world, telegram.files, room, user_id, after=after)

    def toasts(self, user_id: int) -> list[Toast]:
        """What taps of this person brought back, oldest first; plain acknowledgements have no text."""
        return [one for one in self._room(user_id, None).toasts if one.user_id == user_id]

    def lock_screen(self, user_id: int) -> list[Notification]:
        """What the phone showed of each pushed message; withdrawn where it was deleted since."""
        return list(self._room(user_id, None).notifications)

    def unread(self, user_id: int) -> int:
        shown = self._room(user_id, None).notifications
        return sum(1 for one in shown if not one.read and not one.withdrawn)

    @property
    def changes(self) -> int:
        """A count that grows with everything anybody can see."""
        return self.telegram.world.changes.count

    async def wait(
        self, user_id: int, wanted: Wanted = "quiet", *, within: float = SECONDS, chat_id: int | None = None
    ) -> list[Seen]:
        """The chat once it is as wanted, or the bot at rest; TimeoutError says what was there."""
        try:
            async with asyncio.timeout(within):
                if wanted == "quiet":
                    await self.quiet()
                else:
                    await self._until(lambda: wanted(self.messages(user_id, chat_id=chat_id)))
        except TimeoutError:
            lines = [f"{'>' if one.mine else '<'} {one.text}" for one in self.messages(user_id)]
            raise TimeoutError(f"not within {within} s; the chat ends with {lines[-LAST_LINES:]}") from None
        return self.messages(user_id, chat_id=chat_id)

    async def _until(self, wanted: Callable[[], bool]) -> None:
        changes = self.telegram.world.changes
        while not wanted():
            await changes.beyond(changes.count)

    async def quiet(self) -> None:
        """Wait until no update waits and no call of the bot is under way."""
        await self.telegram.activity.quiet(lambda: len(self.telegram.updates) == 0)

    async def ask(
        self, user_id: int, text: str, *, reply_to: int | None = None, within: float = SECONDS
    ) -> list[Seen]:
        """Write, and get what the bot then wrote or changed, once it has come to rest."""
        before = self.changes
        mine = self.send_text(user_id, text, reply_to=reply_to)
        return [one for one in await self._answer(user_id, before, within) if one.message_id != mine]

    async def tap(
        self, user_id: int, message_id: int, button: str | PLACE, *, within: float = SECONDS
    ) -> list[Seen]:
        """Tap a button, and get what the bot then wrote or changed, once it has come to rest."""
        before = self.changes
        self.press(user_id, message_id, button)
        return await self._answer(user_id, before, within)

    async def _answer(self, user_id: int, before: int, within: float) -> list[Seen]:
        room = self._room(user_id, None)

        def answered(chat: Sequence[Seen]) -> bool:
            new = any(one.changed > before and not one.mine for one in chat)
            gone = any(one.deleted and one.changed > before for one in room.entries.values())
            return new or gone or any(one.changed > before for one in room.toasts)

        await self.wait(user_id, answered, within=within)
        await self.wait(user_id, "quiet", within=within)
        return [one for one in self.messages(user_id) if one.changed > before and not one.mine]
