"""A complaint or a voiced grievance, from received to closed (DOMAIN 6)."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Literal

from store.records.base import Record


class ComplaintState(StrEnum):
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    IN_WORK = "in_work"
    ANSWERED = "answered"
    CLOSED = "closed"


class Severity(StrEnum):
    LOW = "low"
    HIGH = "high"
    CRISIS = "crisis"


# What the handling of a complaint is judged on by the one who complained: 公平、便利、透明.
Aspect = Literal["fairness", "convenience", "transparency"]


class Complaint(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a customer was not content with; its clocks run in working time from `received_at` (UTC).

    After closing the customer is asked: `satisfaction` is 1 to 5, `fell_short` are the aspects in which
    the handling did (None: not asked).
    """

    table: ClassVar[str] = "complaints"

    customer: str
    said: str
    received_at: datetime
    by: str
    formal: bool = True
    category: str = "other"
    severity: Severity = Severity.LOW
    channel: str = ""
    cause: str = ""
    against: str = ""
    state: ComplaintState = ComplaintState.RECEIVED
    acknowledged_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    resolution: str = ""
    satisfaction: int | None = None
    fell_short: tuple[Aspect, ...] | None = None
    reopened: int = 0

    @property
    def open(self) -> bool:
        return self.state is not ComplaintState.CLOSED
