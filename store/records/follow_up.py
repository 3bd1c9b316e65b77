"""A promise to a customer, with its day and perhaps its minute (DOMAIN 3, 跟进)."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import ClassVar, Literal

from store.records.base import Record
from store.records.contact import Kind


class FollowUpState(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    CANCELLED = "cancelled"


class FollowUp(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Something promised for a day, at a wall-clock time of `zone` where one was said.

    `deadline` means by then at the latest. `retry` counts the tries after nobody answered; 0 is a promise of
    the manager's own. `bring` is what to have at hand; `waiting` means that it is the customer's turn first.
    `joined_by` is the person (id) of the branch who comes along, `joined_name` their name.
    """

    table: ClassVar[str] = "follow_ups"

    customer: str
    how: Kind
    day: date
    made_at: datetime
    by: str
    at: time | None = None
    zone: str = "Asia/Shanghai"
    text: str = ""
    because: Literal["promise", "retry", "complaint", "welcome", "maturity"] = "promise"
    deadline: bool = False
    state: FollowUpState = FollowUpState.OPEN
    retry: int = 0
    moved: int = 0
    snoozed_to: datetime | None = None
    closed_at: datetime | None = None
    source: str = ""
    bring: str = ""
    waiting: bool = False
    joined_by: str = ""
    joined_name: str = ""

    @property
    def open(self) -> bool:
        return self.state is FollowUpState.OPEN
