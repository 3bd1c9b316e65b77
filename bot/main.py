"""`guanjia`: one command line, fixed in DESIGN 5; exit 0 done, 1 refused or failed, 2 wrong usage."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from bot.settings import LANGUAGES, Settings, SettingsError, environment, read_settings
from bot.terminal import Terminal
from scheduling.clock import SystemClock
from scheduling.playbook import PlaybookError
from store.records import Refused

COMMANDS = {
    "demo": "run everything on this machine: no token, no network, no settings",
    "run": "serve the bot",
    "setup": "make a branch and print one invitation per person as ROLE NAME CODE",
    "import": "import customer lists (.xlsx, .csv): all rows or none",
    "preview": "list every reminder to come",
    "export": "write what is kept of a customer, or of a whole branch, as JSON",
    "backup": "copy the store into a file, verified, while the bot goes on",
    "restore": "make the store from a backup; an existing store is never overwritten",
    "check": "check settings, store, playbook and token",
    "understand": "say what Guanjia makes of a line",
    "simulator": "serve a Bot API of one's own with a chat page",
}


class Command(Protocol):
    """A file of bot/commands: what it takes and what it does."""

    NEEDS_TOKEN: bool

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, terminal: Terminal, given: argparse.Namespace) -> int: ...


def main(words: Sequence[str] | None = None) -> int:
    """Do what the command line says."""
    words = sys.argv[1:] if words is None else list(words)
    parser = argparse.ArgumentParser(
        prog="guanjia", description="管家 - a steward for relationship managers."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    rooms: dict[str, Command] = {}
    for name, help_ in COMMANDS.items():
        takes = commands.add_parser(name, help=help_, description=help_)
        if name in words:
            # Only the room that is asked for is opened: the others take seconds to load.
            rooms[name] = _room(name)
            rooms[name].arguments(takes)
    given = parser.parse_args(words)
    room = rooms[given.command]
    try:
        settings = _settings(given.command, room)
    except SettingsError as error:
        sys.stderr.write("".join(f"{problem}\n" for problem in error.problems))
        return 1
    return _run(room, Terminal(settings=settings, clock=SystemClock()), given)


def _room(name: str) -> Command:
    # "import" is no name for a module.
    return cast("Command", import_module(f"bot.commands.{'import_' if name == 'import' else name}"))


def _settings(name: str, room: Command) -> Settings:
    # The demo and the simulator take nothing from the environment but the language.
    if name in ("demo", "simulator"):
        language = os.environ.get("GUANJIA_LANGUAGE", "")
        return read_settings({"GUANJIA_LANGUAGE": language} if language in LANGUAGES else {})
    return read_settings(environment(Path.cwd()), token_needed=room.NEEDS_TOKEN)


def _run(room: Command, terminal: Terminal, given: argparse.Namespace) -> int:
    try:
        return room.run(terminal, given)
    except Refused as refused:
        terminal.complain(terminal.words(refused.key, **refused.facts))
    except PlaybookError as error:
        for problem in error.problems:
            terminal.complain(
                terminal.words(
                    "cli.playbook_line",
                    line=problem.line,
                    what=terminal.words(problem.key, **dict(problem.facts)),
                )
            )
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:
        # Whoever read our output has read enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 1


if __name__ == "__main__":
    sys.exit(main())
