"""guanjia backup: a verified copy of the store, taken while the bot goes on working."""

import argparse
from pathlib import Path

from bot.key import keep, key_file, store_key
from bot.rulebook import Rulebook
from bot.terminal import Terminal
from store.records import Refused
from store.store import Store

NEEDS_TOKEN = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)


def run(terminal: Terminal, given: argparse.Namespace) -> int:
    path: Path = given.file
    if path.exists():
        raise Refused("cli.exists", path=str(path))

    async def work(store: Store, rules: Rulebook) -> None:
        del rules
        await store.backup(path)

    terminal.with_store(work)
    # Without its key nobody can prove that the audit trail of the copy is whole.
    beside = key_file(f"sqlite:///{path}")
    keep(beside, store_key(terminal.settings.store), over=True)
    terminal.say(terminal.words("cli.backed_up", path=str(path), key=str(beside)))
    return 0
