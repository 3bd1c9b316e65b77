"""All that differs between the engines: addresses, opening, locking, and what their errors mean."""

import errno
import os
import re
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, cast

from sqlalchemy import URL, Dialect
from sqlalchemy.dialects import sqlite

from store.errors import StoreError

BUSY_SECONDS = 10.0
"""How long a commit waits for another process before it is refused; a whole import takes less."""


class DriverConnection(Protocol):
    """The part of a driver's connection that both drivers share."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Any: ...
    def cursor(self) -> Any: ...
    def close(self) -> None: ...


class Engine(Protocol):
    """What a dialect must say; everything above is written once."""

    dialect: Dialect
    begin: str
    begin_reading: str
    table_names: str
    making: str
    error_ends_all: bool
    no_more_waiting: str
    forget_journal: str
    lock_name: str
    hold_name: str
    show_name: str
    shown_names: str
    is_free: str
    enter: str
    leave: str
    take: tuple[str, str]
    in_memory: bool
    copies_beside: bool
    file: Path | None
    where: str
    marks: bool

    def driver_errors(self) -> type[BaseException]: ...
    def connect_arguments(self) -> dict[str, Any]: ...
    def prepare(self, *, make: bool) -> None: ...
    def opened(self, raw: DriverConnection) -> None: ...
    def may_be_made(self, raw: DriverConnection) -> None: ...
    def refusal(self, error: BaseException) -> StoreError: ...
    def in_transaction(self, raw: DriverConnection) -> bool: ...
    def lost(self, raw: DriverConnection) -> bool: ...
    def number(self, raw: DriverConnection) -> str | None: ...
    def fate(self, raw: DriverConnection, number: str) -> bool | None: ...
    def session(self, raw: DriverConnection) -> str: ...
    def bury(self, raw: DriverConnection, session: str) -> None: ...
    def integrity(self, raw: DriverConnection) -> list[str]: ...
    def copy(self, raw: DriverConnection, target: Path, pages: int, between: Callable[[], None]) -> None: ...


# SQLite before these could lose a commit when a WAL file was reset while another connection read it.
_WAL_RESET_FIXED = {(3, 50): 7, (3, 44): 6}


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite library has the WAL-reset fix (≥ 3.51.3, 3.50.7 or 3.44.6)."""
    patch = _WAL_RESET_FIXED.get(version[:2])
    return version >= (3, 51, 3) or (patch is not None and version[2] >= patch)


