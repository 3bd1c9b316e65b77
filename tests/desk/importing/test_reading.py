"""Files that are sent: what they are, and what is wrong with them, by sheet, row and column."""

import io
import struct
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from desk.importing import Lists, NamedFile, Problem
from desk.importing.lists import Sheet
from desk.importing.reading import read_sheets
from store.records import Refused
from tests.desk.importing.made import HEADINGS, read, row, text, workbook


def refusal(*files: NamedFile) -> Refused:
    with pytest.raises(Refused) as refused:
        read(*files)
    return refused.value


def only(lists: Lists) -> Problem:
    assert len(lists.problems) == 1, lists.problems
    return lists.problems[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_text_list_is_read_in_any_usual_encoding_and_separator(encoding: str, delimiter: str) -> None:
    lists = read(text(row(), row("1002", "王芳"), encoding=encoding, delimiter=delimiter))
    assert [(who.number, who.name, who.assets) for who in lists.customers] == [
        ("1001", "张伟", 120_050),
        ("1002", "王芳", 120_050),
    ]
    assert lists.problems == ()


def test_a_list_from_taiwan_in_big5_is_read() -> None:
    lists = read(text(("1001", "陳桂英"), headings=("客戶號", "客戶姓名"), encoding="big5"))
    assert [who.name for who in lists.customers] == ["陳桂英"]


def test_a_workbook_is_known_by_what_is_in_it_not_by_its_name() -> None:
    assert len(read(workbook(row(), name="list.csv")).customers) == 1
    assert len(read(text(row(), name="list.xlsx")).customers) == 1


def test_title_rows_blank_rows_and_totals_are_no_customers() -> None:
    file = workbook(
        (), HEADINGS, row(), (), row("1002", "王芳"), ("合计", None, None, None, None, None, None, 2401),
        headings=("城东支行客户名单（2026年11月）",),
    )  # fmt: skip
    lists = read(file)
    assert [who.spot.row for who in lists.customers] == [4, 6]
    assert lists.problems == ()


def test_a_sheet_that_is_no_list_is_named_and_left_out() -> None:
    def explain(book: openpyxl.Workbook) -> None:
        book.create_sheet("填表说明").append(["请按要求填写"])

    assert read(workbook(row(), touch=explain)).ignored == ("填表说明",)


def test_a_hidden_sheet_is_passed_over() -> None:
    def hide(book: openpyxl.Workbook) -> None:
        old = book.create_sheet("旧名单")
        old.append(["客户号", "姓名"])
        old.append(["1001", "别人"])
        old.sheet_state = "hidden"

    lists = read(workbook(row(), touch=hide))
    assert (lists.problems, [who.name for who in lists.customers]) == ((), ["张伟"])


def test_customers_and_holdings_may_come_as_two_sheets_two_files_or_one_table() -> None:
    holding = ("1001", "D1", "定期存款", "2025-11-24", "2026-11-24", "62万", "active")
    headings = ("客户号", "产品编号", "产品名称", "起息日", "到期日", "金额", "状态")

    def second(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("持有产品")
        sheet.append(list(headings))
        sheet.append(list(holding))

    both = text((*row(), *holding[1:]), (*row(), "D2", *holding[2:]), headings=HEADINGS + headings[1:])
    for lists in (
        read(workbook(row(), touch=second)),
        read(text(row()), text(holding, headings=headings, name="holdings.csv")),
        read(text(holding, headings=headings), text(row(), name="customers.csv")),
        read(both),
    ):
        assert lists.problems == ()
        assert [who.number for who in lists.customers] == ["1001"]
        assert lists.holdings[0].amount == 62_000_000
        assert lists.holdings[0].kind == "deposit"
        assert lists.whole
        assert lists.with_holdings


def test_an_encrypted_workbook_has_its_own_sentence() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    encrypted = NamedFile(name="a.xlsx", body=ole + "EncryptedPackage".encode("utf-16-le"))
    assert refusal(encrypted).key == "import.encrypted"
    old = NamedFile(name="a.xls", body=ole + "Workbook".encode("utf-16-le"))
    assert refusal(old).key == "import.old_excel"


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n",
        b"<html><table><tr><td>1</td></tr></table></html>",
        bytes(range(256)) * 20,
        b"\x00" * 5000,
    ],
)
def test_a_file_that_is_no_list_is_refused(body: bytes) -> None:
    assert refusal(NamedFile(name="a.xlsx", body=body)).key == "import.not_a_list"


