"""What was understood of one line, as frozen records; nothing here decides anything."""

from datetime import date, datetime
from typing import Literal

import msgspec

from store.records import Amount, Kind, MaturityOutcome, Outcome, Purpose

__all__ = [
    "Candidate",
    "ComplaintSaid",
    "Correction",
    "FollowUpSaid",
    "Found",
    "LineKind",
    "Mention",
    "Question",
    "Understanding",
]

LineKind = Literal["visit", "call", "message", "event", "gift", "complaint", "question", "command", "unknown"]


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A customer who may be meant: `score` orders (higher is likelier), `why` names the form that fitted."""

    id: str
    score: float
    why: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One customer taken, or several offered (likeliest first), or nobody; `how` names the form that fitted.

    `guessed` is true where the taken one fits by sound or initials only.
    """

    taken: str | None = None
    candidates: tuple[Candidate, ...] = ()
    how: str = ""
    guessed: bool = False


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a line that speak of a person: characters `start` to `end` of the read text."""

    start: int
    end: int
    text: str
    found: Found
    relation: str = ""
    role: Literal["customer", "company", "referrer", "relative", "other"] = "customer"


class FollowUpSaid(msgspec.Struct, frozen=True, kw_only=True):
    """A promise with its time: a date, or an aware datetime where a time of day was said.

    `text` is the promise in its own words, `what` the same without its time.
    """

    start: date | datetime
    end: date | datetime | None
    precision: str
    how: Kind
    text: str = ""
    what: str = ""


class ComplaintSaid(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint (formal) or a voiced grievance; category and severity by DOMAIN 6."""

    formal: bool
    category: str
    severity: Literal["low", "high", "crisis"]
    said: str


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be answered, not logged; `span` are the first and last day asked about."""

    kind: str
    customer: str | None = None
    span: tuple[date, date] | None = None
    days: int | None = None


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What the last entry should say instead; `value` is the words, a customer number or a kind's name.

    `said` is the name that was said, `instead_of` what was said to be wrong; `clock_only`: a time of
    day was named and no day.
    """

    kind: Literal["when", "happened", "who", "kind", "outcome", "amount", "undo"]
    value: str
    said: str = ""
    guessed: bool = False
    instead_of: str = ""
    clock_only: bool = False
    start: date | datetime | None = None
    candidates: tuple[Candidate, ...] = ()


class Understanding(msgspec.Struct, frozen=True, kw_only=True):
    """One line, understood; `asks` names what must be asked before it is kept, `assumed` what to say.

    `unread` are the words of a promise's time that can't be right.

    `happened` is the day of the contact (with its time where one was said) when that is not now;
    `happened_among` are the first and last day of those among which it must still be named.
    """

    text: str
    note: str = ""
    kind: LineKind = "unknown"
    contact_kind: Kind | None = None
    outcome: Outcome | None = None
    happened: date | datetime | None = None
    happened_among: tuple[date, date] | None = None
    purpose: Purpose | None = None
    customers: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    name_said: str = ""
    mentions: tuple[Mention, ...] = ()
    amounts: tuple[Amount, ...] = ()
    needs: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    complaint: ComplaintSaid | None = None
    follow_up: FollowUpSaid | None = None
    more_follow_ups: tuple[FollowUpSaid, ...] = ()
    promise: str = ""
    unread: str = ""
    maturity_outcome: MaturityOutcome | None = None
    moved_to: str = ""
    company: tuple[str, ...] = ()
    service_request: str = ""
    question: Question | None = None
    correction: Correction | None = None
    assumed: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    certain: bool = False

    @property
    def reached(self) -> bool | None:
        """Whether the customer was reached; None where the line does not say."""
        return None if self.outcome is None else self.outcome is Outcome.REACHED
