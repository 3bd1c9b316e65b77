"""Sends what is due, each reminder once; the protocol of DESIGN 3, state by state."""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from types import TracebackType
from typing import NamedTuple, Self

from scheduling.alarms import DAILY, DIGESTS
from scheduling.clock import Clock
from scheduling.pace import Pace
from scheduling.reach import away, lost, returned
from scheduling.sending import Doubtful, NotSent, Outgoing, Rejected, Sender, Speak, Unreachable
from store.books import Books
from store.errors import StoreError
from store.ledger import Ledger, LedgerRow, State
from store.scope import Scope
from store.store import Store

log = logging.getLogger(__name__)

LANES = 16
# Later than this a reminder is said to be late, and all late ones of a person come in one card.
LATE = timedelta(minutes=10)
# How long a press or a reply may prove a doubtful message before one copy of it follows.
SETTLES = timedelta(seconds=60)
# A message that Telegram does not take, or that can't be put into words, is tried ever more rarely.
RARELY = timedelta(hours=1)
AGAIN = timedelta(minutes=1)
# How long a stop waits for answers that are under way, in seconds; what is open then is doubtful.
GRACE = 5.0
# Before something that the disk did not take is written again, in seconds, and at most.
FULL, MOST = 1.0, 60.0
_LOOK_AT = 400
_DOUBTS_SINCE = timedelta(days=40)


class Claimed(NamedTuple):
    """What one unit of work took: the message, its rows, and whether its reader had been out of reach."""

    outgoing: Outgoing
    rows: Sequence[LedgerRow]
    was_away: bool


