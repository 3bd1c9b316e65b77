"""One lane a chat: what comes is worked off in the order in which it was said."""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable, Sequence

from bot.lanes.applying import Applying
from bot.lanes.saying import Saying
from handlers.heard import Heard
from handlers.reception import Reception
from scheduling.under_way import UnderWay
from store.errors import StoreError
from store.inbox import InboxRow
from store.store import Store

log = logging.getLogger(__name__)


class Lanes(UnderWay):
    """Each chat's updates one after another; with several runs, those of one chat by one run at a time.

    What was not answered yet when they are stopped waits in the inbox for the next run.
    """

    def __init__(self, *, store: Store, applying: Applying, saying: Saying) -> None:
        super().__init__()
        self._store = store
        self._applying = applying
        self._saying = saying
        self._queues: dict[int, deque[InboxRow]] = {}
        self._known: set[int] = set()
        self.idle = asyncio.Event()
        self.idle.set()

    async def begin(self) -> None:
        """Take up what an earlier run left: new updates, and answers that were not sent yet."""
        for row in await self._store.inbox.pending():
            self._add(row)

    async def adopt(self) -> None:
        """Take up what another run left that has died meanwhile."""
        if self._store.turns.shared:
            await self.begin()

    async def take(self, fresh: Sequence[InboxRow], again: Sequence[int]) -> None:
        """Work off what is new, and of what came again what is not answered; a chat's in their order."""
        for row in fresh:
            if not self._store.turns.shared:
                self._applying.came_in(row.update_id)
            self._add(row)
        for number in again:
            known = await self._applying.open(number)
            if known is not None:
                self._add(known)

    def alert(self, chats: Iterable[int], text: str) -> None:
        """Tell people something that does not wait for them to ask, nor for the hour."""
        for chat in chats:
            self._begin(self._told(chat, text))

    async def hear(self, reception: Reception, heard: Heard, code: str) -> None:
        """What the library's handlers call: the conversation's answer is kept for this update."""
        await self._applying.hear(reception, heard, code)

    def _add(self, row: InboxRow) -> None:
        if row.update_id in self._known:
            return
        self._known.add(row.update_id)
        self.idle.clear()
        queue = self._queues.get(row.chat)
        if queue is None:
            self._queues[row.chat] = deque([row])
            self._begin(self._lane(row.chat))
        else:
            # The first one is being worked off; behind it the order is that of Telegram's numbers.
            later = (at for at in range(1, len(queue)) if queue[at].update_id > row.update_id)
            queue.insert(next(later, len(queue)), row)

    async def _told(self, chat: int, text: str) -> None:
        try:
            await self._saying.tell(chat, text)
        except Exception:  # an alert that does not arrive must end nothing else
            log.exception("could not alert %s", chat)

    async def _lane(self, chat: int) -> None:
        queue = self._queues[chat]
        worked: set[int] = set()
        try:
            await self._in_turn(chat, worked)
        except StoreError:
            log.exception("could not take turns in chat %s", chat)
        finally:
            # What is left here is another run's, who has the turn and looks again when it gives it back.
            self._known.difference_update(row.update_id for row in queue)
            del self._queues[chat]
            if not self._queues:
                self.idle.set()
        if worked and self._store.turns.shared and not self._stopping:
            await self._look_again(chat, worked)

    async def _in_turn(self, chat: int, worked: set[int]) -> None:
        if not await self._store.turns.take(f"chat {chat}"):
            return
        try:
            await self._all(self._queues[chat], worked)
        finally:
            await self._store.turns.give_back(f"chat {chat}")

    async def _look_again(self, chat: int, worked: set[int]) -> None:
        """What another run put there for this chat while it was not its turn."""
        try:
            for row in await self._store.inbox.pending():
                if row.chat == chat and row.update_id not in worked:
                    self._add(row)
        except StoreError:  # the next round adopts them
            log.exception("could not look again for chat %s", chat)

    async def _all(self, queue: deque[InboxRow], worked: set[int]) -> None:
        while queue and not self._stopping:
            worked.add(queue[0].update_id)
            try:
                await self._applying.work_off(queue[0])
            except Exception:  # the lane goes on, whatever became of one update
                log.exception("could not work off update %s", queue[0].update_id)
            done = queue.popleft().update_id
            self._known.discard(done)
            self._applying.done_with(done)
