"""A customer as the bank's list and the manager know them (DOMAIN 2)."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Literal

import msgspec

from store.records.base import Record
from store.records.by_hand import FactTold, Reclassed, SecondMet
from store.records.money import Balance, Flow, Price
from store.records.person import Language


class Masked(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A number that printing hides; only the desk opens it, with an audit entry first."""

    number: str

    @property
    def tail(self) -> str:
        return self.number[-4:]

    def __str__(self) -> str:
        return f"…{self.tail}"

    __repr__ = __str__


class Sex(StrEnum):
    FEMALE = "F"
    MALE = "M"


class Stage(StrEnum):
    """How well the customer knows the bank (关系阶段)."""

    ESTABLISH = "establish"
    STRENGTHEN = "strengthen"
    TRUST = "trust"
    DECLINE = "decline"


class StageChange(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The stage that a customer left on a day, by whom and why."""

    stage: Stage
    until: date
    by: str
    reason: str = ""


class HoldingKind(StrEnum):
    CURRENT = "current"
    DEPOSIT = "deposit"
    WEALTH = "wealth"
    FUND = "fund"
    BOND = "bond"
    INSURANCE = "insurance"
    LOAN = "loan"  # by instalments: only its end is an event
    BULLET_LOAN = "bullet_loan"
    CARD = "card"
    OTHER = "other"


class MaturityOutcome(StrEnum):
    """What became of the money; a maturity ends with nothing less."""

    RENEWED = "renewed"
    PARTLY = "partly"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"


class Birthday(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A birthday by the solar or the lunar calendar; the year (of the same calendar) may be unknown."""

    month: int
    day: int
    year: int | None = None
    calendar: Literal["solar", "lunar"] = "solar"
    leap: bool = False

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1 <= self.day <= (31 if self.calendar == "solar" else 30)):
            raise ValueError(f"no such birthday: {self.month}-{self.day}")


OccasionKind = Literal["birthday", "wedding", "company", "exam", "abroad", "moving", "surgery", "other"]


class Occasion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A day of the customer's family or life (纪念日、人生大事); `whose` in the manager's words.

    It comes every year, or, when `once`, in the year that its day names.
    """

    kind: OccasionKind
    day: Birthday
    whose: str = ""
    once: bool = False

    def __post_init__(self) -> None:
        if self.once and (self.day.year is None or self.day.calendar == "lunar"):
            raise ValueError("what comes once has a whole date of the solar calendar")

    @property
    def named(self) -> str:
        """The same for the same day of the same person, whatever date was told of it."""
        return f"{self.kind} {self.whose}"


class Matured(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A maturity that is over although its holding runs on: the money (fen) and what became of it."""

    holding: str
    day: date
    fen: int
    outcome: MaturityOutcome
    kept: int | None = None


