"""One line of the table that `make prove` prints."""

from collections.abc import Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """A promise, how often it was tried, and each case in which it failed."""

    promise: str
    cases: int
    failures: Sequence[str] = ()
    goal: int = 0
    """So many cases belong to the full proof."""
    found: str = ""
    """What was measured on the way."""
    skipped: str = ""
    """Why it could not be tried here."""

    @property
    def holds(self) -> bool:
        return not self.failures and not self.skipped and self.cases > 0
