"""One logged contact with a customer (DOMAIN 5)."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Literal

import msgspec

from store.records.base import Record


class Kind(StrEnum):
    CALL = "call"
    MESSAGE = "message"
    BRANCH_VISIT = "branch_visit"
    VISIT = "visit"
    EVENT = "event"
    GIFT = "gift"
    CARD = "card"


class Outcome(StrEnum):
    REACHED = "reached"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    WRONG_NUMBER = "wrong_number"


class Purpose(StrEnum):
    SERVICE = "service"
    ENTITLEMENT = "entitlement"
    PRODUCT = "product"
    CARE = "care"


class Amount(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Money that was spoken of, in whole fen of `currency`, and what was meant by it."""

    fen: int
    currency: str = "CNY"
    meaning: Literal["", "wants", "has", "renewed", "moves_out", "withdraws", "owes"] = ""
    text: str = ""


class Contact(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A contact as it was logged; `at` is when it happened, `logged_at` when it was kept (UTC).

    `answered` tells of a message, card or gift that the customer wrote back.
    """

    table: ClassVar[str] = "contacts"

    customer: str
    kind: Kind
    outcome: Outcome
    at: datetime
    logged_at: datetime
    by: str
    purpose: Purpose | None = None
    note: str = ""
    amounts: tuple[Amount, ...] = ()
    needs: tuple[str, ...] = ()
    satisfied: bool | None = None
    answered: bool = False
    company: tuple[str, ...] = ()
    follow_up: str = ""
    complaint: str = ""
    closed: tuple[str, ...] = ()
    additions: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
