"""The rows of the ledger: what is to be said, in which state it is, and when what happened to it."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

import msgspec

from store.engine import Row
from store.instants import from_micros, maybe_instant, to_micros


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


def read_row(row: Row) -> LedgerRow:
    """A row as the engine has it."""
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


def armed(alarm: Alarm, now: datetime) -> dict[str, object]:
    """The values of a row that is armed for an alarm."""
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
