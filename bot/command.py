"""One command carried out: its settings are read, its room does the work, what goes wrong is a sentence."""

import argparse
import os
import sys
from pathlib import Path
from typing import Protocol

from bot.settings import Settings, SettingsError, read_settings, settings_in
from bot.terminal import Terminal
from handlers.words import Words
from scheduling.clock import SystemClock
from scheduling.playbook import PlaybookError
from store.records import LANGUAGES, Refused, Rendering


class Command(Protocol):
    """A file of bot/commands: what it takes and what it does."""

    NEEDS_TOKEN: bool

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, terminal: Terminal, given: argparse.Namespace) -> int: ...


def carry_out(name: str, room: Command, given: argparse.Namespace) -> int:
    """The command's exit code: 0 done, 1 refused or failed."""
    try:
        settings = _settings(name, room)
    except SettingsError as error:
        words = Words(language=error.language, rendering=Rendering.FULL, now=SystemClock().now())
        for problem in error.problems:
            sys.stderr.write(f"{words(problem.key, **problem.facts)}\n")
        return 1
    return _run(room, Terminal(settings=settings, clock=SystemClock()), given)


def _settings(name: str, room: Command) -> Settings:
    # The demo and the simulator take nothing from the environment but the language.
    if name in ("demo", "simulator"):
        language = os.environ.get("GUANJIA_LANGUAGE", "")
        return read_settings({"GUANJIA_LANGUAGE": language} if language in LANGUAGES else {})
    return settings_in(Path.cwd(), token_needed=room.NEEDS_TOKEN)


def _run(room: Command, terminal: Terminal, given: argparse.Namespace) -> int:
    try:
        return room.run(terminal, given)
    except Refused as refused:
        terminal.complain(terminal.words(refused.key, **refused.facts))
    except PlaybookError as error:
        for line in terminal.mistakes(error):
            terminal.complain(line)
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:
        # Whoever read our output has read enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 1
