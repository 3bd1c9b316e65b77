"""Days and birthdays in a list."""

from datetime import date, datetime, timedelta

import pytest

from desk.importing import days
from desk.importing.cells import Bad
from desk.importing.lists import Cell
from store.records import Birthday


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-24",
        "2026/11/24",
        "2026.11.24",
        "20261124",
        20261124,
        20261124.0,
        "2026年11月24日",
        "2026 年 11 月 24 号",
        "2026-11-24 00:00:00",
        "2026-11-24T08:30:00Z",
        " ２０２６－１１－２４ ",
        datetime(2026, 11, 24, 12),  # noqa: DTZ001  # spreadsheets know no zones
        date(2026, 11, 24),
        46350,
        46350.75,
    ],
)
def test_one_day_in_many_forms(written: Cell) -> None:
    assert days.day(written) == date(2026, 11, 24)


@pytest.mark.parametrize("written", ["", None, "?", "-", "9999-12-31", "1900-01-01", "0000-00-00", "长期", 0])
def test_no_day_is_no_mistake(written: Cell) -> None:
    assert days.day(written) is None


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("2026-13-01", "import.no_such_day"),
        ("2026-02-29", "import.no_such_day"),
        ("20260230", "import.no_such_day"),
        ("24/11/2026", "import.not_a_day"),
        ("11-24", "import.no_year"),
        ("明天", "import.not_a_day"),
        (True, "import.not_a_day"),
        (-5, "import.not_a_day"),
        (timedelta(days=3), "import.not_a_day"),
    ],
)
def test_a_day_that_is_none_is_named(written: Cell, key: str) -> None:
    with pytest.raises(Bad) as bad:
        days.day(written)
    assert bad.value.key == key


@pytest.mark.parametrize(
    ("written", "calendar", "birthday"),
    [
        ("农历1956年八月十五", "", Birthday(year=1956, month=8, day=15, calendar="lunar")),
        ("農曆一九五六年八月十五日", "", Birthday(year=1956, month=8, day=15, calendar="lunar")),
        ("闰六月初一", "", Birthday(month=6, day=1, calendar="lunar", leap=True)),
        ("腊月三十", "", Birthday(month=12, day=30, calendar="lunar")),
        ("正月十五", "", Birthday(month=1, day=15, calendar="lunar")),
        ("冬月廿三", "", Birthday(month=11, day=23, calendar="lunar")),
        ("1987年闰六月二十", "", Birthday(year=1987, month=6, day=20, calendar="lunar", leap=True)),
        ("农历1956-08-15", "", Birthday(year=1956, month=8, day=15, calendar="lunar")),
        ("农历8月15日", "", Birthday(month=8, day=15, calendar="lunar")),
        ("1956-02-30", "lunar", Birthday(year=1956, month=2, day=30, calendar="lunar")),
        ("1956年8月15日", "lunar", Birthday(year=1956, month=8, day=15, calendar="lunar")),
        ("1956年8月15日", "", Birthday(year=1956, month=8, day=15)),
        ("公历1956-08-15", "", Birthday(year=1956, month=8, day=15)),
        ("8月15日", "", Birthday(month=8, day=15)),
        ("02-29", "", Birthday(month=2, day=29)),
        ("1900-01-01", "", None),
        ("", "lunar", None),
    ],
)
def test_birthdays_by_both_calendars(written: str, calendar: str, birthday: Birthday | None) -> None:
    assert days.birthday(written, calendar) == birthday


@pytest.mark.parametrize(
    ("written", "calendar"),
    [("1956-02-30", ""), ("农历13月1日", ""), ("1956-08-31", "lunar"), ("八月十五", "solar"), ("生日", "")],
)
def test_birthdays_that_cannot_be(written: str, calendar: str) -> None:
    with pytest.raises(Bad):
        days.birthday(written, calendar)


def test_the_calendar_may_stand_in_a_column_of_its_own() -> None:
    assert [days.calendar_of(said) for said in ("农历", "阴历", "公历", "Lunar", "", None)] == [
        "lunar", "lunar", "solar", "lunar", "", "",
    ]  # fmt: skip
    with pytest.raises(Bad):
        days.calendar_of("玛雅历")
