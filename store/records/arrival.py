"""What a list brought into one book: kept for as long as the message about it can be pressed."""

from datetime import datetime
from typing import ClassVar

from store.records.base import Record


class Arrival(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The numbers of the customers who are new to the book; `id` is the key of the alarm that tells of it.

    `moved` are the keys of the occurrences that it has brought and that are told at once. `at` is an instant
    in UTC.
    """

    table: ClassVar[str] = "arrivals"

    customers: tuple[str, ...]
    at: datetime
    moved: tuple[str, ...] = ()
