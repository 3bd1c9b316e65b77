"""Lists spoiled in hundreds of ways: each is taken, or refused with its place; none crashes or is half taken.

GUANJIA_LONG=1 tries 5,000 of them.
"""

import io
import os
import random
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest

from desk.importing import Lists, NamedFile, read_lists
from desk.importing.outcome import Plan
from store.records import Refused
from tests.desk.importing.made import HEADINGS, applied, known, planned, row, text, workbook

LONG = "GUANJIA_LONG" in os.environ
EXPORT = (
    Path(os.environ.get("GUANJIA_SHARED", Path(__file__).parents[4] / "shared"))
    / "data/branch-2026/customers.csv"
)
FILES = 5_000 if LONG else 300
# What concerns a whole manager or the whole list has no cell of its own.
_OF_NO_CELL = {"import.empty", "import.older", "import.book_full", "import.no_column"}
_PRODUCT_HEADINGS = ("产品编号", "产品名称", "起息日", "到期日", "金额", "利率", "币种", "状态")

_NASTY: tuple[object, ...] = (
    *(
        "",
        "?",
        "-",
        " ",
        "\0",
        "\ufeff",
        "\u202e",
        "\ud7ff",
        "\t",
        "\n",
        "\r\n",
        '"',
        "'",
        ",",
        ";",
        "|",
        "a|b",
    ),
    *("=1+1", "=cmd|' /C calc'!A0", "+1", "@x", "#REF!", "<b>", "&amp;", "../../etc", "合计", "TRUE", "0x10"),
    *(
        "2026-13-01",
        "0000-00-00",
        "9999-99-99",
        "农历1956年十三月初一",
        "闰闰月初一",
        "三十月初十",
        "农历年月日",
    ),
    *(
        "1e308",
        "-1e308",
        "1e-400",
        "NaN",
        "inf",
        "９９９",
        "62万亿",
        "万",
        "(",
        "(1",
        "1)",
        "%",
        "--5",
        "1,2,3",
    ),
    *("٣٤", "四五六", "张" * 300, "x" * 6000, "😀" * 50, "é" * 70),
)
_TYPED: tuple[object, ...] = (
    *(each for each in _NASTY if not isinstance(each, str) or each.isprintable()),
    0, -1, 1.5, 10**18, 4.4e17, 1e300, True, False, None, time(3), timedelta(days=9), datetime(2026, 2, 28),  # noqa: DTZ001  # as cells are
)  # fmt: skip


def table(chance: random.Random) -> tuple[list[object], list[list[object]]]:
    """A sound list of twelve customers, sometimes with their products in the same rows."""
    rows: list[list[object]] = [list(row(str(1000 + number), f"客户{number}")) for number in range(12)]
    headings: list[object] = list(HEADINGS)
    if chance.random() < 0.5:
        headings += _PRODUCT_HEADINGS
        for number, cells in enumerate(rows):
            cells += [f"D{number}", "定期存款", "2025-01-02", "2026-12-02", "62万", "2.75%", "CNY", "active"]
    return headings, rows


def spoil_table(
    chance: random.Random, headings: list[object], rows: list[list[object]], nasty: Sequence[object]
) -> None:
    for _ in range(chance.randint(1, 4)):
        cells = chance.choice(rows)
        match chance.randint(0, 6):
            case 0 | 1 | 2:
                cells[chance.randrange(len(cells))] = chance.choice(nasty)
            case 3:
                cells[0] = chance.choice(rows)[0]
            case 4:
                headings[chance.randrange(len(headings))] = chance.choice((*nasty, *HEADINGS))
            case 5:
                cells.insert(chance.randrange(len(cells)), chance.choice(nasty))
            case _:
                rows.insert(chance.randrange(len(rows)), [chance.choice(nasty)])


