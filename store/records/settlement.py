"""What was decided about one occurrence of a reminder, so that the pure rules see it in the book."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from store.records.base import Record


class Settled(StrEnum):
    DONE = "done"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"


class Settlement(Record, frozen=True, kw_only=True, omit_defaults=True):
    """`id` is the occurrence's key kind|subject|date; `until` says when a snoozed one comes back (UTC)."""

    table: ClassVar[str] = "settlements"

    state: Settled
    at: datetime
    by: str
    customer: str = ""
    until: datetime | None = None
    reason: str = ""
    contact: str = ""