class Closed(Exception):
    """Telegram takes nothing for this chat for so many seconds; nothing was claimed."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Delivery:
    """One look sends everything that is due, up to a few chats at a time, in order within a chat.

    `freed` is called whenever a chat's messages are out, so that what became due meanwhile is looked at.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        speak: Speak,
        send: Sender,
        run: str,
        pace: Pace,
        freed: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._speak = speak
        self._send = send
        self._run = run
        self._pace = pace
        self._freed = freed
        self._free = asyncio.Semaphore(LANES)
        self._busy: set[str] = set()
        self._chats: dict[str, int] = {}
        self._alone: set[str] = set()
        self._lanes = asyncio.TaskGroup()
        self._running: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._idle = asyncio.Event()
        self._idle.set()

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
        """Everything that a dead run had in flight is doubtful now: a crash and a time-out are one case."""
        again = self._clock.now() + SETTLES
        await self._store.ledger.write(lambda ledger: ledger.lost(self._run, again))

    async def look(self) -> int:
        """Start sending what is due now; how many chats were started. A slow one holds up no other."""
        if self._stopping:
            return 0
        books = await self._due()
        for book, due in books.items():
            self._busy.add(book)
            self._idle.clear()
            lane = self._lanes.create_task(self._lane(book, due))
            self._running.add(lane)
            lane.add_done_callback(self._running.discard)
        return len(books)

    async def stop(self, grace: float = GRACE) -> None:
        """Claim nothing more, let what is under way end for so many seconds, then cut it off."""
        self._stopping = True
        if self._running:
            await asyncio.wait(self._running, timeout=grace)
        for each in self._running:
            each.cancel()

    async def idle(self) -> None:
        """Wait until nothing is being sent."""
        await self._idle.wait()

    async def _due(self) -> dict[str, list[LedgerRow]]:
        """By book; however much is due in chats that hang, the others are found behind it."""
        limit = _LOOK_AT
        while True:
            rows = await self._store.ledger.due(self._clock.now(), limit)
            books: dict[str, list[LedgerRow]] = {}
            for row in rows:
                if row.book not in self._busy:
                    books.setdefault(row.book, []).append(row)
            if books or len(rows) < limit:
                return books
            limit *= 4

    async def _lane(self, book: str, rows: Sequence[LedgerRow]) -> None:
        went_well = False
        try:
            await self._book(book, rows)
            went_well = True
        except Exception:  # one book's trouble must not hold up another's
            log.exception("could not deliver the reminders of %s", book)
        finally:
            self._busy.discard(book)
            if not self._busy:
                self._idle.set()
        if went_well:  # else the next look is soon enough: looking at once would spin while the disk is full
            self._freed()

    async def _book(self, book: str, rows: Sequence[LedgerRow]) -> None:
        waiting = sorted(rows, key=lambda row: (row.due, row.key))
        while waiting and not self._stopping:
            late, some = self._next(waiting)
            # A chat's own second is waited out before a lane is taken: others send meanwhile.
            if book in self._chats:
                await asyncio.sleep(self._pace.chat(self._chats[book], self._clock.monotonic()))
            async with self._free:
                rest = await self._message(book, some, late=late)
            if rest is None:
                return
            gone = {row.key for row in some} - set(rest)
            waiting = [row for row in waiting if row.key not in gone]

    async def _message(self, book: str, rows: tuple[LedgerRow, ...], *, late: bool) -> Collection[str] | None:
        """One message; the keys that wait for the next one, or None when this chat has to wait."""
        await asyncio.sleep(self._pace.reminder(self._clock.monotonic()))
        if self._stopping:
            return None
        try:
            claimed = await self._claim(book, rows, late=late)
        except Closed as closed:
            await self._put_off(book, timedelta(seconds=closed.seconds))
            return None
        except StoreError:
            raise
        except Exception:
            log.exception("could not put %s into words", [row.key for row in rows])
            return await self._unspoken(rows)
        if claimed is None:
            return ()
        if self._chats.get(book) != claimed.outgoing.chat:
            self._chats[book] = claimed.outgoing.chat
            self._pace.chat(claimed.outgoing.chat, self._clock.monotonic())
        return claimed.outgoing.rest if await self._say(book, claimed) else None

    def _next(self, waiting: Sequence[LedgerRow]) -> tuple[bool, tuple[LedgerRow, ...]]:
        """Late ones in one card, before the others one by one by their minute."""
        now = self._clock.now()
        together = tuple(row for row in waiting if now - row.due > LATE and row.key not in self._alone)
        if together:
            return True, together
        return now - waiting[0].due > LATE, (waiting[0],)

    async def _unspoken(self, rows: Sequence[LedgerRow]) -> Collection[str]:
        """One that can't be put into words must not hold up the others: it is asked for again later."""
        keys = tuple(row.key for row in rows)
        if len(keys) > 1:
            self._alone.update(keys)
            return keys
        await self._defer(keys, RARELY)
        return ()

    async def _claim(self, book: str, rows: tuple[LedgerRow, ...], *, late: bool) -> Claimed | None:
        now, running = self._clock.now(), self._clock.monotonic()

        def decide(books: Books) -> Claimed | None:
            ledger = books.ledger
            still = tuple(row for each in rows if (row := _open(ledger.get(each.key), now)))
            if not still:
                return None
            person = books[book].owner
            if away(person, now):
                ledger.hold(book)
                ledger.claimed.add(book)
                return None
            said = self._speak(books, still, now, late=late)
            if said is not None and (closed := self._pace.closed(said.chat, running)):
                raise Closed(closed)
            spoken = {*said.keys, *said.rest} if said else set[str]()
            for row in still:
                if row.key not in spoken:
                    ledger.settle(row.key, State.SUPERSEDED, now)
            claimed = ledger.claim(said.keys, self._run, now, late=late) if said else []
            # The next digest is armed with this one, also where nothing was left to say; other reminders arm
            # nothing after them, and deriving a whole book for each would cost more than all the rest.
            (ledger.claimed.add if any(row.kind in DAILY for row in still) else ledger.claimed.discard)(book)
            return Claimed(said, claimed, person.unreachable is not None) if said else None

        return await self._store.change(Scope.bank(), (book,), decide, now=now)

    async def _say(self, book: str, claimed: Claimed) -> bool:
        """Send and keep what became of it; False when this chat has to wait."""
        outgoing = claimed.outgoing
        try:
            message = await self._send(outgoing)
        except Rejected as failed:
            log.error("Telegram does not take %s: %s", outgoing.keys, failed.why)  # noqa: TRY400  # its words say it all
            await self._defer(outgoing.keys, _rarely(claimed.rows))
        except NotSent as failed:
            wait = timedelta(seconds=failed.seconds)
            self._pace.close(outgoing.chat, self._clock.monotonic() + wait.total_seconds())
            await self._defer(outgoing.keys, wait)
            await self._put_off(book, wait)
            return False
        except Unreachable:
            now = self._clock.now()
            await self._store.change(Scope.bank(), (book,), lambda books: lost(books, book, now), now=now)
            return False
        except Exception as doubtful:  # whatever it was, nobody knows whether it arrived
            if not isinstance(doubtful, Doubtful):
                log.exception("sending %s went wrong", outgoing.keys)
            await self._doubt(outgoing.keys)
            return False
        else:
            await self._sent(book, claimed, message)
        return True

    async def _sent(self, book: str, claimed: Claimed, message: int) -> None:
        now = self._clock.now()
        chat, keys = claimed.outgoing.chat, claimed.outgoing.keys

        def marks(ledger: Ledger) -> None:
            for key in keys:
                ledger.sent(key, chat, message, now)
            if any(row.kind in DIGESTS for row in claimed.rows):
                _settle_doubts(ledger, book, now)

        await self._keep(marks)
        if claimed.was_away:
            await self._store.change(Scope.bank(), (book,), lambda books: returned(books, book), now=now)

    async def _keep(self, marks: Callable[[Ledger], None]) -> None:
        """What became of a message is written down, and if the disk is full, as soon as it is not."""
        pause = FULL
        while True:
            try:
                return await self._store.ledger.write(marks)
            except StoreError:
                log.exception("could not keep what became of a message")
                await asyncio.sleep(pause)
                pause = min(MOST, pause * 2)

    async def _doubt(self, keys: Collection[str]) -> None:
        again = self._clock.now() + SETTLES

        def marks(ledger: Ledger) -> None:
            for key in keys:
                ledger.uncertain(key, again)

        await self._keep(marks)

    async def _defer(self, keys: Collection[str], wait: timedelta) -> None:
        """Armed again and not before then, also those that were not claimed yet."""
        now = self._clock.now()

        def marks(ledger: Ledger) -> None:
            ledger.claim(keys, self._run, now)
            for key in keys:
                ledger.defer(key, now + wait)

        await self._keep(marks)

    async def _put_off(self, book: str, wait: timedelta) -> None:
        """What else is due in this chat waits as long, so that nothing goes before Telegram takes it."""
        now = self._clock.now()
        since = now.date() - _DOUBTS_SINCE
        open_ = await self._store.ledger.of_book(book, (State.ARMED, State.UNCERTAIN), since)
        await self._defer([row.key for row in open_ if row.wake is not None and row.wake <= now], wait)


def _rarely(rows: Sequence[LedgerRow]) -> timedelta:
    tries = max((row.attempt for row in rows), default=1)
    return min(RARELY, AGAIN * int(2 ** min(tries - 1, 10)))


def _settle_doubts(ledger: Ledger, book: str, now: datetime) -> None:
    """What had its copy and is still doubtful is told by the digest; there is never a third."""
    for row in ledger.of_book(book, (State.UNCERTAIN,), now.date() - _DOUBTS_SINCE):
        if row.wake is None:
            ledger.settle(row.key, State.SETTLED, now)


def _open(row: LedgerRow | None, now: datetime) -> LedgerRow | None:
    """The row as it stands now, if it may still be claimed."""
    if row is None or row.state not in (State.ARMED, State.UNCERTAIN):
        return None
    return row if row.wake is not None and row.wake <= now else None
