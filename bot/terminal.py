"""What a command may use of the terminal and the settings."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.key import holds_something, store_key
from bot.rulebook import Rulebook
from bot.settings import Settings
from bot.storing import open_store
from handlers.words import Words
from scheduling.clock import Clock
from scheduling.playbook import PlaybookError
from store.engine import file_of
from store.records import Rendering
from store.store import Store

A = TypeVar("A")


@dataclass(frozen=True, kw_only=True)
class Terminal:
    """Settings, clock and words of one command; sentences go out in the language of the settings."""

    settings: Settings
    clock: Clock

    @property
    def words(self) -> Words:
        """Everything is said in full here: whoever sits at the machine reads the store anyway."""
        now = self.clock.now().astimezone(ZoneInfo(self.settings.zone))
        return Words(language=self.settings.language, rendering=Rendering.FULL, now=now)

    def say(self, line: str) -> None:
        sys.stdout.write(f"{line}\n")

    def complain(self, line: str) -> None:
        sys.stderr.write(f"{line}\n")

    def say_json(self, value: Any) -> None:
        self.say(json.dumps(value, ensure_ascii=False, indent=1))

    def mistakes(self, error: PlaybookError) -> list[str]:
        """Everything that is wrong with a playbook, a line each."""
        said = [(each.line, self.words(each.key, **each.facts)) for each in error.problems]
        return [self.words("cli.playbook_line", line=line, what=what) for line, what in said]

    def rulebook(self) -> Rulebook:
        return Rulebook(self.settings.playbook)

    def with_store(
        self, work: Callable[[Store, Rulebook], Awaitable[A]], *, make: bool = False, trial: bool = False
    ) -> A:
        """Open the store, do the work, close the store; only with `make` an absent one is made first.

        A trial leaves nothing behind: where there is no store, an empty one in memory serves.
        """

        async def opened() -> A:
            rules, url = self.rulebook(), self.settings.store
            if trial and _is_absent(url):
                store = open_store("sqlite://", b"trial", rules)
            else:
                store = open_store(url, store_key(url, make=make), rules, make=make)
            try:
                return await work(store, rules)
            finally:
                await store.close()

        return asyncio.run(opened())


def _is_absent(url: str) -> bool:
    """Whether there is a place for a store but none in it yet."""
    path = file_of(url)
    return path is not None and path.parent.is_dir() and not path.is_dir() and not holds_something(path)
