"""The head comes along on a visit: one that is agreed already, or a new one for the manager to arrange."""

from collections.abc import Sequence
from datetime import date, time

from desk.promises import drop, follow_up, promised_to
from desk.remarks import leave_word, overseen
from desk.sitting import Sitting
from scheduling.joining import MEETINGS
from store.records import FollowUp, Kind, Refused, replace


def visits_to_join(at: Sitting, customer: str) -> Sequence[FollowUp]:
    """The agreed visits to a customer on which nobody comes along yet, the next one first."""
    return [
        each
        for each in promised_to(at.book, customer)
        if each.how in MEETINGS and not each.joined_by and each.day >= at.today
    ]


def join(at: Sitting, number: str) -> FollowUp:
    """The actor comes along on an agreed visit; both are reminded of it."""
    overseen(at)
    visit = follow_up(at, number)
    if visit.how not in MEETINGS or visit.joined_by:
        raise Refused("oversee.taken")
    joined = replace(visit, joined_by=at.actor.id, joined_name=at.actor.name)
    at.put(joined)
    return _told(at, joined)


def arrange(at: Sitting, customer: str, day: date, clock: time | None) -> FollowUp:
    """A visit of both that nobody had agreed: the manager finds it in the day, and what is open of it."""
    overseen(at)
    if (day, clock or time.max) <= (at.today, at.local.time()):
        raise Refused("follow_up.past")
    visit = FollowUp(
        id=at.new_id(),
        customer=at.customer(customer).id,
        how=Kind.VISIT,
        day=day,
        at=clock,
        zone=at.book.owner.zone,
        made_at=at.now,
        by=at.actor.id,
        joined_by=at.actor.id,
        joined_name=at.actor.name,
    )
    at.put(visit)
    return _told(at, visit)


def stay_away(at: Sitting, number: str, *, arranged: bool) -> FollowUp:
    """The actor does not come along after all; what was `arranged` for it only is off."""
    overseen(at)
    visit = follow_up(at, number)
    if visit.joined_by != at.actor.id:
        raise Refused("undo.too_late")
    alone = replace(visit, joined_by="", joined_name="")
    at.put(alone)
    if arranged:
        drop(at, alone)
    leave_word(at, at.book, at.customer(visit.customer), "stays_away", follow_up=visit.id)
    at.audit("stay_away", visit.customer)
    return alone


def _told(at: Sitting, visit: FollowUp) -> FollowUp:
    leave_word(at, at.book, at.customer(visit.customer), "joins", follow_up=visit.id)
    at.audit("join", visit.customer, day=str(visit.day))
    return visit
