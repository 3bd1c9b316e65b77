"""The words to use in force: a bank's folder of texts read anew when it changes; a bad text is left out."""

import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.stamps import stamp
from handlers.templates import TEXTS, Template, own_templates, usable

log = logging.getLogger(__name__)


class Wordbook:
    """Hands out the templates of a day; `refresh` looks whether the bank has changed its folder."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._seen: object = None
        self._own: Sequence[Template] = ()
        self.refresh()

    def __call__(self, today: date) -> Sequence[Template]:
        """The bank's own templates that are valid on that day, before the built-in ones."""
        return usable(self._own, today)

    def refresh(self) -> bool:
        """True when changed texts have come into force; one with a mistake does not, and is logged."""
        if self._folder is None or (found := stamp(self._folder.glob(TEXTS))) == self._seen:
            return False
        self._seen = found
        self._own, problems = own_templates(self._folder)
        for each in problems:
            log.warning("words to use, %s line %s: %s", each.facts.get("file"), each.line, each.key)
        return True
