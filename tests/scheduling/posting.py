"""A post office for the delivery's tests: three people, and a sender that fails as it is told."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from scheduling.clock import SteppedClock
from scheduling.delivery import Delivery
from scheduling.pace import Pace
from scheduling.sending import Outgoing, Sent
from store import Books, Scope, Store
from store.errors import StoreError
from store.ledger import LedgerRow, State
from store.records import Role, replace
from tests.store.house import NOW, alarm, customer, opened, person

BANK = Scope.bank()
CHATS = {"book:li": 11, "book:wang": 12, "book:zhou": 13}
LI, WANG, ZHOU = CHATS


@dataclass(kw_only=True)
class Office:
    """The real delivery over a store in memory; what it sends is kept in `sent` as (chat, keys, late)."""

    store: Store
    clock: SteppedClock
    delivery: Delivery = field(init=False)
    sent: list[tuple[int, tuple[str, ...], bool]] = field(default_factory=list)
    troubles: defaultdict[int, deque[Exception | asyncio.Event]] = field(
        default_factory=lambda: defaultdict(deque)
    )
    tried: defaultdict[int, asyncio.Event] = field(default_factory=lambda: defaultdict(asyncio.Event))
    mute: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    freed: int = 0
    full: bool = False

    def speak(
        self, books: Books, rows: tuple[LedgerRow, ...], now: datetime, *, late: bool
    ) -> Outgoing | None:
        del now
        if self.full:
            raise StoreError("store.full")
        if any(row.subject in self.broken for row in rows):
            raise ValueError("no words for it")
        keys = tuple(row.key for row in rows if row.subject not in self.mute)
        chat = books[rows[0].book].owner.telegram
        return Outgoing(chat=chat or 0, keys=keys, body=str(late).encode()) if keys else None

    async def send(self, outgoing: Outgoing) -> Sent:
        self.tried[outgoing.chat].set()
        waiting = self.troubles[outgoing.chat]
        trouble = waiting.popleft() if waiting else None
        if isinstance(trouble, asyncio.Event):
            await trouble.wait()
        elif trouble is not None:
            raise trouble
        self.sent.append((outgoing.chat, outgoing.keys, outgoing.body == b"True"))
        return Sent(100 + len(self.sent))

    async def tries(self, book: str) -> None:
        """Wait until something is being sent into this chat."""
        async with asyncio.timeout(5):
            await self.tried[CHATS[book]].wait()

    def fails(self, book: str, *troubles: Exception | asyncio.Event) -> None:
        """The next sends into this chat go wrong."""
        self.troubles[CHATS[book]].extend(troubles)

    async def due(self, book: str, *subjects: str, minutes: float = 0, kind: str = "follow_up") -> list[str]:
        """Reminders that no book derives, due so many minutes from now."""
        at = self.clock.now() + timedelta(minutes=minutes)
        wanted = [alarm(kind, subject, at, book) for subject in subjects]
        for each in wanted:
            await self.store.ledger.insert(each, self.clock.now())
        return [each.key for each in wanted]

    async def looks(self, **later: float) -> None:
        """Time passes, then whatever is due is sent."""
        self.clock.step(timedelta(**later))
        await self.delivery.look()
        await self.delivery.idle()

    async def row(self, key: str) -> LedgerRow:
        row = await self.store.ledger.get(key)
        assert row is not None
        return row

    async def state(self, key: str) -> State:
        return (await self.row(key)).state

    def received(self, book: str) -> list[tuple[str, ...]]:
        return [keys for chat, keys, _ in self.sent if chat == CHATS[book]]


@asynccontextmanager
async def office(*, pace: Pace | None = None, run: str = "run") -> AsyncIterator[Office]:
    """Li and Wang, managers, and Zhou, their head."""
    async with opened() as store:
        await store.change(BANK, (), _settle_in, now=NOW)
        clock = SteppedClock(NOW, running=False)
        it = Office(store=store, clock=clock)

        def freed() -> None:
            it.freed += 1

        it.delivery = Delivery(
            store=store,
            clock=clock,
            speak=it.speak,
            send=it.send,
            run=run,
            pace=pace or Pace(over_all=0),
            freed=freed,
        )
        async with it.delivery:
            await it.delivery.begin()
            yield it
            await it.delivery.stop(0)


def _settle_in(books: Books) -> None:
    for place, (partition, chat) in enumerate(CHATS.items()):
        name = partition.removeprefix("book:")
        who = replace(person(name, telegram=chat), role=Role.HEAD if name == "zhou" else Role.MANAGER)
        books.new(partition, "east").put(who, customer(f"{name}-{place}"))
