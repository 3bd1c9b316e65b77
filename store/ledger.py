"""The ledger of occurrences: each reminder once, with its state and instants (DESIGN 3)."""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, TypeVar

import msgspec

from store.access import Access
from store.engine import Connection, Row, Statements
from store.instants import from_micros, maybe_instant, maybe_micros, to_micros
from store.messages import Message, keep

A = TypeVar("A")


class State(StrEnum):
    ARMED = "armed"
    SENDING = "sending"
    SENT = "sent"
    HELD = "held"
    UNCERTAIN = "uncertain"
    SETTLED = "settled"
    SEEN = "seen"
    DONE = "done"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    SUPERSEDED = "superseded"


ENDED = frozenset({State.DONE, State.SNOOZED, State.SKIPPED, State.SUPERSEDED})
"""Nothing follows these; a snoozed or never sent one may be armed again by the book."""

SETTLING = {
    State.SETTLED: frozenset({State.UNCERTAIN, State.SENDING}),
    State.SEEN: frozenset({State.SENDING, State.SENT, State.UNCERTAIN, State.SETTLED}),
    State.DONE: frozenset(State) - ENDED,
    State.SNOOZED: frozenset(State) - ENDED,
    State.SKIPPED: frozenset(State) - ENDED,
    State.SUPERSEDED: frozenset({State.ARMED, State.HELD, State.SENDING, State.UNCERTAIN}),
}
"""For each state that a tap, a log or the deliverer sets, those it may follow."""


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """What a book wants to be said, and when (UTC); `key` is kind|subject|day."""

    key: str
    kind: str
    subject: str
    day: date
    due: datetime
    book: str


class LedgerRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the ledger; all instants in UTC, `wake` when it is next to be looked at (None: never)."""

    key: str
    kind: str
    subject: str
    day: date
    book: str
    due: datetime
    not_before: datetime | None
    wake: datetime | None
    state: State
    run: str
    attempt: int
    chat: int | None
    message: int | None
    armed_at: datetime
    sending_at: datetime | None
    sent_at: datetime | None
    seen_at: datetime | None
    ended_at: datetime | None
    late: bool
    repeat: bool


class Due(NamedTuple):
    """A row that may be claimed, its book, and its instant (UTC)."""

    key: str
    book: str
    due: datetime


def _read(row: Row) -> LedgerRow:
    (key, kind, subject, day, book, due, not_before, wake, state, run, attempt, chat, message, armed_at,
     sending_at, sent_at, seen_at, ended_at, late, repeat) = row  # fmt: skip
    return LedgerRow(
        key=key,
        kind=kind,
        subject=subject,
        day=date.fromisoformat(day),
        book=book,
        due=from_micros(due),
        not_before=maybe_instant(not_before),
        wake=maybe_instant(wake),
        state=State(state),
        run=run or "",
        attempt=attempt,
        chat=chat,
        message=message,
        armed_at=from_micros(armed_at),
        sending_at=maybe_instant(sending_at),
        sent_at=maybe_instant(sent_at),
        seen_at=maybe_instant(seen_at),
        ended_at=maybe_instant(ended_at),
        late=bool(late),
        repeat=bool(repeat),
    )


def _armed(alarm: Alarm, now: datetime) -> dict[str, object]:
    due = to_micros(alarm.due)
    return {
        "key": alarm.key,
        "kind": alarm.kind,
        "subject": alarm.subject,
        "day": alarm.day.isoformat(),
        "book": alarm.book,
        "due": due,
        "not_before": None,
        "wake": due,
        "state": State.ARMED.value,
        "run": None,
        "attempt": 0,
        "chat": None,
        "message": None,
        "armed_at": to_micros(now),
        "sending_at": None,
        "sent_at": None,
        "seen_at": None,
        "ended_at": None,
        "late": 0,
        "repeat": 0,
        "derived": 1,
    }


class Ledger:
    """The ledger inside a change, or (writers refusing) inside a read."""

    def __init__(
        self,
        statements: Statements,
        read: Callable[[], Connection],
        write: Callable[[], Connection],
        now: datetime | None = None,
    ) -> None:
        self._sql = statements
        self._now = now
        self._reading = read
        self._writing = write
        self.claimed: set[str] = set()
        """Books of which something was claimed: they are armed anew in the same commit."""

    def get(self, key: str) -> LedgerRow | None:
        row = self._reading().one(self._sql.get_ledger, key=key)
        return None if row is None else _read(row)

    def due(self, now: datetime, limit: int = 100) -> list[LedgerRow]:
        """What may be claimed now, the longest due first: armed rows, and doubtful ones that may repeat."""
        rows = self._reading().all(self._sql.due, now=to_micros(now), count=limit)
        return [_read(row) for row in rows]

    def waiting(self, now: datetime, limit: int = 100) -> list[Due]:
        """The same rows in the same order, by no more than what is needed to send them in it."""
        rows = self._reading().all(self._sql.waiting, now=to_micros(now), count=limit)
        return [Due(key, book, from_micros(due)) for key, book, due in rows]

    def next_due(self) -> datetime | None:
        row = self._reading().one(self._sql.next_due)
        return None if row is None else maybe_instant(row[0])

    def of_book(
        self, book: str, states: Collection[State | str] = tuple(State), since: date = date.min
    ) -> list[LedgerRow]:
        """The book's rows in those states whose day is not before `since`, by due instant."""
        rows = self._reading().all(self._sql.ledger_of_book, book=book, since=since.isoformat())
        found = (_read(row) for row in rows)
        return sorted((row for row in found if row.state in states), key=lambda row: (row.due, row.key))

    def under_way(self) -> list[LedgerRow]:
        """All rows that are being sent or of which nobody knows whether they were, by due instant."""
        return [_read(row) for row in self._reading().all(self._sql.ledger_under_way)]

    def of_message(self, chat: int, message: int) -> list[LedgerRow]:
        """The rows that one message spoke of."""
        rows = self._reading().all(self._sql.ledger_of_message, chat=chat, message=message)
        return [_read(row) for row in rows]

    def insert(self, alarm: Alarm, now: datetime | None = None) -> bool:
        """Adds a row that no book derives, and so none takes back; False if the key is known already."""
        values = _armed(alarm, now or self._now or alarm.due) | {"derived": 0}
        return self._writing().run(self._sql.insert_alarm, **values) == 1

    def claim(self, keys: Iterable[str], run: str, now: datetime, *, late: bool = False) -> list[LedgerRow]:
        """Marks rows as `sending` just before the call; hands back those that could be claimed.

        A doubtful row is claimed once more, as a repeat; the books of claimed rows are armed anew.
        """
        claimed: list[LedgerRow] = []
        for key in keys:
            values = {"at_key": key, "now": to_micros(now), "new_run": run, "new_late": int(late)}
            claimed += map(_read, self._writing().all(self._sql.claim, **values))
        self.claimed.update(row.book for row in claimed)
        return claimed

    def sent(self, key: str, chat: int, message: int, now: datetime) -> None:
        """Keeps Telegram's answer; a row that a tap has ended meanwhile stays ended."""
        values = {"at_key": key, "new_chat": chat, "new_message": message, "now": to_micros(now)}
        self._writing().run(self._sql.sent, **values)

    def defer(self, key: str, not_before: datetime) -> None:
        """Certainly not sent: armed again, not to be tried before then."""
        row = self.get(key)
        if row is not None:
            moment, wake = to_micros(not_before), to_micros(max(row.due, not_before))
            self._writing().run(self._sql.defer, at_key=key, new_not_before=moment, new_wake=wake)

    def uncertain(self, key: str, again: datetime) -> None:
        """Nobody knows whether it was sent: one copy may follow at `again`, never a second."""
        self._writing().run(self._sql.uncertain, at_key=key, again=to_micros(again))

    def lost(self, run: str, again: datetime) -> list[LedgerRow]:
        """Marks every `sending` row of other, dead runs as uncertain; called once when `run` starts."""
        rows = [row for row in self.under_way() if row.state is State.SENDING and row.run != run]
        for row in rows:
            self.uncertain(row.key, again)
        return rows

    def hold(self, book: str) -> None:
        """The person cannot be reached: what is armed, doubtful or under way waits for their return."""
        for row in self.of_book(book, (State.ARMED, State.SENDING, State.UNCERTAIN)):
            if row.state is State.SENDING or row.wake is not None:  # else it had its copy already
                self._writing().run(self._sql.set_held, at_key=row.key)

    def release(self, book: str) -> list[LedgerRow]:
        """The person is back: what was held is armed; hands back what that was, for one catch-up card."""
        rows = self.of_book(book, (State.HELD,))
        for row in rows:
            self._writing().run(self._sql.set_released, at_key=row.key)
        return rows

    def settle(self, key: str, state: State | str, now: datetime) -> bool:
        """Sets what a tap, a log or a reply says; False if the row is absent or past that state."""
        wanted = State(state)
        row = self.get(key)
        if row is None or row.state not in SETTLING[wanted]:
            return False
        seen_at = row.seen_at or (None if wanted is State.SUPERSEDED else now)
        self._writing().run(
            self._sql.set_state,
            at_key=key,
            new_state=wanted.value,
            new_seen_at=maybe_micros(seen_at),
            new_ended_at=maybe_micros(now if wanted in ENDED else row.ended_at),
        )
        return True

    def arm(self, book: str, wanted: Iterable[Alarm], now: datetime) -> None:
        """Makes the book's armed rows those that it wants; called by the store at each commit of a book.

        A row that is due already is left to the deliverer, who reads the book before sending: a commit in
        between must not make a late reminder vanish. A key that was snoozed, or superseded before it was
        ever sent, is armed again if it is due later than that; every other known key keeps its state.
        What another book had (a handover) becomes this one's.
        """
        alarms = {alarm.key: alarm for alarm in wanted}
        moment = to_micros(now)
        writing: Connection | None = None
        for key, due, not_before, state in self._reading().all(self._sql.armed_of_book, book=book):
            alarm = alarms.pop(key, None)
            if alarm is not None:
                self._moved(key, due, not_before, state, to_micros(alarm.due))
            elif due > moment:
                writing = self._writing()
                superseded = State.SUPERSEDED.value
                writing.run(
                    self._sql.set_state,
                    at_key=key,
                    new_state=superseded,
                    new_seen_at=None,
                    new_ended_at=moment,
                )
        if alarms:
            self._writing().many(self._sql.arm, (_armed(alarm, now) for alarm in alarms.values()))

    def _moved(self, key: str, due: int, not_before: int | None, state: str, wanted: int) -> None:
        if due != wanted:
            wake = None if state == State.HELD.value else max(wanted, not_before or wanted)
            self._writing().run(self._sql.move, at_key=key, new_due=wanted, new_wake=wake)


