"""What somebody wrote down of a customer by hand, where the list or the rules would say otherwise."""

from datetime import date, datetime
from typing import Literal

import msgspec


class FactTold(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A fact of the profile that a person wrote down on a day; whatever else is known is the list's."""

    what: str
    on: date
    by: str


class SecondMet(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The last time (UTC) that the second manager, named as on the card, met the customer in person."""

    who: str
    at: datetime


class Reclassed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A tier or segment that somebody set by hand on a day: what it was before, by whom and why."""

    what: Literal["tier", "segment"]
    was: str
    now: str
    on: date
    by: str
    reason: str = ""
