"""投诉: a complaint is received, and what is done about it until it is closed or reopened (DOMAIN 6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.notes import as_kept
from desk.sitting import Sitting
from store.records import Complaint, ComplaintState, FollowUp, Kind, Refused, Severity, replace

_NEXT = {
    ComplaintState.RECEIVED: (ComplaintState.ACKNOWLEDGED, ComplaintState.ANSWERED),
    ComplaintState.ACKNOWLEDGED: (ComplaintState.IN_WORK, ComplaintState.ANSWERED),
    ComplaintState.IN_WORK: (ComplaintState.ANSWERED,),
    ComplaintState.ANSWERED: (ComplaintState.CLOSED, ComplaintState.IN_WORK),
    ComplaintState.CLOSED: (ComplaintState.IN_WORK,),
}

# What is taken up again is asked about again when it is closed.
_ANEW: dict[str, object] = {"satisfaction": None, "fell_short": None}


@dataclass(frozen=True, kw_only=True)
class Grievance:
    """What a customer was not content with, as it was said."""

    said: str
    formal: bool
    category: str = "other"
    severity: Severity = Severity.LOW


def complain(at: Sitting, customer: str, said: Grievance, received: datetime | None = None) -> Complaint:
    """A complaint or grievance, received now or when it was voiced; its clocks follow from the playbook."""
    complaint = Complaint(
        id=at.new_id(),
        customer=customer,
        said=said.said,
        formal=said.formal,
        category=said.category,
        severity=said.severity,
        received_at=received or at.now,
        by=at.actor.id,
    )
    at.put(complaint)
    at.audit("complaint", customer, formal=said.formal, category=said.category)
    return complaint


def next_states(complaint: Complaint) -> tuple[ComplaintState, ...]:
    """Where the complaint may go from here, the likeliest first."""
    return _NEXT[complaint.state]


def advance(at: Sitting, number: str, to: ComplaintState) -> Complaint:
    """Move a complaint on; closing it promises a care call after the days of the playbook."""
    complaint = at.book.get(Complaint, number)
    if complaint is None:
        raise Refused("complaint.gone")
    if to not in next_states(complaint):
        raise Refused("complaint.not_now")
    moved = replace(complaint, state=to, **_stamp(complaint, to, at))
    at.put(moved)
    at.audit("complaint_state", complaint.customer, state=to.value)
    if to is ComplaintState.CLOSED:
        _care_call(at, complaint)
    return moved


def _stamp(complaint: Complaint, to: ComplaintState, at: Sitting) -> dict[str, object]:
    if to is ComplaintState.ACKNOWLEDGED:
        return {"acknowledged_at": at.now}
    if to is ComplaintState.ANSWERED:
        return {"answered_at": at.now, "acknowledged_at": complaint.acknowledged_at or at.now}
    if to is ComplaintState.CLOSED:
        return {"closed_at": at.now}
    if complaint.state in (ComplaintState.CLOSED, ComplaintState.ANSWERED):
        return {"reopened": complaint.reopened + 1, "answered_at": None, "closed_at": None} | _ANEW
    return {}


def _care_call(at: Sitting, complaint: Complaint) -> None:
    day = at.today + timedelta(days=at.rules.playbook.complaint.care_call_days)
    at.put(
        FollowUp(
            id=at.new_id(),
            customer=complaint.customer,
            how=Kind.CALL,
            because="complaint",
            day=at.rules.next_at_work(at.actor, day),
            zone=at.actor.zone,
            made_at=at.now,
            by=at.actor.id,
        )
    )


def resolve(at: Sitting, number: str, said: str) -> Complaint:
    """What was done about a complaint, for whoever looks at it later; said again it is put right."""
    complaint = at.book.get(Complaint, number)
    if complaint is None:
        raise Refused("complaint.gone")
    words = as_kept(said)
    if not words:
        raise Refused("complaint.no_resolution")
    resolved = replace(complaint, resolution=words)
    at.put(resolved)
    at.audit("complaint_resolution", complaint.customer)
    return resolved


def severity(at: Sitting, number: str, to: Severity) -> Complaint:
    """Judge a complaint as graver or lighter."""
    complaint = at.book.get(Complaint, number)
    if complaint is None or not complaint.open:
        raise Refused("complaint.gone")
    judged = replace(complaint, severity=to)
    at.put(judged)
    at.audit("complaint_severity", complaint.customer, severity=to.value)
    return judged
