"""The cells of one sheet, taken by the names of their columns; what is wrong in one stays with its place."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from desk.importing import cells
from desk.importing.cells import Bad
from desk.importing.headings import Column, Headings
from desk.importing.lists import Cell, Merged, Problem, Sheet, Spot, letter

T = TypeVar("T")

_TOTALS = ("合计", "合計", "总计", "總計", "小计", "小計", "共计", "total", "sum", "subtotal")


class Taking:
    """Stands at one row of a sheet after another; `problems` grows with what is wrong in their cells."""

    def __init__(self, sheet: Sheet, headings: Headings) -> None:
        self.headings = headings
        self.problems = list(headings.problems)
        self._sheet = sheet
        self._columns: dict[str, list[Column]] = {}
        for column in headings.columns:
            self._columns.setdefault(column.field, []).append(column)
        self._row = 0
        self._cells: Sequence[Cell] = ()

    def rows(self) -> Iterator[None]:
        """Stand at each row under the headings in turn, but for totals and rows with too many cells."""
        self._look_at_merged()
        if self.headings.problems:
            return  # without its columns every row would be a problem of its own
        width = len(self._sheet.rows[self.headings.header][1])
        for number, row in self._sheet.rows[self.headings.header + 1 :]:
            self._row, self._cells = number, row
            if self._sheet.separated and len(self._cells) > width:
                self._wrong("import.extra_cells", width, count=len(self._cells), expected=width)
            elif not self._is_total():
                yield

    def take(self, field: str, parse: Callable[[Cell], T], otherwise: T) -> T:
        """The cell of this row under a column, parsed; `otherwise` where it is empty or wrong."""
        return next(self.each(field, parse), otherwise)

    def each(self, field: str, parse: Callable[[Cell], T]) -> Iterator[T]:
        """The cells under all columns of one name, parsed, but for the empty and the wrong ones."""
        for column in self._columns.get(field, ()):
            if column.at >= len(self._cells) or self._cells[column.at] is None:
                continue
            try:
                yield parse(self._cells[column.at])
            except Bad as bad:
                self._wrong(bad.key, column.at, **bad.facts)

    def money(self, field: str) -> int | None:
        """An amount in fen, by the unit that its heading names."""
        unit = self._columns[field][0].unit if field in self._columns else 1
        return self.take(field, lambda cell: cells.fen(cell, unit), None)

    def lacks(self, field: str, key: str) -> None:
        """A cell that the row can't do without is empty; said once, and not again of one that is wrong."""
        if not self._said_wrong(field):
            self.wrong(key, field)

    def wrong(self, key: str, field: str, /, **facts: object) -> None:
        """Something is wrong in this row, in the first column of a name."""
        self._wrong(key, self._columns[field][0].at, **facts)

    def has(self, field: str) -> bool:
        return field in self._columns

    def spot(self) -> Spot:
        return Spot(file=self._sheet.file, sheet=self._sheet.name, row=self._row)

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