def test_an_empty_file_and_one_without_headings_are_refused() -> None:
    assert refusal(NamedFile(name="a.csv", body=b" \n\n")).key == "import.empty"
    refused = refusal(NamedFile(name="a.csv", body="你好,世界\n1,2\n".encode()))
    assert refused.key == "import.no_headings"
    assert refused.facts["seen"] == ("你好", "世界")
    assert refusal(workbook(headings=())).key == "import.no_headings"


def test_a_workbook_cut_short_at_any_place_is_refused() -> None:
    body = workbook(row(), row("1002")).body
    for end in range(4, len(body) - 1, 97):
        assert refusal(NamedFile(name="a.xlsx", body=body[:end])).key == "import.damaged"


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("holiday.txt", "sun")
    assert refusal(NamedFile(name="a.xlsx", body=out.getvalue())).key == "import.damaged"


def repacked(file: NamedFile, change: Callable[[str, bytes], bytes], **more: bytes) -> NamedFile:
    out = io.BytesIO()
    old = zipfile.ZipFile(io.BytesIO(file.body))
    with old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, body in more.items():
            new.writestr(name, body)
    return NamedFile(name=file.name, body=out.getvalue())


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = repacked(workbook(row()), lambda _, body: body, more=bytes(20 * 1024 * 1024))
    assert len(bomb.body) < 40_000
    assert refusal(bomb).key == "import.too_large"


def test_a_part_whose_tree_would_not_fit_into_memory_is_refused() -> None:
    def swell(name: str, body: bytes) -> bytes:
        cells = b"".join(b'<c r="A%d"/>' % (number * 7919 % 1_000_003) for number in range(300_000))
        return body.replace(b"</row>", cells + b"</row>", 1) if name.endswith("sheet1.xml") else body

    assert refusal(repacked(workbook(row()), swell)).key == "import.too_large"


