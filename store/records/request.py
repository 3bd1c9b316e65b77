"""What a customer asked to have done for them (代办), until they were told that it is (DOMAIN 2)."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from store.records.base import Record


class RequestState(StrEnum):
    OPEN = "open"
    DONE = "done"
    TOLD = "told"
    DROPPED = "dropped"


class Request(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An errand such as a statement or a new address; `due` is the day by which the customer is told."""

    table: ClassVar[str] = "requests"

    customer: str
    what: str
    due: date
    made_at: datetime
    by: str
    state: RequestState = RequestState.OPEN
    done_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether the customer still waits for word."""
        return self.state in (RequestState.OPEN, RequestState.DONE)
