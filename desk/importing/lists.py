"""What was sent and what it says: files, sheets, the rows of customers and holdings, and what is wrong."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

import msgspec

from store.records import Birthday, HoldingKind, Language, Masked, Occasion, Sex, Stage


class NamedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was sent: its name as people know it, and its bytes."""

    name: str
    body: bytes


class Flaw(msgspec.Struct, frozen=True):
    """Stands in a cell whose content cannot be taken: a formula, an error value, a text without end."""

    key: str
    shown: str = ""


Cell: TypeAlias = str | int | float | bool | datetime | date | time | timedelta | Flaw | None
Rows: TypeAlias = Sequence[tuple[int, Sequence[Cell]]]


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """A block of merged cells, its corners counted from 1."""

    top: int
    left: int
    bottom: int
    right: int
    shown: str


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet of a workbook, or a whole text file (`separated`).

    Rows carry their number in the file, from 1; blank ones are left out.
    """

    file: str
    name: str
    rows: Rows
    merged: tuple[Merged, ...] = ()
    separated: bool = False


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something that keeps a list from being taken: where it stands, and the sentence that says what to do.

    `column` is the letter of the spreadsheet, `heading` what the bank wrote above it; both are empty where
    the whole row, the whole sheet (`row` None) or the whole import is meant.
    """

    key: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    heading: str = ""
    facts: Mapping[str, object] = {}


class Used(msgspec.Struct, frozen=True, kw_only=True):
    """A column that was understood: what stands above it, and the field it was taken for."""

    column: str
    heading: str
    field: str


class Understood(msgspec.Struct, frozen=True, kw_only=True):
    """How the columns of one sheet were understood, to be shown; `unused` are headings nobody needed."""

    file: str
    sheet: str
    kind: str
    header: int
    rows: int
    used: tuple[Used, ...]
    unused: tuple[str, ...]


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """The row of a file that something was read from."""

    file: str
    sheet: str
    row: int


class CustomerRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one row says about a customer; None and empty mean that it says nothing. Money is whole fen."""

    spot: Spot
    number: str
    name: str = ""
    sex: Sex | None = None
    birthday: Birthday | None = None
    phones: tuple[Masked, ...] = ()
    id_number: Masked | None = None
    branch: str = ""
    region: str = ""
    manager_code: str = ""
    manager_name: str = ""
    since: date | None = None
    is_owner: bool | None = None
    card_level: str = ""
    tier: str = ""
    assets: int | None = None
    assets_on: date | None = None
    employer: str = ""
    introduced_by: str = ""
    second: str = ""
    preference: str = ""
    district: str = ""
    language: Language | None = None
    note: str = ""
    stage: Stage | None = None
    risk: str = ""
    risk_until: date | None = None
    back_on: date | None = None
    household: str = ""
    occasions: tuple[Occasion, ...] = ()
    targets: tuple[str, ...] = ()


class TargetRow(msgspec.Struct, frozen=True, kw_only=True):
    """A customer whom a list names for campaigns, without saying anything else about them."""

    spot: Spot
    customer: str
    targets: tuple[str, ...]


class MovementRow(msgspec.Struct, frozen=True, kw_only=True):
    """Money (whole fen) that came to a customer on a day, or went where it is negative."""

    spot: Spot
    customer: str
    on: date
    fen: int


class HoldingRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one row says about a product that a customer holds; amounts are whole fen of `currency`."""

    spot: Spot
    customer: str
    number: str
    product: str = ""
    kind: HoldingKind = HoldingKind.OTHER
    start: date | None = None
    maturity: date | None = None
    amount: int | None = None
    rate: float | None = None
    currency: str = "CNY"
    status: str = "active"
    ended: bool = False
    price: float | None = None
    issue_price: float | None = None
    report_on: date | None = None


class Lists(msgspec.Struct, frozen=True, kw_only=True):
    """All that the files of one import say; `as_of` is the day they speak of, where they name one.

    `firm` tells whether that day was said of the list itself, or only of the balances in it.
    """

    customers: tuple[CustomerRow, ...]
    holdings: tuple[HoldingRow, ...]
    whole: bool
    with_holdings: bool
    as_of: date | None
    firm: bool
    understood: tuple[Understood, ...]
    ignored: tuple[str, ...]
    problems: tuple[Problem, ...]
    targets: tuple[TargetRow, ...] = ()
    movements: tuple[MovementRow, ...] = ()


def letter(column: int) -> str:
    """The spreadsheet's name of a column counted from 0: 0 is A, 26 is AA."""
    name = ""
    left = column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        name = chr(65 + digit) + name
    return name
