"""The two ways to the engine: looks on reader threads, and work for the writer."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from store.engine import Connection, Database
from store.errors import StoreError
from store.snapshots import Shelf
from store.writer import Copying, Transaction, Writer

A = TypeVar("A")

READERS = 2


class Access:
    """Runs looks and work on the right thread; a store in memory has one connection, and so one thread."""

    def __init__(self, database: Database, committed: Callable[[], None]) -> None:
        self._database = database
        self.shelf = Shelf(database.statements)
        self._writer = Writer(database, self.shelf, committed)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="store reader")
        self._connections: dict[int, Connection] = {}
        self._closed = False

    def start(self, connection: Connection) -> None:
        self._writer.start(connection)

    async def look(self, work: Callable[[Connection], A]) -> A:
        """Runs a look on a reader's connection."""
        if self._database.in_memory:
            return await self._writer.do(lambda transaction: work(transaction.connection))
        if self._closed:
            raise StoreError("store.closed")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self._looked, work)

    def _looked(self, work: Callable[[Connection], A]) -> A:
        connection = self._reading()
        try:
            return work(connection)
        except StoreError:
            if not connection.lost:
                raise
        # The line was cut: a look changes nothing, so it is taken once more over a new one.
        self._connections.pop(threading.get_ident()).close()
        return work(self._reading())

    async def write(self, work: Callable[[Connection], A]) -> A:
        """Runs a small write; it shares its commit with whatever else waits."""
        return await self._writer.do(lambda transaction: work(transaction.writing()))

    async def change(self, work: Callable[[Transaction], A]) -> A:
        return await self._writer.do(work)

    async def copy(self, work: Copying) -> None:
        """Runs a long copy; it calls the second argument to let others write."""
        if not self._database.engine.copies_beside:
            await self._writer.copy(work)
        elif self._closed:
            raise StoreError("store.closed")
        else:
            await asyncio.to_thread(self._copied_beside, work)

    def _copied_beside(self, work: Copying) -> None:
        with contextlib.closing(self._database.connect()) as connection:
            work(connection, lambda: None)

    async def close(self) -> None:
        """Ends after everything that was asked for has been done."""
        self._closed = True
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._writer.close()
        self._readers.shutdown(wait=True)
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()

    def _reading(self) -> Connection:
        thread = threading.get_ident()
        connection = self._connections.get(thread)
        if connection is None:
            connection = self._connections[thread] = self._database.connect()
        return connection
