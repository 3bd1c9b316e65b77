"""The key that seals the audit chains: a file beside the store, never inside it."""

import os
import secrets
from pathlib import Path

from store.engine import Database, file_of, is_made
from store.records import Refused

_BYTES = 32
_FOLDER = "guanjia.key"


def key_file(url: str) -> Path:
    """Where the key of a store lies: beside its file, or in the working folder for a server."""
    path = file_of(url)
    return Path(_FOLDER) if path is None else path.with_name(f"{path.name}.key")


def store_key(url: str, *, make: bool = True) -> bytes:
    """The key, readable by its owner only; refused where it can't be kept.

    With `make` it is made at the first use, unless what lies at the address is no store of ours; without, a
    store that is absent or has lost its key is refused.
    """
    path = key_file(url)
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        # Nothing may be left behind beside a file that is none of ours, or that isn't there.
        _look(url, make=make)
        if not make:
            raise Refused("cli.no_key", path=str(path)) from error
        return _made(path)
    except OSError as error:
        raise Refused("cli.key_unreadable", path=str(path), why=os.strerror(error.errno or 0)) from error


def _look(url: str, *, make: bool) -> None:
    """Refuses what is no store, one whose key another machine has, and without `make` an absent one."""
    path = file_of(url)
    if is_made(url):
        # Another machine made it, and its key: a second one would prove nothing.
        raise Refused("cli.no_key", path=str(key_file(url).absolute()))
    if path is None or (make and not (path.is_dir() or holds_something(path))):
        return
    if not make and path.is_file() and not holds_something(path):
        raise Refused("store.absent", path=str(path))
    database = Database(url)
    database.engine.prepare(make=False)
    connection = database.connect()
    try:
        database.prepare(connection)
    finally:
        connection.close()


def holds_something(path: Path) -> bool:
    """Whether there is a file with anything in it."""
    return path.is_file() and path.stat().st_size > 0


def _made(path: Path) -> bytes:
    """A fresh key; where somebody else was quicker, theirs."""
    key = secrets.token_bytes(_BYTES)
    try:
        return key if keep(path, key, over=False) else path.read_bytes()
    except FileNotFoundError as error:
        raise Refused("store.no_folder", path=str(path.parent)) from error
    except OSError as error:
        raise Refused("cli.key_unwritable", path=str(path), why=os.strerror(error.errno or 0)) from error


def keep(path: Path, key: bytes, *, over: bool) -> bool:
    """Keep a key in one step, so that a kill leaves a whole one or none; False where one is there already."""
    made = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        if over:
            made.replace(path)
        else:
            os.link(made, path)
        _sync(path.parent)
    except FileExistsError:
        return False
    finally:
        made.unlink(missing_ok=True)
    return True


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows has no handle on a folder to sync
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
