"""Puts due alarms into messages: what `speak` of the delivery protocol is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.office import Office
from desk.sitting import Sitting
from handlers.answer import Answer, Fold, Send, encode
from handlers.conversation import Screen, Turn
from handlers.drawing import Drawing
from handlers.noticing import DAILY
from handlers.reception import Reception
from scheduling.sending import Outgoing
from store.books import Book, Books
from store.ledger import LedgerRow, State
from store.records import Person

_SCREENS = {"digest": "mo", "wrapup": "ev", "head_digest": "hm"}


@dataclass(frozen=True, kw_only=True)
class Speaking:
    """One message for one alarm; late ones share a card, and only today's digest is still told."""

    office: Office
    drawing: Drawing
    reception: Reception

    def __call__(
        self, books: Books, rows: tuple[LedgerRow, ...], now: datetime, *, late: bool
    ) -> Outgoing | None:
        """The message, or None where nothing is left to say."""
        book = books[rows[0].book]
        person = book.owner
        if person.telegram is None or person.left is not None:
            return None
        turn = self._turn(books, book, person, now)
        answer, keys = self._said(turn, book, person, rows, late=late)
        if not answer:
            return None
        return Outgoing(chat=person.telegram, keys=keys, body=encode(answer))

    def _turn(self, books: Books, book: Book, person: Person, now: datetime) -> Turn:
        desk = Sitting(
            actor=person,
            book=book,
            books=books,
            rules=self.office.rules(),
            now=now,
            new_id=self.office.new_id,
        )
        team = books.summaries(person.branch)
        return Turn(
            desk=desk, words=self.reception.words(person, now), index=self.reception.people, team=team
        )

    def _said(
        self, turn: Turn, book: Book, person: Person, rows: Sequence[LedgerRow], *, late: bool
    ) -> tuple[Answer, tuple[str, ...]]:
        chat = person.telegram or 0
        folds = [row for row in rows if row.kind == "fold"]
        daily = [row for row in rows if row.kind in _SCREENS and row.day == turn.desk.today]
        others = [row for row in rows if row.kind not in DAILY]
        steps: list[Send | Fold] = [
            Fold(book=book.id, before=row.due, text=turn.words("folded")) for row in folds[-1:]
        ]
        spoken = [row.key for row in folds]
        if others:
            screen = Screen(
                conversation="rm",
                draft={
                    "keys": [row.key for row in others],
                    "late": late,
                    "repeat": any(row.state is State.UNCERTAIN for row in others),
                },
            )
            send = self.drawing.new(turn, book, chat, screen)
            if send.token:
                steps.append(send)
                spoken += [row.key for row in others]
        for row in daily[-1:]:
            screen = Screen(conversation=_SCREENS[row.kind], draft={"late": late})
            steps.append(self.drawing.new(turn, book, chat, screen))
            spoken.append(row.key)
        return tuple(steps), tuple(spoken)
