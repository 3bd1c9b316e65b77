"""Keeps what became of a message, until the disk has taken it (DESIGN 3)."""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduling.alarms import DIGESTS
from scheduling.claiming import Claimed
from scheduling.clock import Clock
from scheduling.reach import lost, returned
from scheduling.sending import Sent
from store.errors import StoreError
from store.ledger import Ledger, LedgerRow, State
from store.messages import Message
from store.scope import Scope
from store.store import Store

log = logging.getLogger(__name__)

# How long a press or a reply may prove a doubtful message before one copy of it follows.
SETTLES = timedelta(seconds=60)
# A message that Telegram does not take, or that can't be put into words, is tried ever more rarely.
RARELY = timedelta(hours=1)
AGAIN = timedelta(minutes=1)
# Before something that the disk did not take is written again, in seconds, and at most.
FULL, MOST = 1.0, 60.0
_DOUBTS_SINCE = timedelta(days=40)


@dataclass(frozen=True, kw_only=True)
class Outcomes:
    """Writes down how each send of a run ended."""

    store: Store
    clock: Clock
    run: str

    async def begin(self) -> None:
        """Everything that a dead run had in flight is doubtful now: a crash and a time-out are one case."""
        again = self.clock.now() + SETTLES
        await self.store.ledger.write(lambda ledger: ledger.lost(self.run, again))

    async def sent(self, book: str, claimed: Claimed, sent: Sent) -> None:
        """It lies in the chat: what it told of, and the message itself."""
        now = self.clock.now()
        chat, keys = claimed.outgoing.chat, claimed.outgoing.keys

        def marks(ledger: Ledger) -> None:
            for key in keys:
                ledger.sent(key, chat, sent.message, now)
            if any(row.kind in DIGESTS for row in claimed.rows):
                _settle_doubts(ledger, book, now)

        await self._keep(marks, *sent.kept)
        if claimed.was_away:
            reader = claimed.reader
            await self.store.change(Scope.bank(), (reader,), lambda books: returned(books, reader), now=now)

    async def refused(self, claimed: Claimed) -> None:
        """Telegram does not take it in this form."""
        await self.defer(claimed.outgoing.keys, _rarely(claimed.rows))

    async def unreachable(self, book: str, claimed: Claimed) -> None:
        """All that is due to the reader waits for their return; what was for somebody else goes back."""
        now, reader = self.clock.now(), claimed.reader
        if reader != book:
            await self.defer(claimed.outgoing.keys, timedelta())
        await self.store.change(Scope.bank(), (reader,), lambda books: lost(books, reader, now), now=now)

    async def doubt(self, keys: Collection[str]) -> None:
        """Nobody knows whether it arrived."""
        again = self.clock.now() + SETTLES

        def marks(ledger: Ledger) -> None:
            for key in keys:
                ledger.uncertain(key, again)

        await self._keep(marks)

    async def astray(self, keys: Collection[str]) -> None:
        """What this run has claimed of these, and nobody sends any more, is doubtful; tried only once."""
        again = self.clock.now() + SETTLES

        def marks(ledger: Ledger) -> None:
            for key in keys:
                row = ledger.get(key)
                if row is not None and row.state is State.SENDING and row.run == self.run:
                    ledger.uncertain(key, again)

        await self.store.ledger.write(marks)

    async def defer(self, keys: Collection[str], wait: timedelta) -> None:
        """Armed again and not before then, also those that were not claimed yet."""
        now = self.clock.now()

        def marks(ledger: Ledger) -> None:
            ledger.claim(keys, self.run, now)
            for key in keys:
                ledger.defer(key, now + wait)

        await self._keep(marks)

    async def put_off(self, book: str, wait: timedelta) -> None:
        """What else is due in this chat waits as long, so that nothing goes before Telegram takes it."""
        now = self.clock.now()
        since = now.date() - _DOUBTS_SINCE
        open_ = await self.store.ledger.of_book(book, (State.ARMED, State.UNCERTAIN), since)
        await self.defer([row.key for row in open_ if row.wake is not None and row.wake <= now], wait)

    async def _keep(self, marks: Callable[[Ledger], None], *said: Message) -> None:
        """Written down, and if the disk is full, as soon as it is not."""
        pause = FULL
        while True:
            try:
                return await self.store.ledger.write(marks, *said)
            except StoreError:
                log.exception("could not keep what became of a message")
                await asyncio.sleep(pause)
                pause = min(MOST, pause * 2)


def _rarely(rows: Sequence[LedgerRow]) -> timedelta:
    tries = max((row.attempt for row in rows), default=1)
    return min(RARELY, AGAIN * int(2 ** min(tries - 1, 10)))


def _settle_doubts(ledger: Ledger, book: str, now: datetime) -> None:
    """What had its copy and is still doubtful is told by the digest; there is never a third."""
    for row in ledger.of_book(book, (State.UNCERTAIN,), now.date() - _DOUBTS_SINCE):
        if row.wake is None:
            ledger.settle(row.key, State.SETTLED, now)
