"""All that differs between the engines: addresses, opening, locking, and what their errors mean."""

import os
import re
import sqlite3
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import URL, Dialect, make_url
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.exc import ArgumentError

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
    in_memory: bool

    def connect_arguments(self) -> dict[str, Any]: ...
    def prepare(self) -> None: ...
    def opened(self, raw: DriverConnection) -> None: ...
    def refusal(self, error: BaseException) -> StoreError: ...
    def in_transaction(self, raw: DriverConnection) -> bool: ...


def engine_for(url: str) -> tuple[URL, Engine]:
    """The dialect of a store's address; an unknown one is refused."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError("store.bad_address", url=url) from error
    if parsed.get_backend_name() == "sqlite":
        return parsed.set(drivername="sqlite+pysqlite"), Sqlite(parsed)
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg"), Postgresql()
    raise StoreError("store.bad_address", url=parsed.render_as_string(hide_password=True))


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
    table_names = "SELECT name FROM sqlite_master WHERE type = 'table'"

    def __init__(self, url: URL) -> None:
        self.dialect: Dialect = sqlite.dialect(paramstyle="named")
        self.in_memory = not url.database or url.database == ":memory:"
        self.path = Path(url.database or ":memory:")

    def connect_arguments(self) -> dict[str, Any]:
        return {
            "timeout": BUSY_SECONDS,
            "isolation_level": None,
            "check_same_thread": False,
            "cached_statements": 256,
        }

    def prepare(self) -> None:
        """Makes the file, for its owner's eyes only, if it is not there; a missing folder is refused."""
        if self.in_memory:
            return
        if not self.path.parent.is_dir():
            raise StoreError("store.no_folder", path=str(self.path.parent))
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        except IsADirectoryError as error:
            raise StoreError("store.not_a_store", path=str(self.path)) from error
        except PermissionError as error:
            raise StoreError("store.no_right", path=str(self.path)) from error
        except OSError as error:
            raise StoreError(
                "store.unreadable", path=str(self.path), why=os.strerror(error.errno or 0)
            ) from error

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

    def in_transaction(self, raw: DriverConnection) -> bool:
        return bool(getattr(raw, "in_transaction", False))

    def refusal(self, error: BaseException) -> StoreError:
        name = str(getattr(error, "sqlite_errorname", ""))
        for pattern, key in _SQLITE_MEANINGS:
            if re.match(pattern, name):
                return StoreError(key, path=str(self.path))
        return StoreError("store.failed", path=str(self.path), why=str(error))


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


class Postgresql:
    """A server for several machines; rows are locked in the order of their ids."""

    begin = "BEGIN"
    begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    table_names = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
    in_memory = False

    def __init__(self) -> None:
        self.dialect: Dialect = PGDialect_psycopg(paramstyle="pyformat")

    def connect_arguments(self) -> dict[str, Any]:
        return {"autocommit": True, "connect_timeout": int(BUSY_SECONDS)}

    def prepare(self) -> None:
        """A server's store is made by its own tools."""

    def opened(self, raw: DriverConnection) -> None:
        raw.execute(f"SET lock_timeout = '{int(BUSY_SECONDS * 1000)}ms'")

    def in_transaction(self, raw: DriverConnection) -> bool:
        state: Any = getattr(raw, "info", None)
        return state is not None and state.transaction_status.name in {"INTRANS", "ACTIVE"}

    def refusal(self, error: BaseException) -> StoreError:
        state = str(getattr(error, "sqlstate", "") or "")
        for prefix, key in _POSTGRESQL_MEANINGS:
            if state.startswith(prefix):
                return StoreError(key)
        return StoreError("store.unreachable" if not state else "store.failed", why=str(error))


_POSTGRESQL_MEANINGS = (
    ("53100", "store.full"),
    ("25006", "store.read_only"),
    ("55P03", "store.busy"),
    ("40", "store.busy"),
    ("28", "store.no_right"),
    ("23", "store.conflict"),
    ("3D", "store.not_a_store"),
)
