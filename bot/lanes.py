"""Works off the inbox: one lane a chat, so that order holds, and some sixteen at once."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from functools import partial
from types import TracebackType
from typing import Any, Self

from msgspec.structs import replace
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application, CallbackContext

from handlers.answer import Answer, Card, Edit, Send, Step, Toast, decode
from handlers.heard import Heard
from handlers.reception import Reception
from handlers.telephone import Telephone, judged, pieces
from scheduling.clock import Clock
from scheduling.pace import BURST, Pace
from scheduling.sending import Doubtful, NotSent, Rejected, Unreachable
from store.errors import StoreError
from store.inbox import InboxRow, InboxState
from store.messages import Message
from store.store import Store

log = logging.getLogger(__name__)

AT_ONCE = 16
FAILURES = 3
# Seconds before something is tried again of which nobody knows whether it arrived, and at most.
AGAIN = 3.0
AT_MOST = 60.0
# How long a stop waits for answers that are under way, in seconds; the others wait in the inbox.
GRACE = 5.0


class Lanes:
    """Each update is applied once and answered; what fails three times is put aside with an apology.

    `sorry` says that nothing was kept, `unshown` that only the answer can't be shown, `repeat` that a message
    may be there twice; `lost` hears of chats that can't be reached, `aside` of updates that were put aside.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        application: Application[Any, Any, Any, Any, Any, Any],
        telephone: Telephone,
        pace: Pace,
        sorry: str,
        unshown: str,
        repeat: str,
        lost: Callable[[int], Awaitable[None]],
        aside: Callable[[int], Awaitable[None]],
    ) -> None:
        self._store = store
        self._clock = clock
        self._application = application
        self._telephone = telephone
        self._pace = pace
        self._sorry = sorry
        self._unshown = unshown
        self._repeat = repeat
        self._lost = lost
        self._aside = aside
        self._queues: dict[int, deque[InboxRow]] = {}
        self._fresh: set[int] = set()
        self._known: set[int] = set()
        self._heard: dict[int, Answer] = {}
        self._errors: dict[int, BaseException] = {}
        self._free = asyncio.Semaphore(AT_ONCE)
        self._lanes = asyncio.TaskGroup()
        self._running: set[asyncio.Task[None]] = set()
        self._stopping = False
        self.idle = asyncio.Event()
        self.idle.set()
        application.add_error_handler(self._failed)

    async def __aenter__(self) -> Self:
        await self._lanes.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in self._running:
            each.cancel()
        # Without the error, which would come out wrapped: whoever runs us tells it as it is.
        await self._lanes.__aexit__(None, None, None)

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
                self._fresh.add(row.update_id)
            self._add(row)
        for number in again:
            known = await self._open(number)
            if known is not None:
                self._add(known)

    def alert(self, chats: Iterable[int], text: str) -> None:
        """Tell people something that does not wait for them to ask, nor for the hour."""
        for chat in chats:
            self._start(self._told(chat, text))

    async def hear(self, reception: Reception, heard: Heard, code: str) -> None:
        """What the library's handlers call: the conversation's answer is kept for this update."""
        self._heard[heard.update] = await reception.hear(heard, code)

    async def stop(self, grace: float = GRACE) -> None:
        """Begin nothing more, let what is under way end for so many seconds, then cut it off.

        What was not answered yet waits in the inbox for the next run.
        """
        self._stopping = True
        if self._running:
            await asyncio.wait(self._running, timeout=grace)
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
            self._start(self._lane(row.chat))
        else:
            # The first one is being worked off; behind it the order is that of Telegram's numbers.
            later = (at for at in range(1, len(queue)) if queue[at].update_id > row.update_id)
            queue.insert(next(later, len(queue)), row)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        lane = self._lanes.create_task(work)
        self._running.add(lane)
        lane.add_done_callback(self._running.discard)

    async def _told(self, chat: int, text: str) -> None:
        try:
            await self._remember(await self._say(chat, "", (Send(card=Card(text=text)),)) or ())
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
                await self._work_off(queue[0])
            except Exception:  # the lane goes on, whatever became of one update
                log.exception("could not work off update %s", queue[0].update_id)
            done = queue.popleft().update_id
            self._known.discard(done)
            self._fresh.discard(done)

    async def _open(self, number: int) -> InboxRow | None:
        row = await self._store.inbox.get(number)
        return row if row is not None and row.state in (InboxState.NEW, InboxState.APPLIED) else None

    async def _work_off(self, row: InboxRow) -> None:
        for failure in range(row.failures + 1, FAILURES + 1):
            try:
                async with self._free:
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
            if (said := await self._say(row.chat, query, answer)) is not None:
                await self._durable(partial(self._store.inbox.answered, row.update_id, *said))
                return
            break
        await self._put_aside(row)

    async def _as_it_stands(self, row: InboxRow) -> InboxRow | None:
        """The row as the inbox has it; one that has just come in was touched by nobody else."""
        if row.update_id in self._fresh:
            self._fresh.discard(row.update_id)
            return row
        return await self._open(row.update_id)

    async def _count(self, row: InboxRow, error: Exception) -> None:
        await self._durable(lambda: self._store.inbox.failed(row.update_id, type(error).__name__))

    async def _durable(self, write: Callable[[], Awaitable[object]]) -> None:
        """Write until it is written: while the disk is full the chat waits, and nothing is done twice."""
        pause = AGAIN
        while True:
            try:
                await write()
            except StoreError:
                log.exception("could not keep what became of an update")
                await asyncio.sleep(pause)
                pause = min(AT_MOST, pause * 2)
            else:
                return

    async def _put_aside(self, row: InboxRow) -> None:
        kept = await self._store.inbox.get(row.update_id)
        applied = kept is not None and kept.state is InboxState.APPLIED
        why = kept.why if kept else ""
        await self._durable(lambda: self._store.inbox.quarantine(row.update_id, why))
        if row.chat:
            sorry = self._unshown if applied else self._sorry
            await self._remember(await self._say(row.chat, "", (Send(card=Card(text=sorry)),)) or ())
        await self._aside(row.update_id)

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

    async def _say(self, chat: int, query: str, answer: Answer) -> Sequence[Message] | None:
        """Perform every step in order; None where Telegram takes one of them in no form.

        A chat that has to wait holds up only itself, and goes on with the step at which it stopped. Each
        message is kept before the next step; the last one is handed back, to be kept with what follows it.
        """
        taken = True
        said: tuple[Message, ...] = ()
        for step in pieces(answer):
            await self._remember(said)
            said = ()
            try:
                said = await self._step(chat, step, query)
            except Rejected as refused:
                log.error("Telegram does not take an answer: %s", refused.why)  # noqa: TRY400  # its words say it all
                taken = False
            except Unreachable:
                await self._lost(chat)
                return ()
        if taken:
            return said
        await self._remember(said)
        return None

    async def _remember(self, said: Sequence[Message]) -> None:
        if said:
            await self._durable(lambda: self._store.messages.sent(*said))

    async def _step(self, chat: int, step: Step, query: str) -> tuple[Message, ...]:
        pause = AGAIN
        doubts = 0
        while True:
            await self._wait(chat, step)
            try:
                async with self._free:
                    return (await self._telephone.step(chat, step, query)).kept
            except Rejected:
                raise
            except NotSent as failed:
                if isinstance(step, Toast):
                    return ()  # the circle on the button has long stopped by then
                self._pace.close(chat, self._clock.monotonic() + failed.seconds)
                await asyncio.sleep(failed.seconds)
            except Doubtful:
                doubts += 1
                if isinstance(step, Toast) or (isinstance(step, Send) and doubts > 1):
                    return ()
                await asyncio.sleep(pause)
                pause = min(AT_MOST, pause * 2)
                step = self._once_more(step)  # the same step, marked

    def _once_more(self, step: Step) -> Step:
        if not isinstance(step, Send):
            return step
        text = f"{step.card.text}\n{self._repeat}" if not step.card.code else step.card.text
        return replace(step, card=replace(step.card, text=text))

    async def _wait(self, chat: int, step: Step) -> None:
        """Telegram's pace; the acknowledgement of a tap is free."""
        now = self._clock.monotonic()
        if isinstance(step, Send):
            wait = max(self._pace.chat(chat, now, burst=BURST), self._pace.answer(now))
        elif isinstance(step, Edit):
            wait = self._pace.answer(now)
        else:
            return
        if wait := max(wait, self._pace.closed(chat, now)):
            await asyncio.sleep(wait)


def _pause(error: TelegramError) -> float:
    failed = judged(error)
    return failed.seconds if isinstance(failed, NotSent) else AGAIN