def spoil_bytes(chance: random.Random, body: bytes) -> bytes:
    spoiled = bytearray(body)
    match chance.randint(0, 4):
        case 0:
            return body[: chance.randrange(len(body))]
        case 1:
            for _ in range(chance.randint(1, 12)):
                spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        case 2:
            at = chance.randrange(len(spoiled))
            spoiled[at:at] = chance.choice(
                (b"\0", b'"', b'""', b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n" * 50)
            )
        case 3:
            start, end = sorted(chance.randrange(len(spoiled)) for _ in range(2))
            spoiled[start:end] = spoiled[end : end + (end - start)]
        case _:
            start = chance.randrange(len(spoiled))
            spoiled += spoiled[start:]
    return bytes(spoiled)


def spoiled_text(chance: random.Random) -> NamedFile:
    headings, rows = table(chance)
    spoil_table(chance, headings, rows, _NASTY)
    encoding = chance.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16"))
    file = text(*rows, headings=headings, encoding=encoding, delimiter=chance.choice(",;\t|"))
    return file if chance.random() < 0.5 else NamedFile(name=file.name, body=spoil_bytes(chance, file.body))


def spoiled_export(chance: random.Random) -> NamedFile:
    """A piece of the bank's real list, spoiled in its bytes; of a made one where there is no real one."""
    if not EXPORT.exists():
        return spoiled_text(chance)
    headings, *lines = EXPORT.read_bytes().splitlines(keepends=True)
    start = chance.randrange(len(lines) - 40)
    piece = headings + b"".join(lines[start : start + 40])
    return NamedFile(name="list.csv", body=spoil_bytes(chance, piece))


def spoiled_workbook(chance: random.Random) -> NamedFile:
    headings, rows = table(chance)
    spoil_table(chance, headings, rows, _TYPED)

    def merge(book: openpyxl.Workbook) -> None:
        if chance.random() < 0.2:
            left, top = chance.randint(1, 9), chance.randint(1, 12)
            book.worksheets[0].merge_cells(
                start_row=top, start_column=left, end_row=top + chance.randint(0, 3), end_column=left + 1
            )

    file = workbook(*rows, headings=headings, touch=merge)
    match chance.randint(0, 3):
        case 0:
            return NamedFile(name=file.name, body=spoil_bytes(chance, file.body))
        case 1 | 2:
            return NamedFile(name=file.name, body=repacked(chance, file.body))
        case _:
            return file


def repacked(chance: random.Random, body: bytes) -> bytes:
    """The workbook with one part of it spoiled, whole as a zip."""
    out = io.BytesIO()
    old = zipfile.ZipFile(io.BytesIO(body))
    with old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        spoiled = chance.choice([name for name in old.namelist() if "docProps" not in name])
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _spoiled_part(chance, part) if name == spoiled else part)
    return out.getvalue()


def _spoiled_part(chance: random.Random, part: bytes) -> bytes:
    if chance.random() < 0.4:
        return spoil_bytes(chance, part)
    swaps = (
        (b't="s"', b't="b"'),
        (b't="n"', b't="s"'),
        (b' r="', b' r="ZZZ'),
        (b"<row ", b"<x "),
        (b"<v>", b"<v>9"),
    )
    return part.replace(*chance.choice(swaps), chance.randint(1, 5))


def taken(file: NamedFile) -> tuple[Lists, Plan] | Refused:
    try:
        lists = read_lists([file])
    except Refused as refused:
        return refused
    return lists, planned(lists, known({"book:li": [], "book:qian": []}), add=True)


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
@pytest.mark.parametrize("make", [spoiled_text, spoiled_export, spoiled_workbook])
@pytest.mark.parametrize("part", range(10))
def test_a_spoiled_list_is_taken_whole_or_refused_with_its_place(
    make: Callable[[random.Random], NamedFile], part: int
) -> None:
    for number in range(FILES // 30):
        chance = random.Random(f"{make.__name__} {part} {number}")
        outcome = taken(make(chance))
        if isinstance(outcome, Refused):
            assert outcome.key.startswith("import.")
            assert str(outcome.facts["file"]).startswith("list.")
            continue
        lists, decided = outcome
        for problem in decided.problems:
            placed = problem.sheet and problem.row and problem.column
            assert placed or problem.key in _OF_NO_CELL, problem
        if decided.problems:
            assert decided.writes == ()
        else:
            assert len(decided.new) == len(lists.customers)
            bank = applied(known({"book:li": [], "book:qian": []}), decided)
            assert planned(lists, bank, add=True).writes == ()
