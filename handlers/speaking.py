"""Puts due alarms into messages: what `speak` of the delivery protocol is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from msgspec.structs import replace as changed

from desk.arrivals import ARRIVED, HEAD_MOVED, MOVED, large_of
from desk.office import Office
from desk.remarks import FROM_HEAD
from desk.seals import seal_name, written
from desk.sitting import Sitting
from handlers.answer import Card, Fold, Send, Step, encode
from handlers.conversation import Screen, Turn
from handlers.drawing import Drawing, screen_of
from handlers.lasting import lasting
from handlers.reception import Reception
from handlers.reminded import Reminded, reminded_of
from scheduling.alarms import DAILY, SEAL, follow_up_of
from scheduling.claiming import reader_for
from scheduling.cover import LEAVE_ALONE, LEAVES
from scheduling.escalation import HEAD_COMPLAINT
from scheduling.joining import HEAD_VISIT, OFF, visits_of
from scheduling.reach import UNREACHABLE
from scheduling.sending import Outgoing
from scheduling.untalked import NUDGED, untalked
from store.books import Book, Books
from store.ledger import LedgerRow, State
from store.records import Dialogue, FollowUp, Person, Remark

ASIDE = "notice_aside"
"""The kind of the alarm that tells an operator of an update that was put aside."""

_SCREENS = {"digest": "mo", "wrapup": "ev", "head_digest": "hm", "plan": "pl"}
_NEEDS_TEAM = frozenset({"head_digest", UNREACHABLE, HEAD_COMPLAINT, HEAD_MOVED, HEAD_VISIT, LEAVE_ALONE})


@dataclass(frozen=True, kw_only=True)
class Speaking:
    """One message at a time; late ones share a card, and of the daily ones only today's are still told.

    `off` says how long nothing could be sent at a moment in the past, where that is why something is late.
    """

    office: Office
    drawing: Drawing
    reception: Reception
    off: Callable[[datetime], timedelta | None] = lambda _moment: None

    def __call__(
        self, books: Books, rows: tuple[LedgerRow, ...], now: datetime, *, late: bool
    ) -> Outgoing | None:
        """The first message there is to send, or None where nothing is left to say."""
        book = books[rows[0].book]
        person = book.owner
        if person.left is not None:
            # Nothing more is told to who has left; what stands in their chat is still put away.
            rows = tuple(row for row in rows if row.kind == "fold")
        if person.telegram is None or not rows:
            return None
        tellings = [
            self._telling(books, book, reader, some, late=late)
            for reader, some in _by_reader(books, rows, now)
        ]
        groups = [(told, *group) for told, some in tellings for group in _groups(some, told.turn, late=late)]
        for place, (told, tell, some) in enumerate(groups):
            steps = tell(told, some)
            if steps:
                keys = tuple(row.key for row in some)
                rest = {row.key for _, _, others in groups[place + 1 :] for row in others} - set(keys)
                return Outgoing(chat=told.chat, keys=keys, body=encode(steps), rest=tuple(sorted(rest)))
        return None

    def _telling(
        self, books: Books, book: Book, reader: str, rows: Sequence[LedgerRow], *, late: bool
    ) -> "tuple[_Telling, Sequence[LedgerRow]]":
        """Rows of a book for the chat of one reader: its owner, or the colleague who stands in."""
        own, person = books[reader], books[reader].owner
        turn = self._turn(books, book, person, rows, books.now)
        chat = person.telegram or 0
        return _Telling(speaking=self, turn=turn, book=own, chat=chat, late=late), rows

    def _turn(
        self, books: Books, book: Book, person: Person, rows: Iterable[LedgerRow], now: datetime
    ) -> Turn:
        desk = Sitting(
            actor=person,
            book=book,
            books=books,
            rules=self.office.rules(),
            now=now,
            new_id=self.office.new_id,
        )
        team = books.summaries(person.branch) if any(row.kind in _NEEDS_TEAM for row in rows) else ()
        return Turn(
            desk=desk,
            words=self.reception.words(person, now),
            index=self.reception.people,
            team=team,
            templates=self.reception.templates,
        )


@dataclass(frozen=True, kw_only=True)
class _Telling:
    """What one group of alarms becomes: the steps of one message, none where all of it is answered.

    `book` is the reader's own; the turn stands at the book of the customers.
    """

    speaking: Speaking
    turn: Turn
    book: Book
    chat: int
    late: bool

    def reminders(self, rows: Sequence[LedgerRow]) -> tuple[Step, ...]:
        """Of people: one alone, or all that are late in one card, with today's digest behind a button."""
        send = self._send("rm", rows, [row.key for row in rows if row.kind not in DAILY])
        return (send,) if send.token else ()

    def daily(self, rows: Sequence[LedgerRow]) -> tuple[Step, ...]:
        """The digest or the wrap-up of today; the last of them where several are due."""
        last = rows[-1]
        return (self._marked(self._send(_SCREENS[last.kind], rows, [row.key for row in rows]), rows),)

    def notice(self, rows: Sequence[LedgerRow]) -> tuple[Step, ...]:
        """What a colleague has to know."""
        words, row = self.turn.words, rows[0]
        if row.kind == ASIDE:
            text = words.many("notice.aside", len(rows))
        else:
            absent = f"book:{row.subject.partition('-')[0]}"
            text = words("notice.unreachable", name=self._name_of(absent))
        return (Send(card=Card(text=text), book=self.book.id),)

    def sealed(self, rows: Sequence[LedgerRow]) -> tuple[Step, ...]:
        """The heads of all audit chains for the operator to keep: a tail that is cut shows against them."""
        heads, day = self.turn.desk.books.heads(), self.turn.desk.today
        text = self.turn.words("seal.kept", count=len(heads))
        card = Card(text=text, file_name=seal_name(day), file_body=written(day, heads), silent=True)
        return (Send(card=card, book=self.book.id),) if rows else ()

    def alert(self, rows: Sequence[LedgerRow]) -> tuple[Step, ...]:
        """A complaint that must be known of at once."""
        owner, number, what, _ = rows[0].subject.split("/")
        book = f"book:{owner}"
        draft = {"book": book, "complaint": number, "what": what, "name": self._name_of(book)}
        screen = Screen(conversation="al", draft={**draft, "keys": [rows[0].key]})
        return (self.speaking.drawing.new(self.turn, self.book, self.chat, screen),)

    def arrival(self, rows: Sequence[LedgerRow]) -> tuple[Step, ...]:
        """What a list has brought."""
        return (self._send("ar", rows, [row.key for row in rows]),)

    def nudged(self, rows: Sequence[LedgerRow]) -> tuple[Step, ...]:
        """The head's word about money that nobody has talked about; nothing where all of it was since."""
        desk = self.turn.desk
        if not untalked(desk.book, desk.rules, desk.today):
            return ()
        return (self._send("ut", rows, [row.key for row in rows], step="nudged"),)

    def from_head(self, rows: Sequence[LedgerRow]) -> tuple[Step, ...]:
        """The head's word about a customer; nothing where it was taken back or holds no more."""
        row, book = rows[0], self.turn.desk.book
        remark = book.get(Remark, row.subject)
        if remark is None or (remark.customer in book.customers) is (remark.what == "went"):
            return ()
        visit = book.get(FollowUp, remark.follow_up) if remark.follow_up else None
        if remark.what == "joins" and (visit is None or not visit.open or not visit.joined_by):
            return ()
        draft = {"remark": remark.id, "keys": [row.key]}
        there = "" if book.id == self.book.id else book.id
        screen = Screen(conversation="fh", draft=draft, book=there)
        return (self.speaking.drawing.new(self.turn, self.book, self.chat, screen),)

    def joint(self, rows: Sequence[LedgerRow]) -> tuple[Step, ...]:
        """A visit on which the reader comes along: it is near, was moved, or is off."""
        owner, number, what, _ = rows[0].subject.split("/")
        stands = any(each.id == number for each in visits_of(self.turn.team, self.turn.actor))
        if stands is (what == OFF):
            return ()
        draft = {"visit": number, "what": what, "name": self._name_of(f"book:{owner}")}
        screen = Screen(conversation="jv", draft={**draft, "keys": [rows[0].key]})
        return (self.speaking.drawing.new(self.turn, self.book, self.chat, screen),)

    def moved(self, rows: Sequence[LedgerRow]) -> tuple[Step, ...]:
        """Money that a list has brought today."""
        return (self._send("mv", rows, [row.key for row in rows]),)

    def large(self, rows: Sequence[LedgerRow]) -> tuple[Step, ...]:
        """The large sums among it, told to the head."""
        book, count, key = large_of(rows[0].subject, rows[0].day)
        draft = {"of": book, "name": self._name_of(book), "count": count, "keys": [key]}
        screen = Screen(conversation="mv", draft=draft)
        return (self.speaking.drawing.new(self.turn, self.book, self.chat, screen),)

    def hiding(self, rows: Sequence[LedgerRow]) -> tuple[Step, ...]:
        """The same message without the number, if it still stands there."""
        stands = self.book.get(Dialogue, follow_up_of(rows[0].subject))
        if stands is None or stands.message is None or stands.hide_at is None:
            return ()
        screen = replace(screen_of(stands), hide_at=None)
        return (self.speaking.drawing.over(self.turn, self.book, stands, stands.message, screen),)

    def leave(self, rows: Sequence[LedgerRow]) -> tuple[Step, ...]:
        """Who is asked to stand in or need not any more, whose leave the head entered, and what was done."""
        row = rows[0]
        draft = {"cover": row.subject.partition("-")[0], "keys": [row.key]}
        screen = Screen(conversation="lv", step=row.kind.removeprefix("leave_"), draft=draft)
        return (self.speaking.drawing.new(self.turn, self.book, self.chat, screen),)

    def folding(self, rows: Sequence[LedgerRow]) -> tuple[Step, ...]:
        before = max(row.due for row in rows)
        left = self.book.owner.left is not None
        text = self.turn.words("folded_for_good" if left else "folded")
        return (Fold(book=self.book.id, before=before, text=text),)

    def _name_of(self, book: str) -> str:
        """Of the branch, whose book it is."""
        return next((each.person for each in self.turn.team if each.book == book), "")

    def _send(self, conversation: str, rows: Sequence[LedgerRow], keys: list[str], *, step: str = "") -> Send:
        draft: dict[str, object] = {"keys": keys, "late": self.late, "repeat": _again(rows)}
        if off := self._off(rows):
            draft["off"] = round(off.total_seconds())
        there = self.turn.desk.book.id
        book = "" if there == self.book.id else there
        screen = Screen(conversation=conversation, step=step, draft=draft, book=book)
        return self.speaking.drawing.new(self.turn, self.book, self.chat, screen)

    def _marked(self, send: Send, rows: Sequence[LedgerRow]) -> Send:
        """A daily message says itself neither that it is late nor that it may be there twice."""
        words, lines = self.turn.words, [send.card.text]
        if off := self._off(rows):
            lines.insert(0, words("remind.was_off", off=lasting(words, off)))
        if _again(rows):
            lines.append(words("remind.repeat"))
        return changed(send, card=changed(send.card, text="\n".join(lines)))

    def _off(self, rows: Sequence[LedgerRow]) -> timedelta | None:
        return self.speaking.off(min(row.due for row in rows)) if self.late else None


