"""Cells as banks write them, and what they mean."""

import math
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.importing import cells, days
from desk.importing.cells import Bad
from desk.importing.lists import Cell, Flaw
from store.records import Birthday, Masked, Sex


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        (31041.5, 3_104_150),
        ("31041.5", 3_104_150),
        ("1,200", 120_000),
        ("1,200,300.05", 120_030_005),
        ("62万", 62_000_000),
        ("62 万元", 62_000_000),
        ("1.2亿", 12_000_000_000),
        ("¥1,200.00", 120_000),
        ("１２００", 120_000),
        ("1200元", 120_000),
        ("(1,200)", -120_000),
        ("-3", -300),
        (0, 0),
        ("0.005", 1),
        (0.1 + 0.2, 30),
        ("1E+05", 10_000_000),
        ("?", None),
        ("？", None),
        ("", None),
        ("  ", None),
        ("-", None),
        ("—", None),
        ("N/A", None),
        ("无", None),
        (None, None),
    ],
)
def test_an_amount_is_whole_fen_and_a_question_mark_is_unknown(written: Cell, fen: int | None) -> None:
    assert cells.fen(written) == fen


def test_an_amount_under_a_heading_in_ten_thousands_is_multiplied_once() -> None:
    assert cells.fen("62", unit=10_000) == 62_000_000
    assert cells.fen("62万", unit=10_000) == 62_000_000


@pytest.mark.parametrize(
    "written", ["很多", "1,2,3", "1.200,50", "12-3", True, float("nan"), float("inf"), "1e999", "9" * 30]
)
def test_what_is_no_amount_is_said_to_be_none(written: Cell) -> None:
    if isinstance(written, float) and math.isnan(written):  # how some programs write unknown
        assert cells.fen(written) is None
        return
    with pytest.raises(Bad):
        cells.fen(written)


@given(st.integers(-(10**12), 10**12))
def test_an_amount_written_with_separators_is_the_amount(fen: int) -> None:
    assert cells.fen(f"{fen / 100:,.2f}") == fen


@pytest.mark.parametrize(
    ("written", "sex"),
    [
        ("男", Sex.MALE),
        ("M", Sex.MALE),
        ("先生", Sex.MALE),
        ("女", Sex.FEMALE),
        (" f ", Sex.FEMALE),
        ("女士", Sex.FEMALE),
        (1, Sex.MALE),
        (2.0, Sex.FEMALE),
        ("未知", None),
        (0, None),
    ],
)
def test_sex_is_understood_in_many_ways(written: Cell, sex: Sex | None) -> None:
    assert cells.sex(written) is sex


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (1, "1"),
        (1.0, "1"),
        ("0012", "0012"),
        (" １２３ ", "123"),
        ("C-0012/3", "C-0012/3"),
        ("?", ""),
        (None, ""),
    ],
)
def test_a_customer_number_is_text_and_keeps_its_zeros(written: Cell, number: str) -> None:
    assert cells.number(written) == number


@pytest.mark.parametrize(
    "written", [4.40301197001011e17, 6217000000000000000, "6.217E+18", "+1001", "a|b", "张三", True]
)
def test_a_customer_number_that_was_cut_or_is_none_is_refused(written: Cell) -> None:
    with pytest.raises(Bad):
        cells.number(written)


def test_names_lose_the_spaces_between_characters_but_not_between_words() -> None:
    assert cells.name("王　文") == "王文"
    assert cells.name(" 欧阳\u200b 若水 ") == "欧阳若水"
    assert cells.name("John  Smith") == "John Smith"
    assert cells.name("买买提·艾力") == "买买提·艾力"


def test_phones_are_parted_and_never_shown() -> None:
    found = cells.phones("138 0000 0001/010-88886666；00000000000")
    assert found == (Masked("13800000001"), Masked("01088886666"))
    assert "13800000001" not in repr(found)
    with pytest.raises(Bad) as bad:
        cells.phones("138000000A1")
    assert "138" not in str(bad.value.facts)
    assert cells.phones("138****0001") == ()
    assert cells.phones(13800000001.0) == (Masked("13800000001"),)


def test_an_identity_number_that_a_spreadsheet_has_cut_is_refused_and_not_shown() -> None:
    assert cells.id_number("11010119700101001x") == Masked("11010119700101001X")
    with pytest.raises(Bad) as bad:
        cells.id_number(1.10101197001010e17)
    assert bad.value.key == "import.number_cut"
    assert bad.value.facts == {"value": ""}


@pytest.mark.parametrize(
    ("written", "yes"), [("是", True), ("否", False), (True, True), ("FALSE", False), (1, True), ("", None)]
)
def test_yes_and_no(written: Cell, yes: bool | None) -> None:
    assert cells.yes(written) is yes


@pytest.mark.parametrize(("written", "rate"), [("2.75%", 2.75), (2.75, 2.75), ("", None), ("0.05", 0.05)])
def test_a_rate_is_a_percentage(written: Cell, rate: float | None) -> None:
    assert cells.rate(written) == rate


@pytest.mark.parametrize("written", ["lots", "nan", 1e9])
def test_what_is_no_rate_is_refused(written: Cell) -> None:
    if written == "nan":
        assert cells.rate(written) is None
        return
    with pytest.raises(Bad):
        cells.rate(written)


def test_currencies_by_name_or_letters() -> None:
    assert [cells.currency(written) for written in ("人民币", "", "usd", "港币")] == [
        "CNY",
        "CNY",
        "USD",
        "HKD",
    ]
    with pytest.raises(Bad):
        cells.currency("贝壳")


def test_a_formula_is_bad_wherever_it_stands() -> None:
    for parse in (cells.text, cells.fen, cells.sex, cells.number, cells.yes, days.day, days.birthday):
        with pytest.raises(Bad) as bad:
            parse(Flaw("import.formula", "=A1"))
        assert bad.value.key == "import.formula"


_anything = st.one_of(
    st.text(max_size=30),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.text("0123456789年月日-/.农历闰初一二三十廿正腊万亿,()%+eE？?", max_size=12),
)


@given(_anything)
def test_whatever_stands_in_a_cell_is_a_value_or_bad_and_nothing_else(written: Cell) -> None:
    for parse in (
        cells.text,
        cells.words,
        cells.name,
        cells.number,
        cells.product_number,
        cells.sex,
        cells.yes,
        cells.fen,
        cells.rate,
        cells.phones,
        cells.id_number,
        cells.currency,
        days.day,
        days.birthday,
        days.calendar_of,
    ):
        try:
            parse(written)
        except Bad as bad:
            assert bad.key.startswith("import.")  # noqa: PT017  # not raising is as good


@given(st.dates().filter(lambda day: day.year > 1900 and day.year < 9999))
def test_a_birthday_is_the_same_in_every_form_of_a_date(day: date) -> None:
    expected = Birthday(year=day.year, month=day.month, day=day.day)
    for written in (
        f"{day:%Y-%m-%d}".zfill(10),
        f"{day.year:04}/{day.month}/{day.day}",
        f"{day.year:04}年{day.month}月{day.day}日",
        f"{day.year:04}{day.month:02}{day.day:02}",
        datetime(day.year, day.month, day.day),  # noqa: DTZ001  # spreadsheets know no zones
    ):
        assert days.birthday(written) == expected
        assert days.day(written) == day
