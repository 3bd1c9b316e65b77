"""End one occurrence of a reminder: done, put off to a time, or skipped with a reason (DOMAIN 3)."""

from datetime import datetime

from desk.sitting import Sitting
from store.records import Refused, Settled, Settlement


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
