"""Performs the steps of an answer in their order, each once, at Telegram's pace."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from msgspec.structs import replace

from bot.lanes.keeping import AGAIN, AT_MOST, durable
from handlers.answer import Answer, Card, Edit, Send, Step, Toast
from handlers.pieces import pieces
from handlers.telephone import Telephone
from scheduling.clock import Clock
from scheduling.pace import BURST, Pace
from scheduling.sending import Doubtful, NotSent, Rejected, Unreachable
from store.messages import Message
from store.store import Store

log = logging.getLogger(__name__)

AT_ONCE = 16


class Saying:
    """What all lanes speak through; `free` bounds how many work or speak at once.

    `repeat` says that a message may be there twice; `lost` hears of chats that can't be reached.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        telephone: Telephone,
        pace: Pace,
        repeat: str,
        lost: Callable[[int], Awaitable[None]],
    ) -> None:
        self.free = asyncio.Semaphore(AT_ONCE)
        self._store = store
        self._clock = clock
        self._telephone = telephone
        self._pace = pace
        self._repeat = repeat
        self._lost = lost

    async def answer(self, chat: int, query: str, answer: Answer) -> Sequence[Message] | None:
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

    async def tell(self, chat: int, text: str) -> None:
        """Say and keep something that answers no update."""
        await self._remember(await self.answer(chat, "", (Send(card=Card(text=text)),)) or ())

    async def _remember(self, said: Sequence[Message]) -> None:
        if said:
            await durable(lambda: self._store.messages.sent(*said))

    async def _step(self, chat: int, step: Step, query: str) -> tuple[Message, ...]:
        pause = AGAIN
        doubts = 0
        while True:
            await self._wait(chat, step)
            try:
                async with self.free:
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
                # Nobody knows whether it arrived.
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
