"""What the deliverer needs of whoever really sends, and the three ways a send can fail."""

from datetime import datetime
from typing import Protocol

import msgspec

from store.books import Books
from store.ledger import LedgerRow


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """One message to one chat, encoded as the sender likes; `keys` are the reminders it speaks of."""

    chat: int
    keys: tuple[str, ...]
    body: bytes


class Speak(Protocol):
    """Puts due reminders into words, inside the unit of work that claims them.

    None means that nothing is left to say about them: they are superseded.
    """

    def __call__(
        self, books: Books, rows: tuple[LedgerRow, ...], now: datetime, *, late: bool
    ) -> Outgoing | None: ...


class Sender(Protocol):
    """Sends and hands back the message's number; raises NotSent, Unreachable or Doubtful."""

    async def __call__(self, outgoing: Outgoing) -> int: ...


class NotSent(Exception):
    """Certainly not sent; to be tried again after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Unreachable(Exception):
    """The person has blocked the bot or is gone; nothing is lost, all of it waits for them."""


class Doubtful(Exception):
    """Nobody knows whether it arrived: Telegram has no key that would make a second try harmless."""
