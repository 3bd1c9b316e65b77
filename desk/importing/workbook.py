"""The door of openpyxl: an .xlsx file to sheets of plain cells."""

import io
import re
import warnings
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.cell.read_only import ReadOnlyCell

from desk.importing import limits
from desk.importing.archive import checked, merged_of, parts_of_sheets
from desk.importing.lists import Cell, Flaw, Sheet
from store.records import Refused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PADDED = re.compile(r"0{2,32}")


def is_workbook(body: bytes) -> bool:
    return body.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))


def read_workbook(file: str, body: bytes) -> tuple[Sheet, ...]:
    """All visible sheets with something in them; Refused says why a workbook cannot be read."""
    if body.startswith(_OLE):
        # Both an encrypted workbook and one of Excel 97 come in this wrapping.
        raise Refused("import.encrypted" if _ENCRYPTED in body else "import.old_excel", file=file)
    with checked(file, body) as archive:
        merged = merged_of(file, archive)
        parts = parts_of_sheets(archive)
    with warnings.catch_warnings():
        # The library warns of styles and extensions that say nothing about customers.
        warnings.simplefilter("ignore")
        return tuple(
            Sheet(file=file, name=name, rows=rows, merged=merged.get(parts.get(name, ""), ()))
            for name, rows in _sheets(file, body)
        )


def _sheets(file: str, body: bytes) -> list[tuple[str, list[tuple[int, list[Cell]]]]]:
    reached = ""
    try:
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, keep_links=False)
        _few_enough(file, len(book.worksheets))
        sheets: list[tuple[str, list[tuple[int, list[Cell]]]]] = []
        left = limits.CELLS
        for sheet in book.worksheets:
            reached = sheet.title
            if sheet.sheet_state != "visible":
                continue
            rows = list(_rows(file, sheet, left))
            left -= sum(len(row) for _, row in rows)
            sheets.append((sheet.title, rows))
    except (Refused, MemoryError):
        raise
    except Exception as broken:
        # The library meets a malformed workbook with whatever it runs into: KeyError, TypeError, ParseError…
        raise Refused("import.damaged", file=file, sheet=reached) from broken
    return sheets


def _few_enough(file: str, sheets: int) -> None:
    if sheets > limits.SHEETS:
        raise Refused("import.too_many_sheets", file=file, limit=limits.SHEETS)


def _rows(file: str, sheet: Any, left: int) -> Iterator[tuple[int, list[Cell]]]:
    # The size a sheet claims may be a million empty columns; what it holds counts.
    sheet.reset_dimensions()
    count = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row = [_plain(cell) for cell in cells[: limits.COLUMNS]]
        while row and row[-1] is None:
            row.pop()
        if any(cell.value is not None for cell in cells[limits.COLUMNS :]):
            raise Refused(
                "import.too_many_columns", file=file, sheet=sheet.title, row=number, limit=limits.COLUMNS
            )
        if not row:
            continue
        count += 1
        left -= len(row)
        if count > limits.ROWS:
            raise Refused("import.too_many_rows", file=file, sheet=sheet.title, row=number, limit=limits.ROWS)
        if left < 0:
            raise Refused(
                "import.too_many_cells", file=file, sheet=sheet.title, row=number, limit=limits.CELLS
            )
        yield number, row


def _plain(cell: ReadOnlyCell) -> Cell:
    value: Any = cell.value
    if value is None or value == "":
        return None
    if cell.data_type == "f":
        return Flaw("import.formula", str(getattr(value, "text", value))[:80])
    if cell.data_type == "e":
        return Flaw("import.error_value", str(value)[:80])
    if isinstance(value, str):
        return value if len(value) <= limits.CELL_LENGTH else Flaw("import.cell_too_long", value[:40])
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _as_shown(value, cell)
    known: Cell = value
    return known


def _as_shown(value: float, cell: ReadOnlyCell) -> Cell:
    # A number formatted 000000 shows leading zeros, a percentage its hundredfold: people mean what they see.
    shown = cell.number_format
    if shown == "General":
        return value
    if shown.endswith("%"):
        return f"{value * 100:.6g}%"
    if _PADDED.fullmatch(shown) and float(value).is_integer():
        return f"{int(value):0{len(shown)}d}"
    return value
