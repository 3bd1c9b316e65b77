"""When the program last ran: a line in a file beside the store, so that a start knows what it missed."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from store.engine import file_of

log = logging.getLogger(__name__)

# Shorter than this a pause is not worth a word.
WORTH_SAYING = timedelta(minutes=2)


class Alive:
    """Marks that we run, and knows the pauses; a mark that can't be written or read only costs a sentence."""

    def __init__(self, url: str, now: Callable[[], datetime]) -> None:
        file = file_of(url)
        self._file: Path | None = None if file is None else file.with_name(f"{file.name}-alive")
        self._now = now
        self._pauses: list[tuple[datetime, datetime]] = []

    def begin(self) -> None:
        """Look when the last run ended."""
        last, now = self._last(), self._now()
        if last is not None:
            self.paused(last, now)
        self.beat()

    def beat(self) -> None:
        """We run now."""
        if self._file is None:
            return
        made = self._file.with_name(f"{self._file.name}-new")
        try:
            made.write_text(self._now().isoformat(), "ascii")
            made.replace(self._file)
        except OSError as error:
            log.warning("could not mark that the program runs: %s", error)

    def paused(self, since: datetime, until: datetime) -> None:
        """Nothing could be sent between these instants."""
        if until - since > WORTH_SAYING:
            self._pauses = [*self._pauses[-7:], (since, until)]

    def off(self, moment: datetime) -> timedelta | None:
        """How long the pause was that a moment fell into."""
        for since, until in self._pauses:
            if since <= moment <= until:
                return until - since
        return None

    def _last(self) -> datetime | None:
        try:
            last = datetime.fromisoformat(self._file.read_text("ascii")) if self._file else None
        except (OSError, ValueError):
            return None
        return last if last and last.tzinfo else None
