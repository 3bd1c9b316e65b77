"""The lunar calendar, judged by two other libraries and by days that everybody knows."""

from datetime import date, timedelta

import pytest
from borax.calendars.lunardate import LunarDate as BoraxDate
from borax.calendars.lunardate import TermUtils
from lunardate import LunarDate as OtherDate

from scheduling.calendar import LunarDate, lunar_of, lunar_text, solar_of, solar_terms


def test_every_day_from_1950_to_2056_agrees_with_a_second_library() -> None:
    day, end = date(1950, 1, 1), date(2056, 12, 31)
    while day <= end:
        ours = lunar_of(day)
        theirs = BoraxDate.from_solar(day)
        assert (ours.year, ours.month, ours.day, ours.leap) == (
            theirs.year,
            theirs.month,
            theirs.day,
            bool(theirs.leap),
        ), day
        assert solar_of(ours) == day
        day += timedelta(days=1)


# Two months that the third library begins a day off; the second one and the almanac agree with ours.
ODD_MONTHS = {(1954, 11), (1978, 8)}
# Four seconds before midnight: the second library rounds it into the next day.
ODD_TERM = (1979, "大寒", date(1979, 1, 20))


def test_every_month_from_1950_to_2056_agrees_with_a_third_library() -> None:
    for year in range(1950, 2057):
        for month in range(1, 13):
            if (year, month) in ODD_MONTHS:
                continue
            assert (
                solar_of(LunarDate(year=year, month=month, day=1))
                == OtherDate(year, month, 1).to_solar_date()
            )


def test_solar_terms_from_1950_to_2056_agree_with_a_second_library() -> None:
    for year in range(1950, 2057):
        theirs = {
            TermUtils.get_name_for_index(index): TermUtils.nth_term_day(year, index) for index in range(24)
        }
        if year == ODD_TERM[0]:
            theirs[ODD_TERM[1]] = ODD_TERM[2]
        assert solar_terms(year) == theirs


def test_a_leap_month_that_the_year_does_not_have_is_no_day() -> None:
    assert solar_of(LunarDate(year=2025, month=6, day=1, leap=True)) == date(2025, 7, 25)
    assert solar_of(LunarDate(year=2026, month=6, day=1, leap=True)) is None


def test_day_30_of_a_short_month_is_no_day() -> None:
    assert solar_of(LunarDate(year=2026, month=12, day=30)) is None


def test_outside_the_trusted_years_it_says_so() -> None:
    with pytest.raises(ValueError, match="not for 2101"):
        solar_of(LunarDate(year=2101, month=1, day=1))
    with pytest.raises(ValueError, match="without a year"):
        solar_of(LunarDate(month=1, day=1))
    with pytest.raises(ValueError, match="no lunar calendar"):
        LunarDate(month=13, day=1)
    for day in (date(1900, 1, 1), date(2101, 3, 1), date(2300, 1, 1)):
        with pytest.raises(ValueError, match="lunar calendar is"):
            lunar_of(day)


def test_lunar_dates_are_said_as_people_say_them() -> None:
    assert lunar_text(LunarDate(month=12, day=30), "zh-Hans") == "腊月三十"
    assert lunar_text(LunarDate(month=6, day=1, leap=True), "zh-Hans") == "闰六月初一"
    assert lunar_text(LunarDate(month=6, day=1, leap=True), "zh-Hant") == "閏六月初一"
    assert lunar_text(LunarDate(month=1, day=15), "zh-Hans") == "正月十五"
    assert lunar_text(LunarDate(month=11, day=20), "zh-Hant") == "冬月二十"
    assert lunar_text(LunarDate(month=8, day=23), "zh-Hans") == "八月廿三"
    assert lunar_text(LunarDate(month=6, day=1, leap=True), "en") == "lunar leap month 6 day 1"
