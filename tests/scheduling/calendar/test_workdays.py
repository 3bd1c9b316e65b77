"""Working days, judged by the State Council's published arrangements."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.calendar import Calendar, festivals

CHINA = Calendar.of_china()

# Days off as first and last day, and make-up days, as published for each year.
PUBLISHED: dict[int, tuple[list[tuple[str, str]], list[str]]] = {
    2023: (
        [
            ("2022-12-31", "2023-01-02"),
            ("2023-01-21", "2023-01-27"),
            ("2023-04-05", "2023-04-05"),
            ("2023-04-29", "2023-05-03"),
            ("2023-06-22", "2023-06-24"),
            ("2023-09-29", "2023-10-06"),
        ],
        ["2023-01-28", "2023-01-29", "2023-04-23", "2023-05-06", "2023-06-25", "2023-10-07", "2023-10-08"],
    ),
    2024: (
        [
            ("2024-01-01", "2024-01-01"),
            ("2024-02-10", "2024-02-17"),
            ("2024-04-04", "2024-04-06"),
            ("2024-05-01", "2024-05-05"),
            ("2024-06-10", "2024-06-10"),
            ("2024-09-15", "2024-09-17"),
            ("2024-10-01", "2024-10-07"),
        ],
        [
            "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28",
            "2024-05-11", "2024-09-14", "2024-09-29", "2024-10-12",
        ],
    ),
    2025: (
        [
            ("2025-01-01", "2025-01-01"),
            ("2025-01-28", "2025-02-04"),
            ("2025-04-04", "2025-04-06"),
            ("2025-05-01", "2025-05-05"),
            ("2025-05-31", "2025-06-02"),
            ("2025-10-01", "2025-10-08"),
        ],
        ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"],
    ),
    2026: (
        [
            ("2026-01-01", "2026-01-03"),
            ("2026-02-15", "2026-02-23"),
            ("2026-04-04", "2026-04-06"),
            ("2026-05-01", "2026-05-05"),
            ("2026-06-19", "2026-06-21"),
            ("2026-09-25", "2026-09-27"),
            ("2026-10-01", "2026-10-07"),
        ],
        ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_whole_year_is_worked_as_published(year: int) -> None:
    breaks, made_up = PUBLISHED[year]
    off = {day for first, last in breaks for day in days(date.fromisoformat(first), date.fromisoformat(last))}
    worked = {date.fromisoformat(text) for text in made_up}
    for day in days(date(year, 1, 1), date(year, 12, 31)):
        expected = day in worked or (day.isoweekday() < 6 and day not in off)
        assert CHINA.is_working_day(day) == expected, day


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


# The arrangement for 2006 made the last Saturday of 2005 a working day; the second library begins a year with
# its first of January.
ODD_DAYS = {date(2005, 12, 31)}


def test_every_day_from_2004_to_2026_agrees_with_a_second_library() -> None:
    for day in days(date(2004, 1, 1), date(2026, 12, 31)):
        assert (CHINA.is_working_day(day) == chinese_calendar.is_workday(day)) is (day not in ODD_DAYS), day


@pytest.mark.parametrize("year", range(2004, 2027))
def test_a_published_year_is_known_as_published(year: int) -> None:
    assert CHINA.is_published(year)
    holidays = festivals(year)
    for key in ("new_year", "spring_festival", "labour_day", "national_day"):
        assert not CHINA.is_working_day(holidays[key])
    # The law gives 10, later 11, later 13 days; make-up days only move the weekends.
    weekdays = sum(day.isoweekday() < 6 for day in days(date(year, 1, 1), date(year, 12, 31)))
    worked = sum(CHINA.is_working_day(day) for day in days(date(year, 1, 1), date(year, 12, 31)))
    assert weekdays - worked in range(8, 17)


def test_a_year_not_yet_published_is_said_to_be_so_and_has_its_lawful_holidays() -> None:
    assert not CHINA.is_published(2040)
    assert not CHINA.is_working_day(date(2040, 10, 1))


def test_money_matters_move_to_the_working_day_before() -> None:
    assert CHINA.working_day_before(date(2026, 10, 5)) == date(2026, 9, 30)
    assert CHINA.working_day_before(date(2026, 9, 20)) == date(2026, 9, 20)
    assert CHINA.working_day_after(date(2026, 10, 3)) == date(2026, 10, 8)


def test_working_days_are_counted_with_make_up_days() -> None:
    assert CHINA.add_working_days(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert CHINA.add_working_days(date(2026, 10, 8), -1) == date(2026, 9, 30)
    assert CHINA.add_working_days(date(2026, 10, 3), 0) == date(2026, 10, 3)
    assert CHINA.working_days_between(date(2026, 9, 30), date(2026, 10, 10)) == 3
    assert CHINA.working_days_between(date(2026, 10, 10), date(2026, 9, 30)) == -3


def test_a_break_is_three_days_off_or_more() -> None:
    assert CHINA.break_around(date(2026, 10, 5)) == (date(2026, 10, 1), date(2026, 10, 7))
    assert CHINA.break_around(date(2026, 11, 28)) is None
    assert CHINA.break_around(date(2026, 11, 24)) is None


@given(st.dates(date(2004, 1, 1), date(2030, 1, 1)), st.integers(-40, 40))
def test_adding_working_days_and_counting_them_agree(day: date, n: int) -> None:
    there = CHINA.add_working_days(day, n)
    if n > 0:
        assert CHINA.working_days_between(day, there) == n
    if n < 0 and CHINA.is_working_day(day):
        assert CHINA.add_working_days(there, -n) == day
