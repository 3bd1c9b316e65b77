"""The store: one door to everything that is known, with a scope for each look and each change."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from store import backup, places, summaries
from store.access import Access
from store.audit import AuditDesk
from store.books import Book, Books
from store.check import check
from store.engine import Connection, Database
from store.errors import Problem
from store.inbox import Inbox
from store.ledger_desk import LedgerDesk
from store.messages import Messages
from store.scope import Scope
from store.snapshots import Snapshot
from store.summaries import Summary
from store.turns import Turns
from store.work import Arm, Derives, House, Reading, Summarise, Work
from store.writer import Transaction

A = TypeVar("A")

_log = logging.getLogger(__name__)


class Store:
    """Books, places, ledger, inbox, messages and audit chains of one bank, over SQLite or PostgreSQL."""

    def __init__(self, database: Database, house: House) -> None:
        self._house = house
        self._database = database
        self._access = Access(database, self._committed)
        self.ledger = LedgerDesk(self._access, house.sql)
        self.inbox = Inbox(self._access, house.sql)
        self.messages = Messages(self._access, house.sql)
        self.turns = Turns(self._access, shared=database.shared)
        self.audit = AuditDesk(self._access, house.sql, house.key)
        self.on_alarm: Callable[[], None] | None = None
        """Called on the writer's thread after each commit that armed or moved something."""

    @classmethod
    def open(
        cls,
        url: str,
        *,
        key: bytes,
        arm: Arm | None = None,
        summarise: Summarise | None = None,
        derives: Derives = lambda _record: True,
        make: bool = True,
    ) -> "Store":
        """Opens the store at `sqlite:///path` (made if absent), `sqlite://` (memory) or `postgresql://…`.

        `key` seals the audit chains. `arm` and `summarise` derive a changed book's alarms and summary within
        its commit, where `derives` says of a changed record that something can follow from it. Without `make`
        an absent store is not made. Refuses with a `StoreError` what it cannot open.
        """
        if not key:
            raise ValueError("audit chains need a key")
        database = Database(url)
        database.engine.prepare(make=make)
        connection = database.connect()
        try:
            database.prepare(connection, make=make)
        except BaseException:
            connection.close()
            raise
        store = cls(database, House(database.statements, key, arm, summarise, derives))
        store._access.start(connection)
        return store

    def _committed(self) -> None:
        if self.on_alarm is None:
            return
        try:
            self.on_alarm()
        except Exception:  # noqa: BLE001  # what was committed stays so and must be answered
            _log.exception("telling of a new alarm failed")

    async def change(
        self, scope: Scope, ids: Sequence[str], decide: Callable[[Books], A], *, now: datetime
    ) -> A:
        """Lets `decide` change the named partitions; durable when it returns, nothing happened if it raises.

        `decide` runs on the writer's thread inside the write transaction and must not wait for anything. A
        caller that is cancelled waits until the work has ended.
        """
        if now.tzinfo is None:
            raise ValueError(f"a naive datetime: {now}")

        def work(transaction: Transaction) -> A:
            return Work(transaction, self._house, scope, now).change(ids, decide)

        return await self._access.change(work)

    async def read(self, scope: Scope, ids: Sequence[str], seen: Callable[[Books], A]) -> A:
        """Shows the named partitions to `seen`, each as of one commit; frozen, shared and cached."""
        house, shelf = self._house, self._access.shelf
        if self._database.in_memory:
            return await self._access.change(
                lambda t: Reading(t.connection, house, scope).look(ids, t.fetch, seen)
            )
        return await self._access.look(
            lambda c: Reading(c, house, scope).look(ids, lambda each: shelf.fetch(c, each), seen)
        )

    async def read_placed(self, scope: Scope, kind: str, key: str, seen: Callable[[Book], A]) -> A | None:
        """Shows the partition where somebody or something is placed, in one look; None if there is none."""
        house, shelf = self._house, self._access.shelf

        def look(connection: Connection, fetch: Callable[[str], Snapshot | None]) -> A | None:
            partition = places.find(connection, house.sql, kind, key)
            if partition is None:
                return None
            reading = Reading(connection, house, scope)
            return reading.look((partition,), fetch, lambda books: seen(books[partition]))

        if self._database.in_memory:
            return await self._access.change(lambda t: look(t.connection, t.fetch))
        return await self._access.look(lambda c: look(c, lambda each: shelf.fetch(c, each)))

    async def place(self, kind: str, key: str) -> str | None:
        """The partition of a customer number, Telegram id, invitation hash, staff code or branch name."""
        return await self._access.look(lambda c: places.find(c, self._house.sql, kind, key))

    async def partitions(self, scope: Scope, kind: str) -> list[str]:
        """The ids of all partitions of a kind (`book`, `pool`, `branch`) that the scope holds, in order."""
        if scope.person_id:
            mine = f"book:{scope.person_id}"
            return [mine] if kind == "book" else []
        rows = await self._access.look(
            lambda c: (
                c.all(self._house.sql.all_partitions)
                if scope.everything
                else c.all(self._house.sql.partitions_of_branch, branch=scope.branch_id)
            )
        )
        return [str(row[0]) for row in rows if str(row[0]).startswith(f"{kind}:")]

    async def summaries(self, scope: Scope, branch: str | None = None) -> list[Summary]:
        """The summaries that the scope holds, by book."""
        return await self._access.look(lambda c: summaries.read(c, self._house.sql, scope, branch))

    async def check(self) -> list[Problem]:
        """All that is wrong with what is kept; empty if everything holds. Reads the whole store."""
        return await self._access.look(lambda c: check(c, self._house.sql, self._house.key))

    async def backup(self, path: Path) -> None:
        """Copies the store while it is written to; everything acknowledged before the call is in the copy.

        The file appears under its name only when it has been verified.
        """
        made = backup.unnamed(path)
        try:
            await self._access.copy(lambda connection, between: backup.copy(connection, made, between))
            await asyncio.to_thread(backup.verify, made, self._house.key)
            await asyncio.to_thread(backup.name, made, path)
        finally:
            with contextlib.suppress(OSError):
                made.unlink(missing_ok=True)

    async def forget_journal(self) -> None:
        """From here on this store's journal is emptied at each commit: what is erased lies in no file."""
        await self._access.write(lambda connection: connection.forget_journal())

    async def close(self) -> None:
        """Waits until everything that was asked for is done; nothing is taken any more."""
        await self._access.close()