def test_a_declared_size_that_lies_does_not_help_a_bomb() -> None:
    bomb = bytearray(repacked(workbook(row()), lambda _, body: body, more=bytes(20 * 1024 * 1024)).body)
    at = bomb.rfind(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = struct.pack("<I", 1000)
    assert refusal(NamedFile(name="a.xlsx", body=bytes(bomb))).key in {"import.damaged", "import.too_large"}


def test_entities_in_a_workbook_are_refused() -> None:
    def entities(name: str, body: bytes) -> bytes:
        lol = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
        start = body.find(b"<worksheet")
        return body[:start] + lol + body[start:] if name.endswith("sheet1.xml") else body

    assert refusal(repacked(workbook(row()), entities)).key == "import.damaged"


def test_a_sheet_that_claims_a_million_columns_is_read_for_what_it_holds() -> None:
    def claim(name: str, body: bytes) -> bytes:
        return body.replace(b'ref="A1:I2"', b'ref="A1:XFD1048576"') if name.endswith("sheet1.xml") else body

    file = repacked(workbook(row()), claim)
    assert len(read(file).customers) == 1


def test_rows_out_of_order_are_refused_not_lost() -> None:
    def disorder(name: str, body: bytes) -> bytes:
        return body.replace(b'<row r="2"', b'<row r="9"') if name.endswith("sheet1.xml") else body

    refused = refusal(repacked(workbook(row(), row("1002"), row("1003")), disorder))
    assert (refused.key, refused.facts["row"]) == ("import.damaged", 3)


def test_too_many_rows_columns_and_sheets_are_refused_by_row() -> None:
    many = text(*[(number, "张伟") for number in range(200_001)], headings=("客户号", "姓名"))
    refused = refusal(many)
    assert (refused.key, refused.facts["row"]) == ("import.too_many_rows", 200_001)
    refused = refusal(workbook(row() + (None,) * 300 + ("x",)))
    assert (refused.key, refused.facts["row"]) == ("import.too_many_columns", 2)
    assert refusal(text(["x"] * 201)).key == "import.too_many_columns"

    def more(book: openpyxl.Workbook) -> None:
        for _ in range(50):
            book.create_sheet()

    assert refusal(workbook(row(), touch=more)).key == "import.too_many_sheets"


@pytest.mark.parametrize("formula", ["=SUM(A1:A2)", "=1+1", '=HYPERLINK("http://x")'])
def test_a_formula_is_named_by_sheet_row_and_column(formula: str) -> None:
    problem = only(read(workbook(row(), row("1002", 总余额=formula))))
    assert (problem.key, problem.sheet, problem.row, problem.column, problem.heading) == (
        "import.formula",
        "客户",
        3,
        "H",
        "总余额",
    )


def test_a_formula_in_a_column_nobody_needs_is_no_problem() -> None:
    assert read(workbook((*row(), "=A1"), headings=(*HEADINGS, "校验"))).problems == ()


def test_an_error_value_is_named() -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        cell = book.worksheets[0]["H2"]
        cell.value, cell.data_type = "#REF!", "e"

    assert only(read(workbook(row(), touch=spoil))).key == "import.error_value"


def test_merged_cells_in_the_list_are_named_and_those_of_the_title_are_not() -> None:
    def merge(book: openpyxl.Workbook) -> None:
        book.worksheets[0].merge_cells("A1:I1")
        book.worksheets[0].merge_cells("F4:F5")

    rows = (HEADINGS, row(), row("1002"), row("1003", 网点=None))
    problem = only(read(workbook(*rows, headings=("名单",), touch=merge)))
    assert (problem.key, problem.row, problem.column) == ("import.merged", 4, "F")
    assert problem.facts["cells"] == "F4:F5"


def test_numbers_are_read_as_people_see_them() -> None:
    def shapes(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[0]
        sheet["A2"].value, sheet["A2"].number_format = 12, "00000000"
        sheet["A3"].value = 1002.0

    lists = read(workbook(row(), row(), touch=shapes))
    assert [who.number for who in lists.customers] == ["00000012", "1002"]


def test_quotes_that_do_not_end_and_bytes_that_are_no_text_are_named_by_row() -> None:
    good = text(row(), row("1002")).body
    refused = refusal(NamedFile(name="a.csv", body=good + '1003,"张'.encode()))
    assert (refused.key, refused.facts["row"]) == ("import.quotes", 4)
    refused = refusal(NamedFile(name="a.csv", body=good + '1003,"张"三"\n'.encode()))
    assert (refused.key, refused.facts["row"]) == ("import.quotes", 4)
    refused = refusal(NamedFile(name="a.csv", body=b"\xef\xbb\xbf" + good + b"1003,\xff\xfe\n"))
    assert (refused.key, refused.facts["row"]) == ("import.encoding", 4)


def test_nested_quotes_and_lines_within_a_cell_are_read() -> None:
    lists = read(text((*row(), '他说"好",\n下周再来'), row("1002"), headings=(*HEADINGS, "备注")))
    assert [who.note for who in lists.customers] == ['他说"好", 下周再来', ""]
    assert [who.spot.row for who in lists.customers] == [2, 4]


def test_a_zero_byte_a_long_cell_and_a_shifted_row_are_named() -> None:
    problems = read(
        text(row(姓名="张\0伟"), row("1002", "张" * 6000), (*row("1003"), "more"), row("1004", 总余额="=1+1"))
    ).problems
    assert [(problem.key, problem.row, problem.column) for problem in problems] == [
        ("import.nul", 2, "B"),
        ("import.cell_too_long", 3, "B"),
        ("import.extra_cells", 4, "J"),
        ("import.formula", 5, "H"),
    ]


def test_a_line_of_ten_megabytes_is_refused() -> None:
    body = "客户号,姓名\n1,".encode() + b"x" * 10_000_000
    assert refusal(NamedFile(name="a.csv", body=body)).key == "import.quotes"


def test_a_sheet_keeps_its_row_numbers() -> None:
    sheets: tuple[Sheet, ...] = read_sheets([workbook((), (), row())])
    assert [number for number, _ in sheets[0].rows] == [1, 4]


PICTURES = {
    "png": b"\x89PNG\r\n\x1a\n",
    "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "gif": b"GIF89a",
    "bmp": b"BM\x36\x10\0\0\0\0\0\0",
    "webp": b"RIFF\x10\0\0\0WEBPVP8 ",
    "tiff": b"II*\0\x08",
    "heic": b"\0\0\0\x18ftypheic",
    "pdf": b"%PDF-1.7",
}


@pytest.mark.parametrize("ending", ["jpg", "xlsx", "csv"])
@pytest.mark.parametrize("start", PICTURES.values(), ids=PICTURES)
def test_a_picture_is_no_list_whatever_its_name(start: bytes, ending: str) -> None:
    body = start + b"the rest of it, which looks like text, 1, 2\n" * 200
    assert refusal(NamedFile(name=f"list.{ending}", body=body)).key == "import.not_a_list"


def test_a_heading_that_begins_like_a_picture_is_read() -> None:
    assert read(text(("x", *row()), headings=("BMI", *HEADINGS))).problems == ()


def test_headings_without_a_row_are_an_empty_list() -> None:
    (problem,) = read(text(name="empty.csv")).problems
    assert (problem.key, problem.facts) == ("import.empty", {"file": "empty.csv"})
    assert only(read(workbook())).key == "import.empty"
    assert read(text(row()), text(headings=("客户号", "产品"), name="holdings.csv")).problems == ()
