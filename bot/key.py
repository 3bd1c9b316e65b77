"""The key that seals the audit chains: a file beside the store, never inside it."""

import os
import secrets
from pathlib import Path

from store.engine import file_of
from store.records import Refused

_BYTES = 32
_FOLDER = "guanjia.key"


def key_file(url: str) -> Path:
    """Where the key of a store lies: beside its file, or in the working folder for a server."""
    path = file_of(url)
    return Path(_FOLDER) if path is None else path.with_name(f"{path.name}.key")


def store_key(url: str) -> bytes:
    """The key, made at the first use and readable by its owner only; refused where it can't be kept."""
    path = key_file(url)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return _made(path)
    except OSError as error:
        raise Refused("cli.key_unreadable", path=str(path), why=os.strerror(error.errno or 0)) from error


def _made(path: Path) -> bytes:
    key = secrets.token_bytes(_BYTES)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Refused("store.no_folder", path=str(path.parent)) from error
    except OSError as error:
        raise Refused("cli.key_unwritable", path=str(path), why=os.strerror(error.errno or 0)) from error
    return key
