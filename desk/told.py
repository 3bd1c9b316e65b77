"""What was told of a customer without a contact: a complaint, a piece of news, what became of their money."""

from dataclasses import dataclass
from datetime import datetime

from desk.complaints import Grievance, complain
from desk.learning import learn
from desk.maturities import part_gone, renewed, settle_money
from desk.promises import Promise, promise
from desk.sitting import Change, Sitting
from store.records import Amount, Complaint, Customer, FollowUp, MaturityOutcome

# So much fits one fact of the profile; what is longer is kept in several.
_AT_ONCE = 100


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was written: a complaint or a promise where there is one, and all that changed."""

    customer: Customer
    complaint: Complaint | None = None
    follow_up: FollowUp | None = None
    changes: tuple[Change, ...] = ()


def voice(at: Sitting, customer: str, said: Grievance, received: datetime, ahead: Promise | None) -> Told:
    """A complaint of which nobody said how it came: it is kept, and nobody counts as spoken with."""
    complaint = complain(at, at.customer(customer).id, said, received)
    return _told(at, customer, ahead, complaint)


def jot(at: Sitting, customer: str, said: str, ahead: Promise | None) -> Told:
    """A piece of news about the customer, kept in the profile as it was said."""
    for start in range(0, len(said), _AT_ONCE):
        learn(at, customer, "story", said[start : start + _AT_ONCE])
    return _told(at, customer, ahead)


@dataclass(frozen=True, kw_only=True)
class Money:
    """What became of matured money, as it was said; `to` is where it went."""

    outcome: MaturityOutcome
    to: str = ""
    amounts: tuple[Amount, ...] = ()


def settle(at: Sitting, customer: str, number: str, said: Money, ahead: Promise | None) -> Told:
    """What became of the money of one holding; of a part as much was renewed as was named."""
    known = at.customer(customer)
    held = next((each for each in known.holdings if each.number == number), None)
    kept = renewed(held, said.amounts, bare=True) if held else None
    went = said.outcome in (MaturityOutcome.MOVED, MaturityOutcome.WITHDRAWN)
    gone = part_gone(held, said.amounts) if held and went else None
    settle_money(at, known, number, said.outcome, to=said.to, kept=kept, gone=gone)
    return _told(at, customer, ahead)


def _told(at: Sitting, customer: str, ahead: Promise | None, complaint: Complaint | None = None) -> Told:
    follow_up = promise(at, customer, ahead) if ahead else None
    return Told(
        customer=at.customer(customer), complaint=complaint, follow_up=follow_up, changes=tuple(at.changes)
    )