class Sqlite:
    """One file, synchronous=FULL; the default."""

    begin = "BEGIN IMMEDIATE"
    begin_reading = "BEGIN"
    making = ""
    error_ends_all = False
    no_more_waiting = ""
    # Else the journal of what was overwritten is kept, up to its limit, for the next transaction to reuse.
    forget_journal = "PRAGMA journal_size_limit = 0"
    # Whoever writes holds the whole file, and one run a store is alive (see store.lock).
    lock_name = hold_name = show_name = shown_names = is_free = enter = leave = ""
    take: tuple[str, str] = ("", "")
    copies_beside = False
    table_names = "SELECT name FROM sqlite_master WHERE type = 'table'"
    marks = True  # only one commits at a time, so that a row which all of them change keeps nobody waiting

    def __init__(self, url: URL) -> None:
        self.dialect: Dialect = sqlite.dialect(paramstyle="named")
        self.in_memory = not url.database or url.database == ":memory:"
        self.path = Path(url.database or ":memory:")
        self.file = None if self.in_memory else self.path
        self.where = str(self.path)

    def driver_errors(self) -> type[BaseException]:
        return sqlite3.Error

    def connect_arguments(self) -> dict[str, Any]:
        return {
            "timeout": BUSY_SECONDS,
            "isolation_level": None,
            "check_same_thread": False,
            "cached_statements": 256,
        }

    def prepare(self, *, make: bool) -> None:
        """Makes the file, for its owner's eyes only, if it is not there; refuses a missing folder."""
        if self.in_memory:
            return
        if not self.path.parent.is_dir():
            raise StoreError("store.no_folder", path=str(self.path.parent))
        try:
            os.close(os.open(self.path, os.O_RDWR | (os.O_CREAT if make else 0), 0o600))
        except OSError as error:
            key = _FILE_MEANINGS.get(error.errno or 0, "store.disk_fails")
            raise StoreError(key, path=str(self.path)) from error

    def opened(self, raw: DriverConnection) -> None:
        wal = wal_is_safe(sqlite3.sqlite_version_info[:3])
        for pragma in (
            f"journal_mode = {'WAL' if wal else 'PERSIST'}",
            "synchronous = FULL",
            "fullfsync = ON",  # where fsync alone leaves the drive's cache behind (macOS)
            "foreign_keys = ON",
            "temp_store = MEMORY",
            "cache_size = -16000",  # KiB
            "journal_size_limit = 16777216",  # an import's journal is given back
            "secure_delete = ON",  # what was emptied is gone from the file
        ):
            raw.execute(f"PRAGMA {pragma}")

    def may_be_made(self, raw: DriverConnection) -> None:
        """Every file holds every language."""

    def in_transaction(self, raw: DriverConnection) -> bool:
        return bool(getattr(raw, "in_transaction", False))

    def lost(self, raw: DriverConnection) -> bool:
        del raw
        return False  # a file does not go away

    def number(self, raw: DriverConnection) -> str | None:
        del raw
        return None  # see store.marking

    def fate(self, raw: DriverConnection, number: str) -> bool | None:
        del raw, number
        return None

    def integrity(self, raw: DriverConnection) -> list[str]:
        found = [str(row[0]) for row in raw.execute("PRAGMA integrity_check").fetchall()]
        return [] if found == ["ok"] else found

    def session(self, raw: DriverConnection) -> str:
        del raw
        return ""

    def bury(self, raw: DriverConnection, session: str) -> None:
        """A file has no sessions."""

    def copy(self, raw: DriverConnection, target: Path, pages: int, between: Callable[[], None]) -> None:
        source = cast("sqlite3.Connection", raw)
        try:
            _copied(source, target, pages, between)
        except _Outrun:
            # Another process writes, and each of its commits starts the copy anew: now it waits for this one.
            target.unlink()
            _copied(source, target, -1, between)

    def refusal(self, error: BaseException) -> StoreError:
        name = str(getattr(error, "sqlite_errorname", ""))
        for pattern, key in _SQLITE_MEANINGS:
            if re.match(pattern, name):
                return StoreError(key, path=str(self.path))
        return StoreError("store.failed", path=str(self.path), why=str(error))


class _Outrun(Exception):
    """There is more to copy than there was: it was started anew, or the store grew faster than the copy."""


def _copied(source: sqlite3.Connection, target: Path, pages: int, between: Callable[[], None]) -> None:
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    copy = sqlite3.connect(target, isolation_level=None)
    least = sys.maxsize

    def progress(_status: int, left: int, _pages: int) -> None:
        nonlocal least
        if left > least:
            raise _Outrun
        least = left
        between()

    try:
        # Nobody reads the copy before it is verified and named: it needs no journal of its own.
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        source.backup(copy, pages=pages, progress=progress, sleep=0.01)
    finally:
        copy.close()


_FILE_MEANINGS = {
    errno.ENOENT: "store.absent",
    errno.EISDIR: "store.not_a_store",
    errno.EACCES: "store.no_right",
    errno.EPERM: "store.no_right",
    errno.EROFS: "store.read_only",
    errno.ENOSPC: "store.full",
}

_SQLITE_MEANINGS = (
    ("SQLITE_FULL", "store.full"),
    ("SQLITE_READONLY", "store.read_only"),
    ("SQLITE_(BUSY|LOCKED)", "store.busy"),
    ("SQLITE_NOTADB", "store.not_a_store"),
    ("SQLITE_CORRUPT", "store.damaged"),
    ("SQLITE_(CANTOPEN|PERM|AUTH)", "store.no_right"),
    ("SQLITE_IOERR", "store.disk_fails"),
    ("SQLITE_CONSTRAINT", "store.conflict"),
)
