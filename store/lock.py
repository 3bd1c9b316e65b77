"""Which `guanjia run` may work on a store: a lock that is freed when its process dies."""

import contextlib
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from store.engine import Connection, Database, file_of
from store.errors import StoreError

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class _Held(Protocol):
    def renew(self) -> None: ...
    def release(self) -> None: ...


class RunLock:
    """Held from `take` to `release`; who may not run on the store at that time is refused, not queued."""

    def __init__(self, held: _Held | None) -> None:
        self._held = held

    @classmethod
    def take(cls, url: str, *, alone: bool = True) -> "RunLock":
        """Takes the lock of the store at this address; a store in memory needs none.

        Who is not `alone` runs beside others who are not; a store in a file has one run at a time, always.
        """
        path = file_of(url)
        if path is not None:
            return cls(_File(_taken(path)))
        database = Database(url)
        return cls(None if database.in_memory else _Session(database, alone=alone))

    def renew(self) -> None:
        """Makes sure that it is still ours: a server that was started anew has forgotten it.

        Refuses with `store.running` if somebody else has taken it since.
        """
        if self._held is not None:
            self._held.renew()

    def release(self) -> None:
        if self._held is not None:
            self._held.release()
            self._held = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


class _File:
    """A lock on a file beside the store; the operating system frees it."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def renew(self) -> None:
        """Nobody can take it from a process that lives."""

    def release(self) -> None:
        # Closing frees it; the file stays, for removing it would let two copies lock two files.
        os.close(self._descriptor)


class _Session:
    """A lock of a session of its own; the server frees it when the session ends."""

    def __init__(self, database: Database, *, alone: bool) -> None:
        self._database = database
        self._alone = alone
        self._connection = self._taken("")
        self._name = self._connection.session()

    def renew(self) -> None:
        if self._connection.lost or not self._answers():
            self._connection.close()
            self._connection = self._taken(self._name)
            self._name = self._connection.session()

    def _answers(self) -> bool:
        with contextlib.suppress(StoreError):
            self._connection.session()
            return True
        return False

    def _taken(self, before: str) -> Connection:
        self._database.engine.prepare(make=False)
        connection = self._database.connect()
        try:
            if before:
                connection.bury(before)
            free = connection.take("run", alone=self._alone)
        except BaseException:
            connection.close()
            raise
        if not free:
            connection.close()
            raise StoreError("store.running", path=self._database.engine.where)
        return connection

    def release(self) -> None:
        self._connection.close()


def _taken(path: Path) -> int:
    beside = path.with_name(f"{path.name}-run")
    if not beside.parent.is_dir():
        raise StoreError("store.no_folder", path=str(beside.parent))
    try:
        descriptor = os.open(beside, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise StoreError("store.no_right", path=str(beside)) from error
    try:
        _try_lock(descriptor)
    except OSError as error:
        os.close(descriptor)
        raise StoreError("store.running", path=str(path)) from error
    return descriptor
