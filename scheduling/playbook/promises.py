"""What was promised to a customer, and the clocks of a complaint."""

from datetime import time
from typing import Annotated, Literal

import msgspec

from scheduling.playbook.section import Positive, Section

Ratio = Annotated[float, msgspec.Meta(gt=0, le=10)]


class Promises(Section, frozen=True, kw_only=True):
    """When a promised follow-up is called to mind."""

    eve_at: time
    open_at: time
    deadline_minutes: Positive
    minutes_before: dict[
        Literal["call", "message", "branch_visit", "visit", "event", "gift", "card"], Positive
    ]


class ServiceRequests(Section, frozen=True, kw_only=True):
    """代办: within how many working days the customer is told that it is done."""

    working_days: Positive


class Complaints(Section, frozen=True, kw_only=True):
    """The clocks of a complaint; hours and days are working ones but for `close_days`."""

    acknowledge_hours: Positive
    answer_days: Positive
    answer_hours_high: Positive
    close_days: Positive
    close_days_head: Positive
    close_days_department: Positive
    warn_share: Ratio
    late_share: Ratio
    escalate_share: Ratio
    care_call_days: Positive
