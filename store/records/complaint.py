"""A complaint or a voiced grievance, from received to closed (DOMAIN 6)."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

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


class Complaint(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a customer was not content with; its clocks run in working time from `received_at` (UTC)."""

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
    reopened: int = 0

    @property
    def open(self) -> bool:
        return self.state is not ComplaintState.CLOSED
