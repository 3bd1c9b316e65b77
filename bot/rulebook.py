"""The rules in force: a playbook read anew when its file changes; a bad one is refused, the old one stays."""

import logging
from pathlib import Path

from scheduling.calendar import Calendar
from scheduling.playbook import Playbook, PlaybookError
from scheduling.rules import Rules

log = logging.getLogger(__name__)


class Rulebook:
    """Hands out the rules; `refresh` looks whether the bank has changed its file."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._seen = _stamp(path)
        self._rules = Rules(playbook=Playbook.load(path), calendar=Calendar.of_china())

    def __call__(self) -> Rules:
        return self._rules

    def refresh(self) -> bool:
        """True when a changed and sound playbook has come into force."""
        stamp = _stamp(self._path)
        if stamp == self._seen:
            return False
        self._seen = stamp
        try:
            playbook = Playbook.load(self._path)
        except PlaybookError as refused:
            log.warning("the changed playbook is refused, the old one stays: %s", refused.problems)
            return False
        self._rules = Rules(playbook=playbook, calendar=self._rules.calendar)
        return True


def _stamp(path: Path | None) -> tuple[int, int] | None:
    try:
        state = path.stat() if path else None
    except OSError:
        return None
    return (state.st_mtime_ns, state.st_size) if state else None
