"""Works off the inbox: one lane a chat, so that order holds, and some sixteen at once."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self

from telegram import Update
from telegram.ext import Application, CallbackContext

from handlers.answer import Answer, Card, Send, decode
from handlers.heard import Heard
from handlers.reception import Reception
from handlers.telephone import Telephone
from scheduling.sending import Doubtful, NotSent, Unreachable
from store.inbox import InboxRow, InboxState
from store.store import Store

log = logging.getLogger(__name__)

AT_ONCE = 16
FAILURES = 3
AGAIN = 3.0


class Lanes:
    """Each update is applied once and answered; what fails three times is put aside with an apology."""

    def __init__(
        self,
        *,
        store: Store,
        application: Application[Any, Any, Any, Any, Any, Any],
        telephone: Telephone,
        sorry: str,
    ) -> None:
        self._store = store
        self._application = application
        self._telephone = telephone
        self._sorry = sorry
        self._queues: dict[int, deque[InboxRow]] = {}
        self._known: set[int] = set()
        self._heard: dict[int, tuple[Heard, Answer]] = {}
        self._errors: dict[int, BaseException] = {}
        self._free = asyncio.Semaphore(AT_ONCE)
        self._lanes = asyncio.TaskGroup()
        self._running: set[asyncio.Task[None]] = set()
        self.idle = asyncio.Event()
        self.idle.set()
        application.add_error_handler(self._failed)

    async def __aenter__(self) -> Self:
        await self._lanes.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._lanes.__aexit__(kind, error, trace)

    async def begin(self) -> None:
        """Take up what an earlier run left: new updates, and answers that were not sent yet."""
        for row in await self._store.inbox.pending():
            self._add(row)

    async def take(self, ids: list[int]) -> None:
        """Work off updates that have just been kept."""
        for number in ids:
            row = await self._store.inbox.get(number)
            if row is not None:
                self._add(row)

    async def alert(self, chats: Iterable[int], text: str) -> None:
        """Tell people something that does not wait for them to ask."""
        for chat in chats:
            await self._say(chat, "", (Send(card=Card(text=text)),))

    async def hear(self, reception: Reception, heard: Heard, code: str) -> None:
        """What the library's handlers call: the conversation's answer is kept for this update."""
        self._heard[heard.update] = (heard, await reception.hear(heard, code))

    def stop(self) -> None:
        """End the lanes; what was not answered yet waits in the inbox for the next run."""
        for each in self._running:
            each.cancel()

    def _add(self, row: InboxRow) -> None:
        if row.update_id in self._known:
            return
        self._known.add(row.update_id)
        self.idle.clear()
        queue = self._queues.get(row.chat)
        if queue is None:
            self._queues[row.chat] = deque([row])
            lane = self._lanes.create_task(self._lane(row.chat))
            self._running.add(lane)
            lane.add_done_callback(self._running.discard)
        else:
            queue.append(row)

    async def _lane(self, chat: int) -> None:
        queue = self._queues[chat]
        while queue:
            try:
                await self._work_off(queue[0])
            except Exception:  # the lane goes on, whatever became of one update
                log.exception("could not work off update %s", queue[0].update_id)
            self._known.discard(queue.popleft().update_id)
        del self._queues[chat]
        if not self._queues:
            self.idle.set()

    async def _work_off(self, row: InboxRow) -> None:
        query = ""
        answer: Answer = ()
        for failure in range(1, FAILURES + 1):
            try:
                async with self._free:
                    query, answer = await self._answer(row)
                break
            except Exception as error:  # three tries, then it is put aside: the chat goes on
                log.exception("could not answer update %s", row.update_id)
                await self._store.inbox.failed(row.update_id, type(error).__name__)
                if failure == FAILURES:
                    await self._store.inbox.quarantine(row.update_id, type(error).__name__)
                    await self._say(row.chat, "", (Send(card=Card(text=self._sorry)),))
                    return
        await self._say(row.chat, query, answer)
        await self._store.inbox.answered(row.update_id)

    async def _answer(self, row: InboxRow) -> tuple[str, Answer]:
        update = Update.de_json(json.loads(row.body), self._application.bot)
        query = update.callback_query.id if update.callback_query else ""
        kept = await self._store.inbox.get(row.update_id)
        if kept is not None and kept.state is InboxState.APPLIED and kept.answer is not None:
            return query, decode(kept.answer)
        await self._application.process_update(update)
        error = self._errors.pop(row.update_id, None)
        if error is not None:
            raise error
        _, answer = self._heard.pop(row.update_id, (None, ()))
        return query, answer

    async def _failed(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        if isinstance(update, Update) and context.error is not None:
            self._errors[update.update_id] = context.error

    async def _say(self, chat: int, query: str, answer: Answer) -> None:
        """Perform every step in order; a chat that has to wait holds up only itself."""
        for step in answer:
            tries = 0
            while True:
                try:
                    async with self._free:
                        await self._telephone.step(chat, step, query)
                    break
                except NotSent as wait:
                    await asyncio.sleep(wait.seconds)
                except Unreachable:
                    return
                except Doubtful:
                    tries += 1
                    if tries > 1 and isinstance(step, Send):
                        break
                    await asyncio.sleep(AGAIN)
