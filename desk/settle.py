"""End one occurrence of a reminder: done, put off to a time, or skipped with a reason (DOMAIN 3)."""

from datetime import datetime, timedelta

from desk.log import with_outcome
from desk.sitting import Sitting
from store.records import (
    Customer,
    FollowUp,
    FollowUpState,
    MaturityOutcome,
    Refused,
    Settled,
    Settlement,
    replace,
)


def done(at: Sitting, key: str, customer: str, contact: str = "") -> None:
    """The occurrence is over."""
    _settle(
        at,
        Settlement(id=key, state=Settled.DONE, at=at.now, by=at.actor.id, customer=customer, contact=contact),
    )


def skip(at: Sitting, key: str, customer: str, reason: str) -> None:
    """The occurrence is left out this once; the series goes on."""
    at.audit("skip", customer, key=key, reason=reason)
    _settle(
        at,
        Settlement(
            id=key, state=Settled.SKIPPED, at=at.now, by=at.actor.id, customer=customer, reason=reason
        ),
    )


def snooze(at: Sitting, key: str, customer: str, until: datetime, *, reason: str = "") -> None:
    """The occurrence comes back at `until` (aware)."""
    if until <= at.now:
        raise Refused("snooze.past")
    _settle(
        at,
        Settlement(
            id=key,
            state=Settled.SNOOZED,
            at=at.now,
            by=at.actor.id,
            customer=customer,
            until=until,
            reason=reason,
        ),
    )


def _settle(at: Sitting, settlement: Settlement) -> None:
    at.customer(settlement.customer)
    at.put(settlement)
    at.books.ledger.settle(settlement.id, settlement.state.value, at.now)


def money(
    at: Sitting,
    customer: Customer,
    holding: str,
    outcome: MaturityOutcome,
    *,
    to: str = "",
    kept: int | None = None,
) -> Customer:
    """Say what became of the money of one holding, where it went, and of a part how much (fen) was renewed;
    nothing less ends a maturity.
    """
    if all(each.number != holding for each in customer.holdings):
        raise Refused("holding.gone")
    known = with_outcome(customer, holding, outcome, at.today, to=to, kept=kept)
    at.put(known)
    at.audit("maturity", customer.id, holding=holding, outcome=outcome.value)
    return known


def follow_up(at: Sitting, number: str) -> FollowUp:
    """An open promise of this book."""
    found = at.book.get(FollowUp, number)
    if found is None or not found.open:
        raise Refused("follow_up.gone")
    return found


def keep(at: Sitting, promise: FollowUp) -> None:
    at.put(replace(promise, state=FollowUpState.KEPT, closed_at=at.now))


def drop(at: Sitting, promise: FollowUp) -> None:
    at.put(replace(promise, state=FollowUpState.CANCELLED, closed_at=at.now))


def move(at: Sitting, promise: FollowUp, to: datetime) -> FollowUp:
    """Another day and time for a promise; `to` is local to the actor, and so is the time it has then."""
    if to <= at.local:
        raise Refused("follow_up.past")
    moved = replace(
        promise,
        day=to.date(),
        at=to.time().replace(tzinfo=None),
        zone=at.actor.zone,
        moved=promise.moved + 1,
        snoozed_to=None,
    )
    at.put(moved)
    return moved


def put_off(at: Sitting, promise: FollowUp, by: timedelta) -> FollowUp:
    """Remind again a while from now; the promise itself stays where it is."""
    later = replace(promise, snoozed_to=at.now + by)
    at.put(later)
    return later