class Entitled(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An entitlement (权益) that was granted on a day; a gift has its value in whole fen."""

    name: str
    on: date
    by: str
    fen: int = 0


class Satisfied(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How content the customer was on a day, from 1 to 5."""

    on: date
    score: int
    by: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.score <= 5:
            raise ValueError(f"satisfaction goes from 1 to 5, not {self.score}")


class Holding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A product the customer holds; amounts are whole fen of `currency`, the rate is a year's percentage.

    `status_since` is the day on which a list changed the status, `report_on` the day of the product's next
    report. `price` is what one share is worth, `issue_price` what it was worth when it was issued or bought,
    `prices` those of the lists before, oldest first. `kept` is the part (fen) of the money that stayed where
    only a part did, `rest` what became of the other part.
    """

    number: str
    product: str
    kind: HoldingKind = HoldingKind.OTHER
    start: date | None = None
    maturity: date | None = None
    amount: int | None = None
    rate: float | None = None
    currency: str = "CNY"
    status: str = "active"
    status_since: date | None = None
    ended: bool = False
    outcome: MaturityOutcome | None = None
    outcome_on: date | None = None
    outcome_to: str = ""
    kept: int | None = None
    rest: MaturityOutcome | None = None
    price: float | None = None
    issue_price: float | None = None
    prices: tuple[Price, ...] = ()
    report_on: date | None = None

    @property
    def told(self) -> bool:
        """Whether it is known what became of all the money; of a renewed part its rest is asked too."""
        return self.outcome is not None and (
            self.outcome is not MaturityOutcome.PARTLY or self.rest is not None
        )

    @property
    def open_amount(self) -> int | None:
        """The fen of which nobody knows yet what became of them; None where the amount is not known."""
        if self.told:
            return 0
        return None if self.amount is None else max(self.amount - (self.kept or 0), 0)


class Customer(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A customer of one book or pool; `id` is the bank's customer number, or `+…` for a prospect.

    Assets are whole fen. `listed_on` is the day the list first brought the customer; `reached_at` the last
    contact that reached them, `reached_before` the last one of the weeks before that one's, `tried_at` the
    last try, `misses` the tries without an answer since.
    `balances` are the assets before those of now that are still needed, oldest first. `back_on` is the day of
    return from a trip, before which nobody calls. `stage_since` is the day on which the stage became what it
    is, `stages` those before it, oldest first. `household` is the same for all who live together,
    `household_with` names the colleagues who keep others of them, `keeps_money` tells who decides there
    (当家人). `checked_on` is the day the profile was last gone through, `matured` what became of money in
    holdings that run on, `flows` what came and went by day, `targets` the
    campaigns that a list has named the customer for, `dropped` the days that a manager took out and that no
    list brings back.
    `introduced_by` is the number of the customer who introduced this one, or a name that is nobody's here.
    `own_tier` and `own_segment` were set by hand and go before the rules, `reclassed` tells why.
    `told` says which facts somebody wrote down by hand, the last time of each; no list takes them back.
    `second` is the name or staff code of the second manager (B-role 副管户), `second_met` when they
    met in person. `kept_before` are those (person ids) from whom a head took the customer: a list that still
    names one of them moves nobody back.
    `district` is where they live, `language` the one in which they are written to.
    """

    table: ClassVar[str] = "customers"

    name: str
    sex: Sex | None = None
    birthday: Birthday | None = None
    phones: tuple[Masked, ...] = ()
    id_number: Masked | None = None
    branch: str = ""
    since: date | None = None
    is_owner: bool = True
    card_level: str = ""
    tier: str = ""
    assets: int | None = None
    assets_on: date | None = None
    holdings: tuple[Holding, ...] = ()
    stage: Stage = Stage.ESTABLISH
    employer: str = ""
    preference: str = ""
    notes: tuple[str, ...] = ()
    refused_contact: bool = False
    wrong_number: bool = False
    listed_on: date | None = None
    data_date: date | None = None
    left_list: date | None = None
    reached_at: datetime | None = None
    reached_before: datetime | None = None
    visited_at: datetime | None = None
    tried_at: datetime | None = None
    misses: int = 0
    occasions: tuple[Occasion, ...] = ()
    dropped: tuple[Occasion, ...] = ()
    second: str = ""
    second_met: SecondMet | None = None
    kept_before: tuple[str, ...] = ()
    told: tuple[FactTold, ...] = ()
    own_tier: str = ""
    own_segment: str = ""
    reclassed: tuple[Reclassed, ...] = ()
    introduced_by: str = ""
    introduced_on: date | None = None
    balances: tuple[Balance, ...] = ()
    reviewed_at: datetime | None = None
    back_on: date | None = None
    risk: str = ""
    risk_until: date | None = None
    stage_since: date | None = None
    stages: tuple[StageChange, ...] = ()
    household: str = ""
    household_with: tuple[str, ...] = ()
    keeps_money: bool = False
    checked_on: date | None = None
    entitlements: tuple[Entitled, ...] = ()
    satisfaction: tuple[Satisfied, ...] = ()
    matured: tuple[Matured, ...] = ()
    flows: tuple[Flow, ...] = ()
    targets: tuple[str, ...] = ()
    district: str = ""
    language: Language | None = None

    @property
    def prospect(self) -> bool:
        return self.id.startswith("+")

    @property
    def tail(self) -> str:
        """What tells namesakes apart in text: the last four of the phone, else of the customer number."""
        return (self.phones[0].tail if self.phones else self.id.lstrip("+")[-4:]).rjust(4, "0")