_Tell = Callable[[_Telling, Sequence[LedgerRow]], tuple[Step, ...]]


def _groups(rows: Sequence[LedgerRow], turn: Turn, *, late: bool) -> list[tuple[_Tell, list[LedgerRow]]]:
    """What goes together into one message, in the order to be sent; daily ones of other days are left out."""
    book = turn.desk.book
    apart = DAILY | LEAVES | {"hide", UNREACHABLE, HEAD_COMPLAINT, HEAD_MOVED, ASIDE, ARRIVED, MOVED, NUDGED}
    apart |= {FROM_HEAD, HEAD_VISIT}
    about = {
        row.key: reminded_of(book, turn.desk.rules, row.kind, row.subject, row.day)
        for row in rows
        if row.kind not in apart
    }
    people = [row for row in rows if about.get(row.key)]
    told = [row for row in rows if row.kind in _SCREENS and row.day == turn.desk.today]
    daily, plans = ([row for row in told if (row.kind == "plan") is begins] for begins in (False, True))
    found: list[tuple[_Tell, list[LedgerRow]]] = []
    if people and late:
        # The card of what is late leads to today's list: a digest beside it would say it twice.
        found.append((_Telling.reminders, [*people, *(row for row in daily if row.kind == "digest")]))
    elif people:
        found += [(_Telling.reminders, some) for some in _by_whom(people, about)]
    found += [(_Telling.daily, daily), (_Telling.daily, plans)]
    found += [(_Telling.alert, [row]) for row in rows if row.kind == HEAD_COMPLAINT]
    found += [(_Telling.notice, [row]) for row in rows if row.kind == UNREACHABLE]
    found.append((_Telling.notice, [row for row in rows if row.kind == ASIDE]))
    found.append((_Telling.sealed, [row for row in rows if row.kind == SEAL]))
    found.append((_Telling.arrival, [row for row in rows if row.kind == ARRIVED]))
    found.append((_Telling.moved, [row for row in rows if row.kind == MOVED and row.day == turn.desk.today]))
    found.append((_Telling.nudged, [row for row in rows if row.kind == NUDGED]))
    found += [(_Telling.from_head, [row]) for row in rows if row.kind == FROM_HEAD]
    found += [(_Telling.joint, [row]) for row in rows if row.kind == HEAD_VISIT]
    found += [(_Telling.large, [row]) for row in rows if row.kind == HEAD_MOVED]
    found += [(_Telling.leave, [row]) for row in rows if row.kind in LEAVES]
    found += [(_Telling.hiding, [row]) for row in rows if row.kind == "hide"]
    found.append((_Telling.folding, [row for row in rows if row.kind == "fold"]))
    return [(tell, some) for tell, some in found if some]


def _by_reader(
    books: Books, rows: Sequence[LedgerRow], now: datetime
) -> Iterable[tuple[str, Sequence[LedgerRow]]]:
    """The rows by the book of whoever reads them, in their order."""
    found: dict[str, list[LedgerRow]] = {}
    for row in rows:
        found.setdefault(reader_for(books, row, now), []).append(row)
    return found.items()


def _by_whom(rows: Iterable[LedgerRow], about: Mapping[str, Sequence[Reminded]]) -> Iterable[list[LedgerRow]]:
    """Reminders of one minute, those about the same customers together, in the order of the rows."""
    found: dict[frozenset[str], list[LedgerRow]] = {}
    for row in rows:
        found.setdefault(frozenset(each.customer.id for each in about[row.key]), []).append(row)
    return found.values()


def _again(rows: Sequence[LedgerRow]) -> bool:
    return any(row.repeat or row.state is State.UNCERTAIN for row in rows)
