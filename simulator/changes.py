"""A count that grows with everything people can see, and waiting for it to grow."""

import asyncio


class Changes:
    """Counts changes over all and per chat; whoever waits is woken by the next one."""

    def __init__(self) -> None:
        self.count = 0
        self._of_chat: dict[int, int] = {}
        self._next = asyncio.Event()

    def note(self, chat_id: int | None = None) -> None:
        self.count += 1
        if chat_id is not None:
            self._of_chat[chat_id] = self.count
        woken, self._next = self._next, asyncio.Event()
        woken.set()

    def of_chat(self, chat_id: int) -> int:
        """The count at the last change of this chat; 0 before the first."""
        return self._of_chat.get(chat_id, 0)

    def since(self, count: int) -> list[int]:
        """The chats that changed after this count."""
        return [chat_id for chat_id, changed in self._of_chat.items() if changed > count]

    async def beyond(self, count: int) -> int:
        """Wait until the count is more than this; answers with the new one."""
        while self.count <= count:
            await self._next.wait()
        return self.count
