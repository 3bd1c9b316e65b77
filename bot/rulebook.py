"""The rules in force: a playbook read anew when its file changes; a bad one is refused, the old one stays."""

import logging
from pathlib import Path

from bot.stamps import stamp
from scheduling.calendar import Calendar
from scheduling.playbook import Playbook, PlaybookError
from scheduling.rules import Rules

log = logging.getLogger(__name__)


class Rulebook:
    """Hands out the rules; `refresh` looks whether the bank has changed its file."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._seen = self._stamp()
        self._rules = Rules(playbook=Playbook.load(path), calendar=Calendar.of_china())

    def __call__(self) -> Rules:
        return self._rules

    def refresh(self) -> bool:
        """True when a changed and sound playbook has come into force."""
        found = self._stamp()
        if found == self._seen:
            return False
        self._seen = found
        try:
            playbook = Playbook.load(self._path)
        except PlaybookError as refused:
            log.warning("the changed playbook is refused, the old one stays: %s", refused.problems)
            return False
        self._rules = Rules(playbook=playbook, calendar=self._rules.calendar)
        return True

    def _stamp(self) -> object:
        return stamp([self._path] if self._path else [])
