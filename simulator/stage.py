"""What a demonstration hands in so that the chat page can move time and name the people."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol


class Stage(Protocol):
    """A stepped clock with a cast: everything the page's clock panel needs."""

    def now(self) -> datetime:
        """The present instant of the play, aware and in UTC."""
        ...

    async def advance(self, by: timedelta) -> None:
        """Move time forward and let everything that became due happen."""
        ...

    async def advance_to_next(self) -> bool:
        """Move to the next thing that happens; false when nothing is planned."""
        ...

    def people(self) -> Sequence[tuple[int, str, str]]:
        """The cast: user id, display name, role as people read it."""
        ...
