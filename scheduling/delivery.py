"""Sends what is due, each reminder once; the protocol of DESIGN 3, state by state."""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from datetime import timedelta

from scheduling.claiming import Beside, Claimed, Claiming, Closed
from scheduling.clock import Clock
from scheduling.outcomes import RARELY, Outcomes
from scheduling.pace import Pace
from scheduling.sending import Doubtful, NotSent, Rejected, Sender, Sent, Speak, Unreachable
from scheduling.under_way import UnderWay
from store.books import Books
from store.errors import StoreError
from store.ledger import Due
from store.scope import Scope
from store.store import Store

log = logging.getLogger(__name__)

LANES = 16
# Later than this a reminder is said to be late, and all late ones of a person come in one card.
LATE = timedelta(minutes=10)
# Of one minute no more are read again for each message to find those of its customer: with hundreds of them
# every message would read all that are left.
SIDE_BY_SIDE = 16
_LOOK_AT = 400
# A chat that can't be reached again and again is tried after 3 seconds, 6, 12, a minute at last: each try
# is written down, and a line that is dead for a day must not wear out the disk.
_PATIENCE, _PATIENCE_AT_MOST = 1.5, 60.0


class Delivery(UnderWay):
    """One look sends everything that is due, up to a few chats at a time, in order within a chat.

    `freed` is called whenever a chat's messages are out, so that what became due meanwhile is looked at. What
    is open at a stop is doubtful.
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
        super().__init__()
        self._store = store
        self._clock = clock
        self._send = send
        self._pace = pace
        self._freed = freed
        self._claiming = Claiming(run, speak, pace)
        self._outcomes = Outcomes(store=store, clock=clock, run=run)
        self._free = asyncio.Semaphore(LANES)
        self._busy: set[str] = set()
        self._chats: dict[str, int] = {}
        self._alone: set[str] = set()
        self._in_vain: dict[str, int] = {}
        self._astray: dict[str, str] = {}
        self._marks: dict[str, asyncio.Task[None]] = {}
        self._idle = asyncio.Event()
        self._idle.set()

    async def begin(self) -> None:
        """Whatever a dead run left open is judged before anything is sent."""
        await self._outcomes.begin()

    async def adopt(self) -> None:
        """What another run had in flight that has died meanwhile is doubtful as well."""
        if self._store.turns.shared:
            await self.begin()

    async def look(self) -> int:
        """Start sending what is due now; how many chats were started. A slow one holds up no other."""
        if self._stopping:
            return 0
        await self._take_back()
        books = await self._due()
        for book, due in books.items():
            self._busy.add(book)
            self._idle.clear()
            self._begin(self._lane(book, due))
        return len(books)

    @property
    def busy(self) -> bool:
        """Whether something is being sent."""
        return bool(self._busy)

    async def idle(self) -> None:
        """Wait until nothing is being sent."""
        await self._idle.wait()

    async def _due(self) -> dict[str, list[Due]]:
        """By book, enough for every lane; however much is due in one chat, the others are found behind it."""
        limit = _LOOK_AT
        while True:
            rows = await self._store.ledger.waiting(self._clock.now(), limit)
            books: dict[str, list[Due]] = {}
            for row in rows:
                if row.book not in self._busy:
                    books.setdefault(row.book, []).append(row)
            if len(rows) < limit or (books and len(books) + len(self._busy) >= LANES):
                return books
            limit *= 4

    async def _lane(self, book: str, rows: Sequence[Due]) -> None:
        went_well = False
        try:
            went_well = await self._in_turn(book, rows)
        except Exception:  # one book's trouble must not hold up another's
            log.exception("could not deliver the reminders of %s", book)
            self._astray.update((row.key, book) for row in rows)
        finally:
            self._busy.discard(book)
            if not self._busy:
                self._idle.set()
        if went_well:  # else the next look is soon enough: looking at once would spin while the disk is full
            self._freed()

    async def _in_turn(self, book: str, rows: Sequence[Due]) -> bool:
        """False where another run is just sending to this person; it looks again when it is through."""
        if not await self._store.turns.take(f"reminders {book}"):
            return False
        try:
            await self._book(book, rows)
        finally:
            await self._store.turns.give_back(f"reminders {book}")
        return True

    async def _take_back(self) -> None:
        """What a lane had claimed when it broke off is doubtful: nobody else would ever look at it again."""
        keys = [key for key, book in self._astray.items() if book not in self._busy]
        if not keys:
            return
        try:
            await self._outcomes.astray(keys)
        except StoreError:
            log.exception("could not take back what had been claimed")
            return
        for key in keys:
            self._astray.pop(key, None)

    async def _book(self, book: str, rows: Sequence[Due]) -> None:
        """Message by message; the next is claimed while the mark of the last is written, always behind it."""
        waiting = sorted(rows, key=lambda row: (row.due, row.key))
        try:
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
        finally:
            await self._marked(book)

    async def _message(self, book: str, rows: tuple[Due, ...], *, late: bool) -> Collection[str] | None:
        """One message; the keys that wait for the next one, or None when this chat has to wait."""
        await asyncio.sleep(self._pace.reminder(self._clock.monotonic()))
        if self._stopping:
            return None
        try:
            claimed = await self._claim(book, rows, late=late)
        except Closed as closed:
            await self._outcomes.put_off(book, timedelta(seconds=closed.seconds))
            return None
        except StoreError:
            raise
        except Exception:
            log.exception("could not put %s into words", [row.key for row in rows])
            return await self._unspoken(rows)
        await self._marked(book)
        if claimed is None:
            return ()
        if self._chats.get(book) != claimed.outgoing.chat:
            self._chats[book] = claimed.outgoing.chat
            self._pace.chat(claimed.outgoing.chat, self._clock.monotonic())
        return claimed.outgoing.rest if await self._say(book, claimed) else None

    def _next(self, waiting: Sequence[Due]) -> tuple[bool, tuple[Due, ...]]:
        """Late ones in one card, before the others, minute by minute."""
        now = self._clock.now()
        together = tuple(row for row in waiting if now - row.due > LATE and row.key not in self._alone)
        if together:
            return True, together
        if waiting[0].key in self._alone:
            return now - waiting[0].due > LATE, (waiting[0],)
        same = tuple(row for row in waiting if row.due == waiting[0].due and row.key not in self._alone)
        return False, same if len(same) <= SIDE_BY_SIDE else same[:1]

    async def _unspoken(self, rows: Sequence[Due]) -> Collection[str]:
        """One that can't be put into words must not hold up the others: it is asked for again later."""
        keys = tuple(row.key for row in rows)
        if len(keys) > 1:
            self._alone.update(keys)
            return keys
        await self._outcomes.defer(keys, RARELY)
        return ()

    async def _claim(self, book: str, rows: tuple[Due, ...], *, late: bool) -> Claimed | None:
        now, running = self._clock.now(), self._clock.monotonic()
        keys = [row.key for row in rows]

        def decide(books: Books) -> Claimed | None:
            return self._claiming.claim(books, book, keys, now=now, running=running, late=late)

        try:
            return await self._store.change(Scope.bank(), (book,), decide, now=now)
        except Beside as needed:
            return await self._store.change(Scope.bank(), (book, *needed.partitions), decide, now=now)

    async def _say(self, book: str, claimed: Claimed) -> bool:
        """Send and keep what became of it; False when this chat has to wait."""
        outgoing, outcomes = claimed.outgoing, self._outcomes
        try:
            sent = await self._send(outgoing)
        except Rejected as failed:
            log.error("Telegram does not take %s: %s", outgoing.keys, failed.why)  # noqa: TRY400  # its words say it all
            await outcomes.refused(claimed)
        except NotSent as failed:
            wait = timedelta(seconds=self._patience(book, failed.seconds))
            self._pace.close(outgoing.chat, self._clock.monotonic() + wait.total_seconds())
            await outcomes.defer(outgoing.keys, wait)
            await outcomes.put_off(book, wait)
            return False
        except Unreachable:
            await outcomes.unreachable(book, claimed)
            return False
        except Exception as doubtful:  # whatever it was, nobody knows whether it arrived
            if not isinstance(doubtful, Doubtful):
                log.exception("sending %s went wrong", outgoing.keys)
            await outcomes.doubt(outgoing.keys)
            return False
        else:
            self._in_vain.pop(book, None)
            self._marks[book] = self._begun(self._mark(book, claimed, sent))
            if claimed.was_away:
                await self._marked(book)
        return True

    def _patience(self, book: str, seconds: float) -> float:
        """How long a chat waits after one more message that was certainly not sent; never less than asked."""
        failures = self._in_vain[book] = self._in_vain.get(book, 0) + 1
        return max(seconds, min(_PATIENCE_AT_MOST, _PATIENCE * 2.0 ** min(failures, 10)))

    async def _mark(self, book: str, claimed: Claimed, sent: Sent) -> None:
        try:
            await self._outcomes.sent(book, claimed, sent)
        except Exception:  # it ends no other chat's lane
            log.exception("could not keep that %s were sent", claimed.outgoing.keys)

    async def _marked(self, book: str) -> None:
        """Wait until the last message of this chat is written down; nothing more is sent before."""
        mark = self._marks.pop(book, None)
        if mark is not None and not mark.done():
            await asyncio.wait((mark,))
