"""One thing to do for one customer on one day, with its reason and what ends it."""

from datetime import date, time

import msgspec


class Reason(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Why: the key of a clause in the catalogues, and the facts that fill it (money in fen)."""

    key: str
    facts: dict[str, object] = {}  # msgspec copies an empty dict default for each record


class Rank:
    """The order in which a day is worked: promise, complaint, money, deadline, relationship."""

    PROMISE = 10
    COMPLAINT = 20
    MONEY = 30
    DEADLINE = 40
    RELATIONSHIP = 50
    CADENCE = 60
    LIST = 90


class Occurrence(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A reminder's fall on a day of the owner's zone, at a time of that day where one was said.

    `named` is the day its rule gives it, which stays in its key when it is moved to another day. `opens` is
    set where any day from then to `day` will do, so that the plan may choose; a `patient` one waits until its
    last day for another reason to see the customer. `listed` ones come as a list and are not worked one by
    one. `ends` are the outcomes that end it; `amount` is in fen.
    """

    kind: str
    subject: str
    customer: str
    day: date
    reason: Reason
    rank: int
    ends: tuple[str, ...]
    heading: str
    named: date
    at: time | None = None
    amount: int | None = None
    opens: date | None = None
    patient: bool = False
    listed: bool = False
    late: bool = False

    @property
    def key(self) -> str:
        """What the ledger and the settlements know it by."""
        return f"{self.kind}|{self.subject}|{self.named}"
