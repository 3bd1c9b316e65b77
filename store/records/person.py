"""The people of the bank who talk to Guanjia, and the branch they work in."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import ClassVar, Literal, get_args

import msgspec

from store.records.base import Record

Language = Literal["zh-Hans", "zh-Hant", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Role(StrEnum):
    """Who someone is in chat (DOMAIN 1)."""

    OPERATOR = "operator"
    HEAD = "head"
    MANAGER = "manager"


class Rendering(StrEnum):
    """How much of a customer a message may show (DOMAIN 11)."""

    REFERENCE = "reference"
    MASKED = "masked"
    FULL = "full"


class Invitation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A code that binds one Telegram account, once; only its hash is kept."""

    hashed: str
    expires: datetime


class Cover(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Somebody is on leave from the first day through the last, and a colleague keeps the customers.

    Days are those of `zone`; `absent` and `by` are person ids; `ended` is when it was ended before its time.
    """

    id: str
    absent: str
    absent_name: str
    by: str
    by_name: str
    first: date
    last: date
    zone: str = "Asia/Shanghai"
    ended: datetime | None = None


class Person(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A member of staff; lies alone in the table `person` of their own book.

    Clock times and weekdays are those of `zone`; weekdays count from Monday = 0; None is the bank's calendar.
    `cover` is the own leave and decides; `covers` says where to look for those whom one stands in for.
    `past_leaves` are those before it of which the summary may not have been told yet, oldest first.
    """

    table: ClassVar[str] = "person"

    name: str
    role: Role
    branch: str = ""
    branch_name: str = ""
    staff_code: str = ""
    telegram: int | None = None
    invitation: Invitation | None = None
    language: Language = "zh-Hans"
    rendering: Rendering | None = None
    zone: str = "Asia/Shanghai"
    digest_at: time = time(8)
    wrap_at: time = time(17)
    weekdays: tuple[int, ...] | None = None
    away_until: datetime | None = None
    met: bool = False
    joined: datetime | None = None
    left: datetime | None = None
    unreachable: datetime | None = None
    cover: Cover | None = None
    covers: tuple[Cover, ...] = ()
    past_leaves: tuple[Cover, ...] = ()


class Branch(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A branch of the bank; lies alone in the table `branch` of the partition of its name."""

    table: ClassVar[str] = "branch"

    name: str
    region: str = ""
    made: datetime | None = None
