"""When a birthday is kept."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from scheduling.calendar import LunarFall, lunar_birthdays, lunar_falls, lunar_of, solar_birthdays


def year(n: int) -> tuple[date, date]:
    return date(n, 1, 1), date(n, 12, 31)


def test_a_lunar_birthday_moves_through_the_year() -> None:
    assert lunar_birthdays(8, 15, False, *year(2026)) == [date(2026, 9, 25)]
    assert lunar_birthdays(8, 15, False, *year(2027)) == [date(2027, 9, 15)]


def test_a_leap_month_birthday_is_kept_in_the_leap_month_when_there_is_one() -> None:
    assert lunar_falls(6, 10, True, *year(2025)) == [LunarFall(day=date(2025, 8, 3))]


def test_a_leap_month_birthday_is_kept_in_the_ordinary_month_of_other_years() -> None:
    assert lunar_falls(6, 10, True, *year(2026)) == [LunarFall(day=date(2026, 7, 23), rule="no_leap_month")]


def test_an_ordinary_birthday_is_kept_once_in_a_year_with_its_leap_month() -> None:
    assert lunar_birthdays(6, 10, False, *year(2025)) == [date(2025, 7, 4)]


def test_day_30_is_kept_on_day_29_where_the_month_has_none() -> None:
    falls = lunar_falls(12, 30, False, date(2026, 1, 1), date(2027, 3, 1))
    assert falls == [
        LunarFall(day=date(2026, 2, 16), rule="no_day_30"),
        LunarFall(day=date(2027, 2, 5), rule="no_day_30"),
    ]


def test_a_gregorian_year_may_hold_the_day_twice_or_not_at_all() -> None:
    assert lunar_birthdays(11, 25, False, *year(2027)) == [date(2027, 1, 2), date(2027, 12, 22)]
    counts = [len(lunar_birthdays(11, 25, False, *year(n))) for n in range(1950, 2051)]
    assert {0, 1, 2} == set(counts)
    assert sum(counts) in range(100, 103)


def test_29_february_is_kept_on_the_28th_in_other_years() -> None:
    assert solar_birthdays(2, 29, date(2027, 1, 1), date(2028, 12, 31)) == [
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]
    assert solar_birthdays(2, 29, *year(2027), leap_day=1) == [date(2027, 3, 1)]


def test_a_span_over_new_year_holds_both_sides() -> None:
    assert solar_birthdays(1, 2, date(2026, 12, 30), date(2027, 1, 3)) == [date(2027, 1, 2)]
    assert solar_birthdays(6, 2, date(2026, 12, 30), date(2027, 1, 3)) == []


@given(
    month=st.integers(1, 12),
    day=st.integers(1, 30),
    leap=st.booleans(),
    start=st.dates(date(1950, 1, 1), date(2055, 1, 1)),
)
def test_each_lunar_year_keeps_every_birthday_once(month: int, day: int, leap: bool, start: date) -> None:
    falls = lunar_falls(month, day, leap, start, start.replace(year=start.year + 1, day=1))
    for fall in falls:
        lunar = lunar_of(fall.day)
        assert lunar.month == month
        assert lunar.day in {day, 29}
        if fall.rule == "":
            assert (lunar.day, lunar.leap) == (day, leap)
