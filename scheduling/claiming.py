"""Takes what is due for one message: put into words and marked as being sent, in one unit of work."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from scheduling.alarms import DAILY
from scheduling.escalation import pass_on
from scheduling.pace import Pace
from scheduling.reach import TO_HEAD, away
from scheduling.sending import Outgoing, Speak
from store.books import Books
from store.ledger import LedgerRow, State


class Claimed(NamedTuple):
    """What one unit of work took: the message, its rows, and whether its reader had been out of reach."""

    outgoing: Outgoing
    rows: Sequence[LedgerRow]
    was_away: bool


class Closed(Exception):
    """Telegram takes nothing for this chat for so many seconds; nothing was claimed."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Claiming(NamedTuple):
    """For which run it is claimed, in whose words, and at whose pace."""

    run: str
    speak: Speak
    pace: Pace

    def claim(
        self, books: Books, book: str, keys: Collection[str], *, now: datetime, running: float, late: bool
    ) -> Claimed | None:
        """The message that may go now, or None where nothing is left to say; `running` is monotonic seconds.

        The book is read again here: what is answered by now is superseded. Raises Closed.
        """
        ledger = books.ledger
        still = tuple(ledger.claimable(keys, now))
        for row in still:
            if row.kind == TO_HEAD:
                pass_on(books, row)
        still = tuple(row for row in still if row.kind != TO_HEAD)
        if not still:
            return None
        person = books[book].owner
        if away(person, now):
            ledger.hold(book, but=TO_HEAD)
            ledger.claimed.add(book)
            return None
        said = self.speak(books, still, now, late=late)
        if said is not None and (closed := self.pace.closed(said.chat, running)):
            raise Closed(closed)
        spoken = {*said.keys, *said.rest} if said else set[str]()
        for row in still:
            if row.key not in spoken:
                ledger.settle(row.key, State.SUPERSEDED, now)
        claimed = ledger.claim(said.keys, self.run, now, late=late) if said else []
        # The next digest is armed with this one, also where nothing was left to say; other reminders arm
        # nothing after them, and deriving a whole book for each would cost more than all the rest.
        (ledger.claimed.add if any(row.kind in DAILY for row in still) else ledger.claimed.discard)(book)
        return Claimed(said, claimed, person.unreachable is not None) if said else None
