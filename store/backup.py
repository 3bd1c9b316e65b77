"""Whole copies of a store: taken while it is written to, verified, and only then given their name."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from store.check import check
from store.engine import Connection, Database
from store.errors import StoreError
from store.lock import RunLock

PAGES = 512
"""Copied between two looks at what waits: 2 MB, some 5 ms."""


def copy(source: Connection, target: Path, between: Callable[[], None]) -> None:
    """Copies the store behind `source` to a new file; commits of `source` in between are copied too."""
    try:
        source.copy_to(target, PAGES, between)
        _sync(target)
    except OSError as error:
        raise StoreError(
            "store.backup_failed", path=str(target), why=os.strerror(error.errno or 0)
        ) from error


def verify(path: Path, key: bytes) -> None:
    """Refuses a copy that is not a whole store of a schema known here, with its first problem."""
    database = Database.at(path)
    connection = database.connect()
    try:
        database.prepare(connection)
        problems = check(connection, database.statements, key)
    finally:
        connection.close()
        for suffix in ("-journal", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    if problems:
        raise StoreError("store.backup_damaged", path=str(path), first=problems[0])


def name(made: Path, path: Path) -> None:
    """Gives a verified copy its name, in one step that a crash cannot halve."""
    try:
        made.replace(path)
        _sync(path.parent)
    except OSError as error:
        raise StoreError("store.backup_failed", path=str(path), why=os.strerror(error.errno or 0)) from error


def unnamed(path: Path) -> Path:
    """Where a copy lies until it is verified; beside its name, so that naming it is one step."""
    if not path.parent.is_dir():
        raise StoreError("store.no_folder", path=str(path.parent))
    made = path.with_name(f".{path.name}.part")
    made.unlink(missing_ok=True)
    return made


def restore(source: Path, url: str, key: bytes) -> None:
    """Makes a store at `url` from a backup, where there is none; the backup is verified first."""
    database = Database(url)
    target = database.file
    if target is None:
        raise StoreError("store.restore_needs_a_file")
    if not source.is_file():
        raise StoreError("store.absent", path=str(source))
    made = unnamed(target)
    with RunLock.take(url):
        if target.exists() and target.stat().st_size:
            raise StoreError("store.exists", path=str(target))
        try:
            _copied(source, made)
            verify(made, key)
            name(made, target)
        finally:
            with contextlib.suppress(OSError):
                made.unlink(missing_ok=True)


def _copied(source: Path, made: Path) -> None:
    connection = Database.at(source).connect()
    try:
        copy(connection, made, lambda: None)
    finally:
        connection.close()


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows has no handle on a folder to sync
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
