"""The clocks of a complaint (投诉时限): acknowledge, answer, close, with their warnings."""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from scheduling.rules import Rules
from scheduling.wall import local_day
from scheduling.working_time import after_working_time, hours_of, in_working_time, working_day
from store.records import Complaint, ComplaintState, Severity


class ClockName(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    CLOSE = "close"


class ComplaintClock(msgspec.Struct, frozen=True, kw_only=True):
    """One clock in UTC instants: the manager is warned, the head hears, the department hears.

    The department hears of answer and close only.
    """

    name: ClockName
    due: datetime
    warn_at: datetime
    late_at: datetime
    escalate_at: datetime | None


def running_clocks(complaint: Complaint, rules: Rules, zone: str) -> tuple[ComplaintClock, ...]:
    """The clocks that nothing has stopped yet, in the order in which they run out."""
    running = [name for name in ClockName if not _stopped(complaint, name)]
    return tuple(_clock(complaint, name, rules, zone) for name in running)


def _stopped(complaint: Complaint, name: ClockName) -> bool:
    if not complaint.open:
        return True
    if name is ClockName.ACKNOWLEDGE:
        return complaint.acknowledged_at is not None or complaint.state is not ComplaintState.RECEIVED
    return name is ClockName.ANSWER and complaint.state is ComplaintState.ANSWERED


def _clock(complaint: Complaint, name: ClockName, rules: Rules, zone: str) -> ComplaintClock:
    book = rules.playbook.complaint

    def after(share: float) -> datetime:
        if name is ClockName.CLOSE:
            return _after_days(complaint.received_at, book.close_days, share, zone, rules)
        return after_working_time(
            complaint.received_at, _allowed(complaint, name, rules) * share, zone, rules
        )

    return ComplaintClock(
        name=name,
        due=after(1),
        warn_at=after(book.warn_share),
        late_at=after(book.late_share),
        escalate_at=None if name is ClockName.ACKNOWLEDGE else after(book.escalate_share),
    )


def _allowed(complaint: Complaint, name: ClockName, rules: Rules) -> timedelta:
    book = rules.playbook.complaint
    if name is ClockName.ACKNOWLEDGE:
        return timedelta(hours=book.acknowledge_hours)
    if complaint.severity is Severity.LOW:
        return book.answer_days * working_day(rules)
    return timedelta(hours=book.answer_hours_high)


def _after_days(start: datetime, days: int, share: float, zone: str, rules: Rules) -> datetime:
    """A share of some calendar days: the whole ends at closing time; a part is told in working time."""
    if share == 1:
        return hours_of(local_day(start, zone) + timedelta(days=days), zone, rules)[1]
    return in_working_time(start + timedelta(days=days) * share, zone, rules)
