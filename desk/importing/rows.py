"""Sheets to rows of customers and holdings: the parse of one import, without any knowledge of the bank."""

from collections.abc import Sequence
from datetime import date

from desk.importing import cells, days
from desk.importing.customer_rows import customer_row, targets
from desk.importing.headings import Headings, find_headings
from desk.importing.holding_rows import holding_row, movement_row
from desk.importing.lists import (
    CustomerRow,
    HoldingRow,
    Lists,
    MovementRow,
    NamedFile,
    Problem,
    Sheet,
    TargetRow,
)
from desk.importing.merging import one_each
from desk.importing.reading import read_sheets
from desk.importing.taking import Taking
from store.records import Refused


def read_lists(files: Sequence[NamedFile]) -> Lists:
    """What the files say, with all problems found in their cells; Refused when a file cannot be read at all.

    Needs no store and no clock, so it may run in a thread of its own.
    """
    sheets = read_sheets(files)
    found = [(sheet, headings) for sheet in sheets if sheet.rows and (headings := find_headings(sheet))]
    if not found:
        seen = [
            str(cell)[:40]
            for sheet in sheets
            for _, row in sheet.rows[:1]
            for cell in row
            if cell is not None
        ]
        raise Refused("import.no_headings", file=files[0].name if files else "", seen=tuple(seen[:20]))
    listed = {id(sheet) for sheet, _ in found}
    readers = [_Reader(sheet, headings) for sheet, headings in found]
    for reader in readers:
        reader.read()
    return _together(readers, tuple(sheet.name for sheet in sheets if sheet.rows and id(sheet) not in listed))


def _together(readers: Sequence["_Reader"], ignored: tuple[str, ...]) -> Lists:
    understood = tuple(reader.headings.understood for reader in readers)
    customers, holdings, contradictions = one_each(
        [row for reader in readers for row in reader.customers],
        [row for reader in readers for row in reader.holdings],
        understood,
    )
    put_in = tuple(row for reader in readers for row in reader.targets)
    moved = tuple(row for reader in readers for row in reader.movements)
    rows = sum(len(reader.customers) + len(reader.holdings) for reader in readers) + len(put_in) + len(moved)
    found = (*(problem for reader in readers for problem in reader.problems), *contradictions)
    firm = [day for reader in readers for day in reader.as_of]
    of_balances = [row.assets_on for row in customers if row.assets_on] or [row.on for row in moved]
    return Lists(
        customers=customers,
        holdings=holdings,
        whole=any(reader.headings.kind in ("customers", "both") for reader in readers),
        with_holdings=any(reader.headings.kind in ("holdings", "both") for reader in readers),
        as_of=max(firm or of_balances, default=None),
        firm=bool(firm),
        understood=understood,
        ignored=ignored,
        problems=(*found, *(() if rows or found else (_empty(readers),))),
        targets=put_in,
        movements=moved,
    )


def _empty(readers: Sequence["_Reader"]) -> Problem:
    """Headings alone are no list: taken for a whole one, it would say that everybody has left."""
    return Problem(key="import.empty", facts={"file": readers[0].headings.understood.file})


class _Reader:
    """Reads one sheet row by row; what it finds stands in its lists when `read` has ended."""

    def __init__(self, sheet: Sheet, headings: Headings) -> None:
        self.headings = headings
        self.customers: list[CustomerRow] = []
        self.holdings: list[HoldingRow] = []
        self.targets: list[TargetRow] = []
        self.movements: list[MovementRow] = []
        self.as_of: list[date] = []
        self._row = Taking(sheet, headings)

    @property
    def problems(self) -> list[Problem]:
        return self._row.problems

    def read(self) -> None:
        for _ in self._row.rows():
            number = self._row.take("customer.number", cells.number, "")
            if number:
                self._read_row(number)
            else:
                self._row.lacks("customer.number", "import.no_number")

    def _read_row(self, number: str) -> None:
        kind = self.headings.kind
        if kind == "targets":
            named = TargetRow(spot=self._row.spot(), customer=number, targets=targets(self._row))
            self.targets += [named] if named.targets else []
        elif kind == "movements":
            moved = movement_row(self._row, number)
            self.movements += [moved] if moved else []
        else:
            self._dates_of_the_list()
            if kind != "holdings":
                self.customers.append(customer_row(self._row, number))
            if kind != "customers":
                self._holding(number)

    def _holding(self, number: str) -> None:
        holding = holding_row(self._row, number)
        if holding.product or holding.number:
            self.holdings.append(holding)
        elif self.headings.kind == "holdings":
            named = "holding.product" if self._row.has("holding.product") else "holding.number"
            self._row.wrong("import.no_product", named)

    def _dates_of_the_list(self) -> None:
        for field in ("customer.as_of", "holding.status_on"):
            day = self._row.take(field, days.day, None)
            if day:
                self.as_of.append(day)
