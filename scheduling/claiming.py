"""Takes what is due for one message: put into words and marked as being sent, in one unit of work."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from scheduling.alarms import DAILY
from scheduling.cover import goes_to_cover, reader_of, reads
from scheduling.escalation import pass_on
from scheduling.pace import Pace
from scheduling.reach import TO_HEAD, away
from scheduling.sending import Outgoing, Speak
from scheduling.wall import local_day
from store.books import Book, Books
from store.ledger import LedgerRow, State
from store.records import Dialogue


class Claimed(NamedTuple):
    """What one unit of work took: the message, its rows, whose chat it goes to (their book), and whether
    they had been out of reach.
    """

    outgoing: Outgoing
    rows: Sequence[LedgerRow]
    reader: str
    was_away: bool


class Beside(Exception):
    """More books have to be open for it: that of whoever stands in, that of a customer who is shown there."""

    def __init__(self, partitions: Collection[str]) -> None:
        super().__init__(tuple(partitions))
        self.partitions = tuple(partitions)


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

        The book is read again here: what is answered by now is superseded. Raises Closed and Beside.
        """
        ledger = books.ledger
        still = tuple(ledger.claimable(keys, now))
        for row in still:
            if row.kind == TO_HEAD:
                pass_on(books, row)
        still = tuple(row for row in still if row.kind != TO_HEAD)
        if not still or _over(books, book, still, now):
            return None
        if missing := _needed(books[book], still, now) - set(books):
            raise Beside(missing)
        still = _within_reach(books, book, still, now)
        if not still:
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
        if said is None:
            return None
        reader = reader_for(books, claimed[0], now) if claimed else book
        return Claimed(said, claimed, reader, books[reader].owner.unreachable is not None)


def _over(books: Books, book: str, rows: Sequence[LedgerRow], now: datetime) -> bool:
    """Whether there were daily messages of days gone by, which nobody is told any more; they are put down.

    After days off nothing is armed for today yet: it is by this commit, and then all that is late makes one
    card. What was sent is folded on whatever day.
    """
    today = local_day(now, books[book].owner.zone)
    over = [row for row in rows if row.kind in DAILY and row.kind != "fold" and row.day < today]
    for row in over:
        books.ledger.settle(row.key, State.SUPERSEDED, now)
    if over:
        books.ledger.claimed.add(book)
    return bool(over)


def _within_reach(
    books: Books, book: str, rows: tuple[LedgerRow, ...], now: datetime
) -> tuple[LedgerRow, ...]:
    """Those that somebody can be told; what the owner would be told is held while they are out of reach."""
    if not away(books[book].owner, now):
        return rows
    mine = [row for row in rows if reader_for(books, row, now) == book]
    if mine:
        books.ledger.hold(book, but=TO_HEAD, spare=lambda row: reader_for(books, row, now) != book)
        books.ledger.claimed.add(book)
    return tuple(row for row in rows if row not in mine)


def _needed(book: Book, rows: Sequence[LedgerRow], now: datetime) -> set[str]:
    """The other books without which these rows can't be told."""
    needed = {reader_of(book.owner, now)} if any(goes_to_cover(row.kind) for row in rows) else set[str]()
    for row in rows:
        shown = book.get(Dialogue, row.subject.partition("~")[0]) if row.kind == "hide" else None
        needed |= {shown.book} if shown is not None and shown.book else set()
    return needed


def reader_for(books: Books, row: LedgerRow, now: datetime) -> str:
    """The book of whoever is told of the row: its owner, or whoever stands in and can be reached."""
    owner = books[row.book].owner
    reader = reader_of(owner, now)
    if reader == row.book or not goes_to_cover(row.kind) or reader not in books:
        return row.book
    return reader if reads(books[reader].owner, owner, now) else row.book
