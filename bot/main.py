"""`guanjia`: one command line, fixed in DESIGN 5; exit 0 done, 1 refused or failed, 2 wrong usage."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import cast

COMMANDS = {
    "demo": "run everything on this machine: no token, no network, no settings",
    "run": "serve the bot",
    "setup": "make a branch and print one invitation per person as ROLE NAME CODE",
    "import": "import customer lists (.xlsx, .csv): all rows or none",
    "preview": "list every reminder to come",
    "export": "write what is kept of a customer, or of a whole branch, as JSON",
    "erase": "forget a customer on a lawful request",
    "backup": "copy the store into a file, verified, while the bot goes on",
    "restore": "make the store from a backup; an existing store is never overwritten",
    "check": "check settings, store, playbook and token",
    "understand": "say what Guanjia makes of a line",
    "simulator": "serve a Bot API of one's own with a chat page",
}


def main(words: Sequence[str] | None = None) -> int:
    """Do what the command line says."""
    words = sys.argv[1:] if words is None else list(words)
    parser = argparse.ArgumentParser(
        prog="guanjia", description="管家 - a steward for relationship managers."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    rooms: dict[str, ModuleType] = {}
    for name, help_ in COMMANDS.items():
        takes = commands.add_parser(name, help=help_, description=help_)
        if name in words:
            # Only the room that is asked for is opened: the others take seconds to load.
            rooms[name] = _room(name)
            rooms[name].arguments(takes)
    given = parser.parse_args(words)
    # Whoever asks for help waits for nothing else to load.
    from bot.command import Command, carry_out  # noqa: PLC0415

    return carry_out(given.command, cast("Command", rooms[given.command]), given)


def _room(name: str) -> ModuleType:
    # "import" is no name for a module.
    return import_module(f"bot.commands.{'import_' if name == 'import' else name}")


if __name__ == "__main__":
    sys.exit(main())
