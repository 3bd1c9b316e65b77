"""What the deliverer needs of whoever really sends, and the ways in which a send can fail."""

from datetime import datetime
from typing import NamedTuple, Protocol

import msgspec

from store.books import Books
from store.ledger import LedgerRow
from store.messages import Message


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """One message to one chat, encoded as the sender likes; `keys` are the reminders it speaks of.

    `rest` are those that need a message of their own after it.
    """

    chat: int
    keys: tuple[str, ...]
    body: bytes
    rest: tuple[str, ...] = ()


class Speak(Protocol):
    """Puts due reminders into words, inside the unit of work that claims them.

    Those that it neither speaks of nor leaves for the next message are superseded; None means all of them.
    """

    def __call__(
        self, books: Books, rows: tuple[LedgerRow, ...], now: datetime, *, late: bool
    ) -> Outgoing | None: ...


class Sent(NamedTuple):
    """The number of the message that told the reminders, and what is to be kept of it with their marks."""

    message: int
    kept: tuple[Message, ...] = ()


class Sender(Protocol):
    """Sends, and says by which message; raises NotSent, Unreachable or Doubtful."""

    async def __call__(self, outgoing: Outgoing) -> Sent: ...


class NotSent(Exception):
    """Certainly not sent; to be tried again after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Rejected(NotSent):
    """Telegram does not take the message as it is; it is tried ever more rarely, and never given up."""

    def __init__(self, why: str) -> None:
        super().__init__(60.0)
        self.why = why


class Unreachable(Exception):
    """The person has blocked the bot or is gone; nothing is lost, all of it waits for them."""


class Doubtful(Exception):
    """Nobody knows whether it arrived: Telegram has no key that would make a second try harmless."""
