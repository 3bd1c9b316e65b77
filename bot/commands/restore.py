"""guanjia restore: make the store from a backup, where there is none."""

import argparse
import os
from pathlib import Path

from bot.key import key_file
from bot.terminal import Terminal
from store.backup import restore
from store.records import Refused

NEEDS_TOKEN = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)


def run(terminal: Terminal, given: argparse.Namespace) -> int:
    path: Path = given.file
    url = terminal.settings.store
    beside, target = key_file(f"sqlite:///{path}"), key_file(url)
    if not beside.is_file():
        raise Refused("cli.no_key", path=str(beside))
    key = beside.read_bytes()
    restore(path, url, key)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(key)
    terminal.say(terminal.words("cli.restored", path=str(path)))
    return 0
