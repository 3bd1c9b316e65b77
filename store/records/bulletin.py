"""今日资讯: what a department or head wants every manager to know today (DOMAIN 9)."""

from datetime import datetime
from typing import ClassVar

from store.records.base import Record


class Bulletin(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Lies in each book it was written for; only the last one is kept. `at` is an instant in UTC."""

    table: ClassVar[str] = "bulletins"

    text: str
    by: str
    at: datetime