class LedgerDesk:
    """The ledger outside of a change: looks, and marks that share a commit with whatever else waits."""

    def __init__(self, access: Access, statements: Statements) -> None:
        self._access = access
        self._sql = statements

    def _over(self, connection: Connection) -> Ledger:
        return Ledger(self._sql, lambda: connection, lambda: connection)

    async def look(self, work: Callable[[Ledger], A]) -> A:
        return await self._access.look(lambda connection: work(self._over(connection)))

    async def write(self, work: Callable[[Ledger], A], *said: Message) -> A:
        """Runs any of the ledger's writers, and keeps what was said with it; durable when it returns."""

        def both(connection: Connection) -> A:
            keep(connection, self._sql, said)
            return work(self._over(connection))

        return await self._access.write(both)

    async def get(self, key: str) -> LedgerRow | None:
        return await self.look(lambda ledger: ledger.get(key))

    async def next_due(self) -> datetime | None:
        """When something is next to be looked at (UTC)."""
        return await self.look(lambda ledger: ledger.next_due())

    async def due(self, now: datetime, limit: int = 100) -> list[LedgerRow]:
        return await self.look(lambda ledger: ledger.due(now, limit))

    async def waiting(self, now: datetime, limit: int = 100) -> list[Due]:
        return await self.look(lambda ledger: ledger.waiting(now, limit))

    async def of_book(
        self, book: str, states: Collection[State | str] = tuple(State), since: date = date.min
    ) -> list[LedgerRow]:
        return await self.look(lambda ledger: ledger.of_book(book, states, since))

    async def under_way(self) -> list[LedgerRow]:
        return await self.look(lambda ledger: ledger.under_way())

    async def of_message(self, chat: int, message: int) -> list[LedgerRow]:
        return await self.look(lambda ledger: ledger.of_message(chat, message))

    async def sent(self, key: str, chat: int, message: int, now: datetime) -> None:
        await self.write(lambda ledger: ledger.sent(key, chat, message, now))

    async def defer(self, key: str, not_before: datetime) -> None:
        await self.write(lambda ledger: ledger.defer(key, not_before))

    async def uncertain(self, key: str, again: datetime) -> None:
        await self.write(lambda ledger: ledger.uncertain(key, again))

    async def lost(self, run: str, again: datetime) -> list[LedgerRow]:
        return await self.write(lambda ledger: ledger.lost(run, again))

    async def insert(self, alarm: Alarm, now: datetime) -> bool:
        return await self.write(lambda ledger: ledger.insert(alarm, now))

    async def hold(self, book: str) -> None:
        await self.write(lambda ledger: ledger.hold(book))

    async def release(self, book: str) -> list[LedgerRow]:
        return await self.write(lambda ledger: ledger.release(book))

    async def settle(self, key: str, state: State | str, now: datetime) -> bool:
        return await self.write(lambda ledger: ledger.settle(key, state, now))
