"""guanjia restore: make the store from a backup, where there is none."""

import argparse
from pathlib import Path

from bot.key import holds_something, keep, key_file
from bot.terminal import Terminal
from store.backup import restore
from store.engine import file_of
from store.errors import StoreError
from store.records import Refused

NEEDS_TOKEN = False
_MAGIC = b"SQLite format 3\0"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)


def run(terminal: Terminal, given: argparse.Namespace) -> int:
    path: Path = given.file
    url = terminal.settings.store
    if not path.is_file():
        raise Refused("store.absent", path=str(path))
    if file_of(url) is None:
        raise Refused("store.restore_needs_a_file")
    if not _is_database(path):
        raise Refused("cli.no_backup", path=str(path))
    beside, target = key_file(f"sqlite:///{path}"), key_file(url)
    if not beside.is_file():
        raise Refused("cli.no_key", path=str(beside))
    key = beside.read_bytes()
    there = file_of(url)
    fresh = there is not None and not holds_something(there)
    try:
        if fresh:
            # Before the store: a key without a store harms nobody, a store without its key opens to nobody.
            keep(target, key, over=True)
        restore(path, url, key)
    except StoreError as error:
        if fresh:
            target.unlink(missing_ok=True)
        # The store would say it of the copy that it was making, whose name nobody knows.
        if error.key == "store.not_a_store":
            raise Refused("cli.no_backup", path=str(path)) from error
        raise
    terminal.say(terminal.words("cli.restored", path=str(path)))
    return 0


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError as error:
        raise Refused("cli.no_file", path=str(path)) from error
