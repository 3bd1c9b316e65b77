"""The ledger of occurrences: each reminder once, with its state and instants (DESIGN 3)."""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime

from store.engine import Connection, Statements
from store.instants import from_micros, maybe_instant, maybe_micros, to_micros
from store.occurrences import ENDED, SETTLING, Alarm, Due, LedgerRow, State, armed, read_row

__all__ = ["ENDED", "SETTLING", "Alarm", "Due", "Ledger", "LedgerRow", "State"]


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
        return None if row is None else read_row(row)

    def due(self, now: datetime, limit: int = 100) -> list[LedgerRow]:
        """What may be claimed now, the longest due first: armed rows, and doubtful ones that may repeat."""
        rows = self._reading().all(self._sql.due, now=to_micros(now), count=limit)
        return [read_row(row) for row in rows]

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
        return self._of_book(self._sql.ledger_of_book, book, states, since)

    def _of_book(
        self, sql: str, book: str, states: Collection[State | str] = tuple(State), since: date = date.min
    ) -> list[LedgerRow]:
        rows = self._reading().all(sql, book=book, since=since.isoformat())
        found = (read_row(row) for row in rows)
        return sorted((row for row in found if row.state in states), key=lambda row: (row.due, row.key))

    def under_way(self) -> list[LedgerRow]:
        """All rows that are being sent or of which nobody knows whether they were, by due instant."""
        return [read_row(row) for row in self._reading().all(self._sql.ledger_under_way)]

    def of_message(self, chat: int, message: int) -> list[LedgerRow]:
        """The rows that one message spoke of."""
        rows = self._reading().all(self._sql.ledger_of_message, chat=chat, message=message)
        return [read_row(row) for row in rows]

    def insert(self, alarm: Alarm, now: datetime | None = None) -> bool:
        """Adds a row that no book derives, and so none takes back; False if the key is known already."""
        values = armed(alarm, now or self._now or alarm.due) | {"derived": 0}
        return self._writing().run(self._sql.insert_alarm, **values) == 1

    def claimable(self, keys: Iterable[str], now: datetime) -> list[LedgerRow]:
        """Those that may be claimed now and that no other run is claiming; it is kept from them."""
        moment = to_micros(now)
        found = (self._reading().one(self._sql.claimable, key=key, now=moment) for key in keys)
        return [read_row(row) for row in found if row is not None]

    def _held(self, key: str) -> LedgerRow | None:
        """The row, kept as it is until what follows from it has been written."""
        row = self._reading().one(self._sql.lock_ledger, key=key)
        return None if row is None else read_row(row)

    def claim(self, keys: Iterable[str], run: str, now: datetime, *, late: bool = False) -> list[LedgerRow]:
        """Marks rows as `sending` just before the call; hands back those that could be claimed.

        A doubtful row is claimed once more, as a repeat; the books of claimed rows are armed anew.
        """
        claimed: list[LedgerRow] = []
        for key in keys:
            values = {"at_key": key, "now": to_micros(now), "new_run": run, "new_late": int(late)}
            claimed += map(read_row, self._writing().all(self._sql.claim, **values))
        self.claimed.update(row.book for row in claimed)
        return claimed

    def sent(self, key: str, chat: int, message: int, now: datetime) -> None:
        """Keeps Telegram's answer; a row that a tap has ended meanwhile stays ended."""
        values = {"at_key": key, "new_chat": chat, "new_message": message, "now": to_micros(now)}
        self._writing().run(self._sql.sent, **values)

    def defer(self, key: str, not_before: datetime) -> None:
        """Certainly not sent: armed again, not to be tried before then."""
        row = self._held(key)
        if row is not None:
            moment, wake = to_micros(not_before), to_micros(max(row.due, not_before))
            self._writing().run(self._sql.defer, at_key=key, new_not_before=moment, new_wake=wake)

    def uncertain(self, key: str, again: datetime) -> None:
        """Nobody knows whether it was sent: one copy may follow at `again`, never a second."""
        self._writing().run(self._sql.uncertain, at_key=key, again=to_micros(again))

    def lost(self, run: str, again: datetime) -> list[LedgerRow]:
        """Marks every `sending` row of dead runs as uncertain; others know from now on that `run` lives."""
        connection = self._writing()
        connection.hold(f"run {run}")
        others = [row for row in self.under_way() if row.state is State.SENDING and row.run != run]
        living = {each for each in {row.run for row in others} if connection.is_held(f"run {each}")}
        rows = [row for row in others if row.run not in living]
        for row in rows:
            self.uncertain(row.key, again)
        return rows

    def hold(self, book: str, but: str = "", spare: Callable[[LedgerRow], bool] = lambda _row: False) -> None:
        """The person cannot be reached: what is armed, doubtful or under way waits, `but` for one kind and
        what somebody else reads.
        """
        waiting = (State.ARMED, State.SENDING, State.UNCERTAIN)
        for row in self._of_book(self._sql.lock_ledger_of_book, book, waiting):
            if row.kind == but or spare(row):
                continue
            if row.state is State.SENDING or row.wake is not None:  # else it had its copy already
                self._writing().run(self._sql.set_held, at_key=row.key)

    def release(self, book: str) -> list[LedgerRow]:
        """The person is back: what was held is armed; hands back what that was, for one catch-up card."""
        rows = self._of_book(self._sql.lock_ledger_of_book, book, (State.HELD,))
        for row in rows:
            self._writing().run(self._sql.set_released, at_key=row.key)
        return rows

    def settle(self, key: str, state: State | str, now: datetime) -> bool:
        """Sets what a tap, a log or a reply says; False if the row is absent or past that state."""
        wanted = State(state)
        row = self._held(key)
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
            self._writing().many(self._sql.arm, (armed(alarm, now) for alarm in alarms.values()))

    def _moved(self, key: str, due: int, not_before: int | None, state: str, wanted: int) -> None:
        if due != wanted:
            wake = None if state == State.HELD.value else max(wanted, not_before or wanted)
            self._writing().run(self._sql.move, at_key=key, new_due=wanted, new_wake=wake)
