"""A typed line that could not be written down without asking; the evening brings it back."""

from datetime import datetime
from typing import ClassVar

from store.records.base import Record


class Draft(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The words as they were typed (numbers that must not be kept already masked), and whom they may mean."""

    table: ClassVar[str] = "drafts"

    text: str
    at: datetime
    by: str
    candidates: tuple[str, ...] = ()
    customer: str = ""
