"""Which column is which: the bank's headings to fields, in two languages and three scripts."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from desk.importing.lists import Cell, Problem, Sheet, Understood, Used, letter

Kind = Literal["customers", "holdings", "both", "targets", "movements"]

# Title rows, printing dates and blank lines stand above the headings of many exports.
_HEADER_WITHIN = 20
_BRACKETS = re.compile(r"[(（\[【<《「].*?[)）\]】>》」]")
_BETWEEN = re.compile(r"[\s_\-./*:：、,，·'\"#?？]+")
_UNIT = re.compile(r"(万|萬|千|亿|億)元?")
_UNITS = {"万": 10_000, "萬": 10_000, "千": 1_000, "亿": 100_000_000, "億": 100_000_000}
_SEVERAL = {"phone", "note", "campaign", "district"}
_OF_PRODUCTS = {"number", "product", "maturity"}
# What these lists say of a customer; the others say anything.
_TELLING: Mapping[str, set[str | None]] = {
    "holdings": {"number", "as_of"},
    "targets": {"number", "campaign"},
    "movements": {"number"},
}
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "customers": ("customer.number", "customer.name"),
    "both": ("customer.number", "customer.name"),
    "holdings": ("customer.number", "holding.product"),
    "targets": ("customer.number", "customer.campaign"),
    "movements": ("customer.number", "movement.on"),
}


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column that was understood: `at` counts from 0; money in it times `unit` is yuan."""

    at: int
    heading: str
    field: str
    unit: int = 1


class Headings(msgspec.Struct, frozen=True, kw_only=True):
    """How a sheet is to be read; `header` is the place of the headings among its rows, counted from 0."""

    kind: Kind
    header: int
    columns: tuple[Column, ...]
    understood: Understood
    problems: tuple[Problem, ...]


@cache
def _vocabulary() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("desk.importing").joinpath("headings.toml").read_text("utf-8")
    return {
        kind: {word: field for field, words in fields.items() for word in words}
        for kind, fields in tomllib.loads(text).items()
    }


def bare(heading: object) -> str:
    """A heading without what differs between banks: case, spaces, marks, brackets and their content."""
    text = unicodedata.normalize("NFKC", str(heading)).strip().lower()
    return _BETWEEN.sub("", _BRACKETS.sub("", text)) or _BETWEEN.sub("", text)


def _known(heading: Cell) -> bool:
    if not isinstance(heading, str) or len(heading) > 60:
        return False
    word = bare(heading)
    return any(word in words for words in _vocabulary().values())


def familiarity(rows: Iterable[Sequence[Cell]]) -> int:
    """How many headings the best of these rows holds: tells a right encoding from a wrong one."""
    return max((len({bare(cell) for cell in row if _known(cell)}) for row in rows), default=0)


def find_headings(sheet: Sheet) -> Headings | None:
    """The headings of a sheet, or None when no row of its top holds two known ones."""
    top = sheet.rows[:_HEADER_WITHIN]
    if familiarity([row for _, row in top]) < 2:
        return None
    header = max(range(len(top)), key=lambda at: (familiarity([top[at][1]]), -at))
    cells = top[header][1]
    kind = _kind_of(cells)
    columns = _columns(cells, kind)
    understood = Understood(
        file=sheet.file,
        sheet=sheet.name,
        kind=kind,
        header=top[header][0],
        rows=len(sheet.rows) - header - 1,
        used=tuple(Used(column=letter(c.at), heading=c.heading, field=c.field) for c in columns),
        unused=_unused(cells, columns),
    )
    problems = (*_missing(understood), *_ambiguous(understood))
    return Headings(kind=kind, header=header, columns=columns, understood=understood, problems=problems)


