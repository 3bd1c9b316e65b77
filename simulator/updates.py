"""What waits for the bot: updates in order, handed out by long polling until confirmed."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence

import msgspec

from simulator.errors import OTHER_POLLER, WEBHOOK_TOOK_OVER, Refused, conflict
from simulator.objects import Shape

KEPT_SECONDS = 24 * 60 * 60
MOST_AT_ONCE = 100
SILENT_KINDS = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Waiting(Shape, frozen=True, kw_only=True):
    """One update: its JSON, and when it came (seconds since the epoch)."""

    update_id: int
    chat_id: int
    body: bytes
    came: float


class Updates:
    """The queue of one bot; numbers grow by one, an update stays until a later offset confirms it."""

    def __init__(self, *, seconds: Callable[[], float], changed: Callable[[], None]) -> None:
        self._seconds = seconds
        self._changed = changed
        self._queue: deque[Waiting] = deque()
        self._next_id = 100_000_001
        self._arrived = asyncio.Event()
        self._poller: asyncio.Future[Refused | None] | None = None
        self.allowed: list[str] = []
        self.repeat = 0
        self.reverse = 0

    def __len__(self) -> int:
        return len(self._queue)

    @property
    def polled(self) -> bool:
        """Whether a poll is waiting right now."""
        return self._poller is not None

    def add(self, kind: str, chat_id: int, content: msgspec.Struct) -> None:
        """A new update, unless its kind is not wanted."""
        if kind in self.allowed if self.allowed else kind not in SILENT_KINDS:
            body = msgspec.json.encode({"update_id": self._next_id, kind: content})
            self.add_raw(body, chat_id)

    def add_raw(self, body: bytes, chat_id: int = 0) -> int:
        """An update with this very JSON, whatever it says; answers with the number it takes."""
        taken = self._next_id
        self._queue.append(Waiting(update_id=taken, chat_id=chat_id, body=body, came=self._seconds()))
        self._next_id += 1
        self._arrived.set()
        self.release()
        self._changed()
        return taken

    @property
    def next_id(self) -> int:
        return self._next_id

    def drop_all(self) -> None:
        self._queue.clear()
        self._changed()

    def confirm(self, offset: int) -> None:
        """Forget what is before the offset; a negative one keeps only so many at the end."""
        if offset < 0:
            while len(self._queue) > -offset:
                self._queue.popleft()
        while offset > 0 and self._queue and self._queue[0].update_id < offset:
            self._queue.popleft()
        self._changed()

    def waits(self, update_id: int) -> bool:
        return any(one.update_id == update_id for one in self._queue)

    def remove(self, update_id: int) -> None:
        """Forget one delivered update."""
        self._queue = deque(one for one in self._queue if one.update_id != update_id)
        self._changed()

    def pending(self, limit: int = MOST_AT_ONCE) -> Sequence[Waiting]:
        """The oldest updates not older than a day."""
        oldest = self._seconds() - KEPT_SECONDS
        while self._queue and self._queue[0].came < oldest:
            self._queue.popleft()
        return [self._queue[place] for place in range(min(limit, len(self._queue)))]

    async def arrival(self) -> None:
        """Wait until something is in the queue."""
        while not self._queue:
            self._arrived.clear()
            await self._arrived.wait()

    def interrupt(self, *, by_webhook: bool = False) -> None:
        """End the poll that is waiting: another one, or a webhook, takes its place."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(conflict(WEBHOOK_TOOK_OVER if by_webhook else OTHER_POLLER))

    def release(self) -> None:
        """Let the poll that is waiting answer with what there is."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    async def poll(self, *, offset: int, limit: int, wait: float) -> list[bytes]:
        """Confirm, then wait up to so many seconds for updates; refused when another poll comes."""
        self.interrupt()
        self.confirm(offset)
        if not self._queue and wait > 0:
            await self._wait(wait)
        return self._with_faults(list(self.pending(limit)))

    async def _wait(self, seconds: float) -> None:
        mine: asyncio.Future[Refused | None] = asyncio.get_running_loop().create_future()
        self._poller = mine
        self._changed()
        refusal: Refused | None = None
        try:
            async with asyncio.timeout(seconds):
                refusal = await mine
        except TimeoutError:
            refusal = None
        finally:
            if self._poller is mine:
                self._poller = None
        if refusal is not None:
            raise refusal

    def _with_faults(self, batch: list[Waiting]) -> list[bytes]:
        bodies = [one.body for one in batch]
        if self.reverse and len(bodies) > 1:
            self.reverse -= 1
            bodies.reverse()
        if self.repeat and bodies:
            again = bodies[: self.repeat]
            self.repeat -= len(again)
            bodies = [*bodies, *again]
        return bodies
