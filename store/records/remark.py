"""What a head says or decides about a customer, for the manager who keeps (or kept) them to know."""

from datetime import datetime
from typing import ClassVar, Literal

from store.records.base import Record

RemarkKind = Literal["said", "joins", "stays_away", "came", "went"]


class Remark(Record, frozen=True, kw_only=True, omit_defaults=True):
    """`said` is a comment, which stays on the customer's card; the others tell what was decided.

    `joins` and `stays_away` are about the visit `follow_up`, `came` and `went` about who keeps the customer;
    of one who went the book has no record any more, so `name` says who it was and `to` who keeps them now.
    """

    table: ClassVar[str] = "remarks"

    customer: str
    what: RemarkKind
    at: datetime
    by: str
    by_name: str = ""
    text: str = ""
    follow_up: str = ""
    name: str = ""
    to: str = ""
