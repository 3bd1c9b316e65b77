"""The one thread of a process that writes; jobs that wait together are committed together."""

import asyncio
import contextlib
import queue
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar, cast

from store import marking
from store.engine import Connection, Database
from store.errors import StoreError
from store.snapshots import Shelf
from store.writer.job import Copying, Job, answer
from store.writer.transaction import Transaction

A = TypeVar("A")

GROUP = 64
"""Jobs that may share a commit; more would make the first one wait longer than a commit takes."""


class Writer:
    """Runs jobs one after another inside a write transaction, and answers after its commit."""

    def __init__(self, database: Database, shelf: Shelf, committed: Callable[[], None]) -> None:
        self._database = database
        self._shelf = shelf
        self._committed = committed
        self._connection: Connection | None = None
        self._queue: queue.SimpleQueue[Job[Any] | None] = queue.SimpleQueue()
        self._aside: deque[Job[Any]] = deque()
        self._copies = False
        self._suspect = False
        self._gate = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="store writer", daemon=True)

    def start(self, connection: Connection) -> None:
        self._connection = connection
        self._thread.start()

    async def do(self, work: Callable[[Transaction], A]) -> A:
        """Does the work durably; a cancelled caller waits until it has ended."""
        return await self._ended(Job(asyncio.get_running_loop(), work))

    async def copy(self, work: Copying) -> None:
        """Runs a long copy over the writer's own connection; others write whenever it says so."""
        job: Job[None] = Job(asyncio.get_running_loop(), copying=work)
        await self._ended(job)

    async def _ended(self, job: Job[A]) -> A:
        with self._gate:
            if self._closed:
                raise StoreError("store.closed")
            self._queue.put(job)
        interrupted: asyncio.CancelledError | None = None
        while not job.ended:
            job.waiter = job.loop.create_future()
            try:
                await job.waiter
            except asyncio.CancelledError as error:
                interrupted = error
        if interrupted is not None:
            raise interrupted from job.error
        if job.error is not None:
            raise job.error
        return cast("A", job.answer)

    def close(self) -> None:
        """Blocks until everything that waits has been committed; nothing is taken any more."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _serve(self) -> None:
        while (job := self._next()) is not None:
            if job.copying is None:
                self._together([job])
            else:
                self._copy(job, job.copying)
        if self._connection is not None:
            self._connection.close()

    def _next(self) -> Job[Any] | None:
        return self._aside.popleft() if self._aside else self._queue.get()

    def _waiting(self) -> Job[Any] | None:
        """A job that waits for a commit; copies are put aside, and the end stays where it is."""
        while True:
            try:
                job = self._queue.get_nowait()
            except queue.Empty:
                return None
            if job is None:
                self._queue.put(None)
                return None
            if job.copying is None:
                return job
            self._aside.append(job)

    def _together(self, jobs: list[Job[Any]]) -> None:
        """Commits the first of the jobs and those that wait behind it, and answers them all."""
        try:
            transaction = self._commit(jobs)
        except BaseException as error:  # noqa: BLE001  # no caller may wait for ever
            self._lose(jobs, error)
            answer(jobs)
            return
        transaction.publish()
        if transaction.wakes:
            self._committed()
        answer(jobs)

    def _commit(self, jobs: list[Job[Any]]) -> Transaction:
        connection = self._begun()
        transaction = Transaction(connection, self._shelf)
        jobs[0].attempt(transaction)
        put_off: list[Job[Any]] = []
        while len(jobs) < GROUP and not put_off and (job := self._waiting()) is not None:
            if len(jobs) == 1:
                # Two processes that hold and wait, each for the other, would wait for ever.
                connection.wait_no_more()
            jobs.append(job)
            job.attempt(transaction)
            if job.put_off():
                put_off.append(jobs.pop())
        self._aside.extendleft(put_off)
        mark = marking.put(connection, self._database) if transaction.wrote else None
        try:
            connection.commit()
        except StoreError:
            if mark is None or not self._kept(mark):
                raise
        return transaction

    def _kept(self, mark: marking.Mark) -> bool:
        """Whether a commit that failed is there: what is answered must be what whoever looks will see."""
        self._give_up()
        return marking.kept(mark, self._database)

    def _copy(self, job: Job[Any], copying: Copying) -> None:
        self._copies = True
        try:
            copying(self._connected(), self._between)
        except BaseException as error:  # noqa: BLE001  # it travels to the caller, whatever it is
            job.error = error
        finally:
            self._copies = False
        if self._suspect:
            self._forsake()
        answer([job])

    def _between(self) -> None:
        while (job := self._waiting()) is not None:
            self._together([job])
        if self._suspect:
            raise StoreError("store.given_up")

    def _begun(self) -> Connection:
        """The connection, in a transaction; one that was cut while nothing was asked of it is replaced."""
        connection = self._connected()
        try:
            connection.begin()
        except StoreError:
            if not connection.lost:
                raise
            self._forsake()
            connection = self._connected()
            connection.begin()
        return connection

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._database.connect()
        return self._connection

    def _lose(self, jobs: list[Job[Any]], error: BaseException) -> None:
        # The commit, or the transaction under the jobs, failed: none of them happened, and each hears so.
        for job in jobs:
            job.error = job.error or error
        self._give_up()

    def _give_up(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(StoreError):
                self._connection.rollback()
        self._suspect = not self._database.in_memory
        if self._suspect and not self._copies:
            self._forsake()

    def _forsake(self) -> None:
        # After a failed sync nobody knows what the library still holds; a new connection reads the file.
        self._suspect = False
        if self._connection is not None:
            with contextlib.suppress(Exception):
                self._connection.close()
        self._connection = None
