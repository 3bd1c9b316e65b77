"""Applies one update once and answers it; what fails three times is put aside with an apology."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application, CallbackContext

from bot.lanes.keeping import AGAIN, durable
from bot.lanes.saying import Saying
from handlers.answer import Answer, Send, decode
from handlers.heard import Heard
from handlers.reception import Reception
from handlers.telephone import judged
from scheduling.sending import NotSent
from store.inbox import InboxRow, InboxState
from store.store import Store

log = logging.getLogger(__name__)

FAILURES = 3


class Applying:
    """Hands updates to the library's handlers, and hears from them what the conversations answer.

    `sorry` says that nothing was kept, `unshown` that only the answer can't be shown; `aside` hears of what
    was put aside.
    """

    def __init__(
        self,
        *,
        store: Store,
        application: Application[Any, Any, Any, Any, Any, Any],
        saying: Saying,
        sorry: str,
        unshown: str,
        aside: Callable[[int], Awaitable[None]],
    ) -> None:
        self._store = store
        self._application = application
        self._saying = saying
        self._sorry = sorry
        self._unshown = unshown
        self._aside = aside
        self._fresh: set[int] = set()
        self._heard: dict[int, Answer] = {}
        self._errors: dict[int, BaseException] = {}
        application.add_error_handler(self._failed)

    async def hear(self, reception: Reception, heard: Heard, code: str) -> None:
        """What the library's handlers call: the conversation's answer is kept for this update."""
        self._heard[heard.update] = await reception.hear(heard, code)

    def came_in(self, update: int) -> None:
        """It has just come in and was touched by nobody else, so it need not be read again."""
        self._fresh.add(update)

    def done_with(self, update: int) -> None:
        """Nobody works on it any more."""
        self._fresh.discard(update)

    async def open(self, number: int) -> InboxRow | None:
        """The update if it is not answered yet."""
        row = await self._store.inbox.get(number)
        return row if row is not None and row.state in (InboxState.NEW, InboxState.APPLIED) else None

    async def work_off(self, row: InboxRow) -> None:
        """Apply and answer it, or put it aside."""
        for failure in range(row.failures + 1, FAILURES + 1):
            try:
                async with self._saying.free:
                    kept = await self._as_it_stands(row)
                    if kept is None:
                        return  # Telegram sent it again while it was being answered
                    query, answer = await self._answer(kept)
            except Exception as error:  # three tries, then it is put aside: the chat goes on
                log.exception("could not answer update %s", row.update_id)
                await self._count(row, error)
                if failure < FAILURES and isinstance(error, TelegramError):
                    await asyncio.sleep(_pause(error))
                continue
            if (said := await self._saying.answer(row.chat, query, answer)) is not None:
                await durable(partial(self._store.inbox.answered, row.update_id, *said))
                return
            break
        await self._put_aside(row)

    async def _as_it_stands(self, row: InboxRow) -> InboxRow | None:
        """The row as the inbox has it; one that has just come in was touched by nobody else."""
        if row.update_id in self._fresh:
            self._fresh.discard(row.update_id)
            return row
        return await self.open(row.update_id)

    async def _answer(self, row: InboxRow) -> tuple[str, Answer]:
        update = Update.de_json(json.loads(row.body), self._application.bot)
        query = update.callback_query.id if update.callback_query else ""
        if row.state is InboxState.APPLIED and row.answer is not None:
            return query, await self._unsaid(decode(row.answer))
        await self._application.process_update(update)
        error = self._errors.pop(row.update_id, None)
        answer = self._heard.pop(row.update_id, ())
        if error is not None:
            raise error
        return query, answer

    async def _unsaid(self, answer: Answer) -> Answer:
        """What an earlier run kept to be said, without the cards that it is known to have sent."""
        books = {step.book for step in answer if isinstance(step, Send) and step.token}
        said = {each.token for book in books for each in await self._store.messages.of_book(book)}
        return tuple(
            step for step in answer if not (isinstance(step, Send) and step.token and step.token in said)
        )

    async def _failed(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        if isinstance(update, Update) and context.error is not None:
            self._errors[update.update_id] = context.error

    async def _count(self, row: InboxRow, error: Exception) -> None:
        await durable(lambda: self._store.inbox.failed(row.update_id, type(error).__name__))

    async def _put_aside(self, row: InboxRow) -> None:
        kept = await self._store.inbox.get(row.update_id)
        applied = kept is not None and kept.state is InboxState.APPLIED
        why = kept.why if kept else ""
        await durable(lambda: self._store.inbox.quarantine(row.update_id, why))
        if row.chat:
            await self._saying.tell(row.chat, self._unshown if applied else self._sorry)
        await self._aside(row.update_id)


def _pause(error: TelegramError) -> float:
    failed = judged(error)
    return failed.seconds if isinstance(failed, NotSent) else AGAIN
