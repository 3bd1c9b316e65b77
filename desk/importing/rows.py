"""Sheets to rows of customers and holdings: the parse of one import, without any knowledge of the bank."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from desk.importing import cells, days, living, movements, products, relationship
from desk.importing.cells import Bad
from desk.importing.headings import Column, Headings, find_headings
from desk.importing.lists import (
    Cell,
    CustomerRow,
    HoldingRow,
    Lists,
    Merged,
    MovementRow,
    NamedFile,
    Problem,
    Sheet,
    Spot,
    TargetRow,
    letter,
)
from desk.importing.merging import one_each
from desk.importing.reading import read_sheets
from store.records import Occasion, Refused

T = TypeVar("T")

_TOTALS = ("合计", "合計", "总计", "總計", "小计", "小計", "共计", "total", "sum", "subtotal")


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
    targets = tuple(row for reader in readers for row in reader.targets)
    moved = tuple(row for reader in readers for row in reader.movements)
    rows = sum(len(reader.customers) + len(reader.holdings) for reader in readers) + len(targets) + len(moved)
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
        targets=targets,
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
        self.problems = list(headings.problems)
        self._sheet = sheet
        self._columns: dict[str, list[Column]] = {}
        for column in headings.columns:
            self._columns.setdefault(column.field, []).append(column)
        self._row = 0
        self._cells: Sequence[Cell] = ()

    def read(self) -> None:
        self._look_at_merged()
        if self.headings.problems:
            return  # without its columns every row would be a problem of its own
        width = len(self._sheet.rows[self.headings.header][1])
        for row, cells_of_row in self._sheet.rows[self.headings.header + 1 :]:
            self._row, self._cells = row, cells_of_row
            if self._sheet.separated and len(self._cells) > width:
                self._wrong("import.extra_cells", width, count=len(self._cells), expected=width)
            elif not self._is_total():
                self._read_row()

    def _read_row(self) -> None:
        number = self._take("customer.number", cells.number, "")
        if not number:
            if not self._said_wrong("customer.number"):
                self._wrong("import.no_number", self._columns["customer.number"][0].at)
            return
        kind = self.headings.kind
        if kind == "targets":
            named = TargetRow(spot=self._spot(), customer=number, targets=self._targets())
            self.targets += [named] if named.targets else []
            return
        if kind == "movements":
            self._movement(number)
            return
        self._dates_of_the_list()
        if kind != "holdings":
            self.customers.append(self._customer(number))
        if kind != "customers":
            holding = self._holding(number)
            if holding.product or holding.number:
                self.holdings.append(holding)
            elif kind == "holdings":
                at = (self._columns.get("holding.product") or self._columns["holding.number"])[0].at
                self._wrong("import.no_product", at)

    def _customer(self, number: str) -> CustomerRow:
        name = self._take("customer.name", cells.name, "")
        if not name and not self._said_wrong("customer.name"):
            self._wrong("import.no_name", self._columns["customer.name"][0].at)
        calendar = self._take("customer.calendar", days.calendar_of, "")
        code, manager = self._manager()
        return CustomerRow(
            spot=self._spot(),
            number=number,
            name=name,
            sex=self._take("customer.sex", cells.sex, None),
            birthday=self._take("customer.birthday", lambda cell: days.birthday(cell, calendar), None),
            phones=tuple(
                dict.fromkeys(
                    phone for found in self._each("customer.phone", cells.phones) for phone in found
                )
            ),
            id_number=self._take("customer.id_number", cells.id_number, None),
            branch=self._take("customer.branch", cells.words, ""),
            region=self._take("customer.region", cells.words, ""),
            manager_code=code,
            manager_name=manager,
            since=self._take("customer.since", days.day, None),
            is_owner=self._take("customer.is_owner", cells.yes, None),
            card_level=self._take("customer.card_level", cells.words, ""),
            tier=products.tier_of(self._take("customer.tier", cells.words, "")),
            assets=self._money("customer.assets"),
            assets_on=self._take("customer.assets_on", days.day, None),
            employer=self._take("customer.employer", cells.words, ""),
            introduced_by=self._take("customer.introduced_by", cells.words, ""),
            second=self._take("customer.second", cells.words, "")[:40],
            preference=self._take("customer.preference", cells.words, ""),
            district=next(filter(None, self._each("customer.district", living.district)), ""),
            language=self._take("customer.language", living.language, None),
            note="；".join(note for note in self._each("customer.note", cells.words) if note),
            stage=self._take("customer.stage", relationship.stage, None),
            risk=self._take("customer.risk", relationship.risk, ""),
            risk_until=self._take("customer.risk_until", days.day, None),
            back_on=self._take("customer.back_on", days.day, None),
            household=self._take("customer.household", cells.words, "")[:40],
            occasions=tuple(self._occasions()),
            targets=self._targets(),
        )

    def _occasions(self) -> Iterator[Occasion]:
        for field in relationship.OCCASIONS:
            day = self._take(f"customer.{field}", days.birthday, None)
            if day is not None:
                yield relationship.occasion(field, day)

    def _targets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name in self._each("customer.campaign", cells.words) if name))

    def _movement(self, number: str) -> None:
        day = self._take("movement.on", days.day, None)
        if day is None:
            if not self._said_wrong("movement.on"):
                self._wrong("import.no_day", self._columns["movement.on"][0].at)
            return
        amount = self._money("movement.amount")
        if amount is not None:
            way = self._take("movement.direction", movements.direction, 0)
            amount = abs(amount) * way if way else amount
        else:
            amount = (self._money("movement.came") or 0) - (self._money("movement.went") or 0)
        if amount:
            self.movements.append(MovementRow(spot=self._spot(), customer=number, on=day, fen=amount))

    def _manager(self) -> tuple[str, str]:
        code = self._take("customer.manager_code", cells.number, "")
        name = self._take("customer.manager_name", cells.name, "")
        either = self._take("customer.manager", cells.name, "")
        # A single column holds codes in one bank and names in another; only codes have digits.
        if any(char.isdigit() for char in either):
            return code or self._take("customer.manager", cells.number, ""), name
        return code, name or either

    def _holding(self, customer: str) -> HoldingRow:
        product = self._take("holding.product", cells.words, "")
        start = self._take("holding.start", days.day, None)
        maturity = self._take("holding.maturity", days.day, None)
        number = self._take("holding.number", cells.product_number, "")
        status = self._take("holding.status", cells.words, "") or "active"
        if start and maturity and maturity < start:
            self._wrong(
                "import.ends_before_start", self._columns["holding.maturity"][0].at, start=start, end=maturity
            )
        return HoldingRow(
            spot=self._spot(),
            customer=customer,
            number=number,
            product=product or number,
            kind=products.kind_of(product, self._take("holding.kind", cells.words, "")),
            start=start,
            maturity=maturity,
            amount=self._money("holding.amount"),
            rate=self._take("holding.rate", cells.rate, None),
            currency=self._take("holding.currency", cells.currency, "CNY"),
            status=status,
            ended=products.has_ended(status),
            price=self._take("holding.price", cells.price, None),
            issue_price=self._take("holding.issue_price", cells.price, None),
            report_on=self._take("holding.report_on", days.day, None),
        )

    def _dates_of_the_list(self) -> None:
        for field in ("customer.as_of", "holding.status_on"):
            day = self._take(field, days.day, None)
            if day:
                self.as_of.append(day)

    def _money(self, field: str) -> int | None:
        unit = self._columns[field][0].unit if field in self._columns else 1
        return self._take(field, lambda cell: cells.fen(cell, unit), None)

    def _take(self, field: str, parse: Callable[[Cell], T], otherwise: T) -> T:
        return next(self._each(field, parse), otherwise)

    def _each(self, field: str, parse: Callable[[Cell], T]) -> Iterator[T]:
        for column in self._columns.get(field, ()):
            if column.at >= len(self._cells) or self._cells[column.at] is None:
                continue
            try:
                yield parse(self._cells[column.at])
            except Bad as bad:
                self._wrong(bad.key, column.at, **bad.facts)

    def _said_wrong(self, field: str) -> bool:
        """Whether the last problem is of this very cell, so that it is not called missing as well."""
        last = self.problems[-1] if self.problems else None
        return (
            last is not None and last.row == self._row and last.column == letter(self._columns[field][0].at)
        )

    def _is_total(self) -> bool:
        first = next((cell for cell in self._cells if cell is not None), None)
        at = self._columns["customer.number"][0].at
        number = self._cells[at] if at < len(self._cells) else None
        return (
            isinstance(first, str) and first.strip().lower().startswith(_TOTALS) and number in {None, first}
        )

    def _spot(self) -> Spot:
        return Spot(file=self._sheet.file, sheet=self._sheet.name, row=self._row)

    def _wrong(self, key: str, at: int, /, **facts: object) -> None:
        heading = next((column.heading for column in self.headings.columns if column.at == at), "")
        self.problems.append(
            Problem(
                key=key,
                file=self._sheet.file,
                sheet=self._sheet.name,
                row=self._row,
                column=letter(at),
                heading=heading,
                facts=facts,
            )
        )

    def _look_at_merged(self) -> None:
        header = self._sheet.rows[self.headings.header][0]
        for block in self._sheet.merged:
            under = [c for c in self.headings.columns if block.left <= c.at + 1 <= block.right]
            if under and block.bottom >= header:
                self._merged(block, max(block.top, header), under[0].at)

    def _merged(self, block: Merged, row: int, at: int) -> None:
        self._row = row
        self._wrong("import.merged", at, cells=block.shown)