def _kind_of(cells: Sequence[Cell]) -> Kind:
    words = {bare(cell) for cell in cells if _known(cell)}
    vocabulary = _vocabulary()
    of_products = any(vocabulary["holdings"].get(word) in _OF_PRODUCTS for word in words)
    of_customers = {vocabulary["customers"].get(word) for word in words}
    of_movements = {vocabulary["movements"].get(word) for word in words}
    named = "name" in of_customers
    if not named and "on" in of_movements and of_movements & {"direction", "came", "went"}:
        return "movements"
    if not named and "campaign" not in of_customers and _signed(words, of_products=of_products):
        return "movements"
    if not of_products:
        return "targets" if "campaign" in of_customers and not named else "customers"
    return "both" if named else "holdings"


def _signed(words: AbstractSet[str], *, of_products: bool) -> bool:
    """Whether a day and an amount stand there whose sign tells the way; 金额 beside a product is its own."""
    vocabulary = _vocabulary()
    amounts = {word for word in words if vocabulary["movements"].get(word) == "amount"}
    only_moved = bool(amounts - vocabulary["holdings"].keys())
    a_day = any(vocabulary["movements"].get(word) == "on" for word in words)
    return a_day and (only_moved or (bool(amounts) and not of_products))


def _columns(cells: Sequence[Cell], kind: Kind) -> tuple[Column, ...]:
    fields: dict[int, str] = {}
    taken: set[str] = set()
    # First the headings that can mean only one thing, so that the others get what is left.
    for sure in (True, False):
        for at, cell in enumerate(cells):
            meanings = _meanings(bare(cell), kind) if _known(cell) else ()
            if at not in fields and meanings and (len(meanings) == 1) == sure:
                free = [meaning for meaning in meanings if meaning not in taken]
                fields[at] = (free or list(meanings))[0]
                taken.add(fields[at])
    return tuple(
        Column(at=at, heading=str(cells[at]).strip(), field=fields[at], unit=_unit(str(cells[at])))
        for at in sorted(fields)
    )


def _meanings(word: str, kind: Kind) -> tuple[str, ...]:
    vocabulary = _vocabulary()
    of_customer = vocabulary["customers"].get(word)
    of_holding = vocabulary["holdings"].get(word)
    of_movement = vocabulary["movements"].get(word)
    meanings: list[str] = []
    if of_customer in _TELLING.get(kind, {of_customer}) and of_customer:
        meanings.append(f"customer.{of_customer}")
    if of_holding and kind in ("holdings", "both"):
        meanings.append(f"holding.{of_holding}")
    if of_movement and kind == "movements":
        meanings.append(f"movement.{of_movement}")
    # A single 余额 beside a product is the product's.
    return tuple(reversed(meanings) if of_customer == "assets" else meanings)


def _unit(heading: str) -> int:
    for bracket in _BRACKETS.findall(unicodedata.normalize("NFKC", heading)):
        found = _UNIT.search(bracket)
        if found:
            return _UNITS[found[1]]
    return 1


def _unused(cells: Sequence[Cell], columns: Sequence[Column]) -> tuple[str, ...]:
    used = {column.at for column in columns}
    return tuple(
        str(cell).strip()[:60] for at, cell in enumerate(cells) if cell is not None and at not in used
    )


def _missing(understood: Understood) -> Iterable[Problem]:
    fields = {used.field for used in understood.used}
    needed = _NEEDED[understood.kind]
    if understood.kind == "movements" and not fields & {"movement.came", "movement.went"}:
        needed = (*needed, "movement.amount")
    for field in needed:
        if field not in fields:
            yield Problem(
                key="import.no_column",
                file=understood.file,
                sheet=understood.sheet,
                row=understood.header,
                facts={"field": field, "unused": understood.unused},
            )


def _ambiguous(understood: Understood) -> Iterable[Problem]:
    counts = Counter(used.field for used in understood.used)
    for field, count in counts.items():
        if count > 1 and field.split(".")[1] not in _SEVERAL:
            same = [used for used in understood.used if used.field == field]
            yield Problem(
                key="import.two_columns",
                file=understood.file,
                sheet=understood.sheet,
                row=understood.header,
                column=same[-1].column,
                heading=same[-1].heading,
                facts={"field": field, "headings": tuple(used.heading for used in same)},
            )
