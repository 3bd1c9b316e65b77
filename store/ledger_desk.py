"""The ledger outside of a change: looks, and marks that share a commit with whatever else waits."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import TypeVar

from store.access import Access
from store.engine import Connection, Statements
from store.ledger import Alarm, Due, Ledger, LedgerRow, State
from store.messages import Message, keep

A = TypeVar("A")


class LedgerDesk:
    """The ledger outside of a change: looks, and marks that share a commit with whatever else waits."""

    def __init__(self, access: Access, statements: Statements) -> None:
        self._access = access
        self._sql = statements

    def _over(self, connection: Connection) -> Ledger:
        return Ledger(self._sql, lambda: connection, lambda: connection)

    async def look(self, work: Callable[[Ledger], A]) -> A:
        return await self._access.look(lambda connection: work(self._over(connection)))

    async def write(self, work: Callable[[Ledger], A], *said: Message) -> A:
        """Runs any of the ledger's writers, and keeps what was said with it; durable when it returns."""

        def both(connection: Connection) -> A:
            keep(connection, self._sql, said)
            return work(self._over(connection))

        return await self._access.write(both)

    async def get(self, key: str) -> LedgerRow | None:
        return await self.look(lambda ledger: ledger.get(key))

    async def next_due(self) -> datetime | None:
        """When something is next to be looked at (UTC)."""
        return await self.look(lambda ledger: ledger.next_due())

    async def due(self, now: datetime, limit: int = 100) -> list[LedgerRow]:
        return await self.look(lambda ledger: ledger.due(now, limit))

    async def waiting(self, now: datetime, limit: int = 100) -> list[Due]:
        return await self.look(lambda ledger: ledger.waiting(now, limit))

    async def of_book(
        self, book: str, states: Collection[State | str] = tuple(State), since: date = date.min
    ) -> list[LedgerRow]:
        return await self.look(lambda ledger: ledger.of_book(book, states, since))

    async def under_way(self) -> list[LedgerRow]:
        return await self.look(lambda ledger: ledger.under_way())

    async def of_message(self, chat: int, message: int) -> list[LedgerRow]:
        return await self.look(lambda ledger: ledger.of_message(chat, message))

    async def sent(self, key: str, chat: int, message: int, now: datetime) -> None:
        await self.write(lambda ledger: ledger.sent(key, chat, message, now))

    async def defer(self, key: str, not_before: datetime) -> None:
        await self.write(lambda ledger: ledger.defer(key, not_before))

    async def uncertain(self, key: str, again: datetime) -> None:
        await self.write(lambda ledger: ledger.uncertain(key, again))

    async def lost(self, run: str, again: datetime) -> list[LedgerRow]:
        return await self.write(lambda ledger: ledger.lost(run, again))

    async def insert(self, alarm: Alarm, now: datetime) -> bool:
        return await self.write(lambda ledger: ledger.insert(alarm, now))

    async def hold(self, book: str) -> None:
        await self.write(lambda ledger: ledger.hold(book))

    async def release(self, book: str) -> list[LedgerRow]:
        return await self.write(lambda ledger: ledger.release(book))

    async def settle(self, key: str, state: State | str, now: datetime) -> bool:
        return await self.write(lambda ledger: ledger.settle(key, state, now))
