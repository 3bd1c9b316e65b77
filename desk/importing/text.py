"""A text file with separated columns to a sheet: its encoding and its separator are found, not asked for."""

import csv
import io
from collections.abc import Iterator

from desk.importing import limits
from desk.importing.headings import familiarity
from desk.importing.lists import Cell, Flaw, Sheet
from store.records import Refused

_SEPARATORS = (",", "\t", ";", "|")
# Chinese systems write GBK; Big5 is tried after it, because almost any bytes pass for GB18030.
_ENCODINGS = ("utf-8", "gb18030", "big5hkscs")
_LOOKED_AT = 20


def read_text(file: str, body: bytes) -> Sheet:
    """The one sheet of a text file; Refused names the row that cannot be read."""
    text, separator = _understood(file, body)
    return Sheet(file=file, name=file, rows=list(_rows(file, text, separator)), separated=True)


def _understood(file: str, body: bytes) -> tuple[str, str]:
    readings = [
        (familiarity(_first_rows(text, separator)), text, separator)
        for text in _decoded(file, body)
        for separator in _SEPARATORS
    ]
    # The first of equals wins: UTF-8 before GBK, commas before tabs.
    best = max(readings, key=lambda reading: reading[0])
    return best[1], best[2]


def _decoded(file: str, body: bytes) -> list[str]:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return [_with_bom(file, body, "utf-16")]
    if body.startswith(b"\xef\xbb\xbf"):
        return [_with_bom(file, body, "utf-8-sig")]
    texts: list[str] = []
    for encoding in _ENCODINGS:
        try:
            texts.append(body.decode(encoding))
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8":
            break
    if not texts:
        raise Refused("import.encoding", file=file, row=_broken_line(body, "gb18030"))
    return texts


def _with_bom(file: str, body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as broken:
        raise Refused("import.encoding", file=file, row=_broken_line(body, encoding)) from broken


def _broken_line(body: bytes, encoding: str) -> int:
    try:
        body.decode(encoding)
    except UnicodeDecodeError as broken:
        return body.count(b"\n", 0, broken.start) + 1
    return 1


def _first_rows(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text[: limits.LINE_LENGTH], newline=""), delimiter=separator)
    try:
        for row in reader:
            rows.append(row)
            if len(rows) == _LOOKED_AT:
                break
    except csv.Error:
        pass  # the full reading names the row
    return rows


def _rows(file: str, text: str, separator: str) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    count, cells, number = 0, 0, 1
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as broken:
            raise Refused("import.quotes", file=file, row=number) from broken
        plain = [_plain(cell) for cell in row]
        while plain and plain[-1] is None:
            plain.pop()
        if not plain:
            continue
        count, cells = count + 1, cells + len(plain)
        _within_limits(file, number, count, cells, len(plain))
        yield number, plain


def _within_limits(file: str, row: int, count: int, cells: int, width: int) -> None:
    if width > limits.COLUMNS:
        raise Refused("import.too_many_columns", file=file, row=row, limit=limits.COLUMNS)
    if count > limits.ROWS:
        raise Refused("import.too_many_rows", file=file, row=row, limit=limits.ROWS)
    if cells > limits.CELLS:
        raise Refused("import.too_many_cells", file=file, row=row, limit=limits.CELLS)


def _plain(cell: str) -> Cell:
    # Spreadsheet programs guard text from being read as a number by ="0012".
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        cell = cell[2:-1]
    text = cell.strip(" \t")
    if not text:
        return None
    if "\0" in text:
        return Flaw("import.nul")
    if len(text) > limits.CELL_LENGTH:
        return Flaw("import.cell_too_long", text[:40])
    if text.startswith("="):
        return Flaw("import.formula", text[:80])
    return text
