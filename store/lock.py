"""One `guanjia run` for each SQLite store: a lock that the operating system frees when the process dies."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from store.engine import file_of
from store.errors import StoreError

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class RunLock:
    """Held from `take` to `release`; a second copy on the same store is refused, not queued."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, url: str) -> "RunLock":
        """Takes the lock of the store at this address; one without a file (memory, a server) needs none."""
        path = file_of(url)
        return cls(None if path is None else _taken(path))

    def release(self) -> None:
        if self._descriptor is not None:
            # Closing frees it; the file stays, for removing it would let two copies lock two files.
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


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
