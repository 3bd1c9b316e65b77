"""Sends what is due, each reminder once; the protocol of DESIGN 3, state by state."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from scheduling.clock import Clock
from scheduling.pace import Pace
from scheduling.sending import Doubtful, NotSent, Outgoing, Sender, Speak, Unreachable
from store.books import Books
from store.ledger import Ledger, LedgerRow, State
from store.scope import Scope
from store.store import Store

log = logging.getLogger(__name__)

LANES = 16
# Later than this a reminder is said to be late, and all late ones of a person come in one card.
LATE = timedelta(minutes=10)
SETTLES = timedelta(seconds=60)
_LOOK_AT = 400


class Delivery:
    """One look sends everything that is due, up to a few chats at a time, in order within a chat."""

    def __init__(
        self, *, store: Store, clock: Clock, speak: Speak, send: Sender, run: str, pace: Pace
    ) -> None:
        self._store = store
        self._clock = clock
        self._speak = speak
        self._send = send
        self._run = run
        self._pace = pace
        self._free = asyncio.Semaphore(LANES)
        self._busy: set[str] = set()
        self._lanes = asyncio.TaskGroup()
        self._running: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    async def __aenter__(self) -> Self:
        await self._lanes.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._lanes.__aexit__(kind, error, trace)

    async def begin(self) -> None:
        """Everything that a dead run had in flight is doubtful now: a crash and a time-out are one case."""
        again = self._clock.now() + SETTLES
        await self._store.ledger.write(lambda ledger: ledger.lost(self._run, again))

    async def look(self) -> int:
        """Start sending what is due now; how many chats were started. A slow one holds up no other."""
        rows = await self._store.ledger.due(self._clock.now(), _LOOK_AT)
        books: dict[str, list[LedgerRow]] = {}
        for row in rows:
            if row.book not in self._busy:
                books.setdefault(row.book, []).append(row)
        for book, due in books.items():
            self._busy.add(book)
            self._idle.clear()
            lane = self._lanes.create_task(self._lane(book, due))
            self._running.add(lane)
            lane.add_done_callback(self._running.discard)
        return len(books)

    def stop(self) -> None:
        """End the lanes; what was in flight is doubtful, as after a crash."""
        for each in self._running:
            each.cancel()

    async def idle(self) -> None:
        """Wait until nothing is being sent."""
        await self._idle.wait()

    async def _lane(self, book: str, rows: Sequence[LedgerRow]) -> None:
        try:
            async with self._free:
                await self._book(book, rows)
        except Exception:  # one book's trouble must not hold up another's
            log.exception("could not deliver the reminders of %s", book)
        finally:
            self._busy.discard(book)
            if not self._busy:
                self._idle.set()

    async def _book(self, book: str, rows: Sequence[LedgerRow]) -> None:
        for late, some in _cards(rows, self._clock.now()):
            outgoing = await self._claim(book, some, late=late)
            if outgoing is not None and not await self._say(book, outgoing):
                return

    async def _claim(self, book: str, rows: tuple[LedgerRow, ...], *, late: bool) -> Outgoing | None:
        now = self._clock.now()

        def decide(books: Books) -> Outgoing | None:
            ledger = books.ledger
            still = tuple(row for row in rows if _open(ledger.get(row.key), now))
            if not still:
                return None
            said = self._speak(books, still, now, late=late)
            spoken = set(said.keys) if said else set[str]()
            for row in still:
                if row.key not in spoken:
                    ledger.settle(row.key, State.SUPERSEDED, now)
            if said is not None:
                ledger.claim(said.keys, self._run, now, late=late)
            return said

        return await self._store.change(Scope.bank(), (book,), decide, now=now)

    async def _say(self, book: str, outgoing: Outgoing) -> bool:
        """Send and keep what became of it; False when this chat has to wait."""
        await asyncio.sleep(self._pace.wait(outgoing.chat, self._clock.monotonic()))
        try:
            message = await self._send(outgoing)
        except NotSent as failed:
            self._pace.close(outgoing.chat, self._clock.monotonic() + failed.seconds)
            again = self._clock.now() + timedelta(seconds=failed.seconds)
            await self._keep(outgoing.keys, lambda ledger, key: ledger.defer(key, again))
            return False
        except Unreachable:
            await self._store.ledger.write(lambda ledger: ledger.hold(book))
            return False
        except Doubtful:
            again = self._clock.now() + SETTLES
            await self._keep(outgoing.keys, lambda ledger, key: ledger.uncertain(key, again))
            return False
        now = self._clock.now()
        await self._keep(outgoing.keys, lambda ledger, key: ledger.sent(key, outgoing.chat, message, now))
        return True

    async def _keep(self, keys: Iterable[str], mark: Callable[[Ledger, str], None]) -> None:
        def marks(ledger: Ledger) -> None:
            for key in keys:
                mark(ledger, key)

        await self._store.ledger.write(marks)


def _cards(rows: Sequence[LedgerRow], now: datetime) -> list[tuple[bool, tuple[LedgerRow, ...]]]:
    """Late ones in one card, the others one by one, by their minute."""
    order = sorted(rows, key=lambda row: (row.due, row.key))
    late = tuple(row for row in order if now - row.due > LATE)
    timely = [(False, (row,)) for row in order if now - row.due <= LATE]
    return [*([(True, late)] if late else []), *timely]


def _open(row: LedgerRow | None, now: datetime) -> bool:
    return (
        row is not None
        and row.state in (State.ARMED, State.UNCERTAIN)
        and row.wake is not None
        and row.wake <= now
    )
