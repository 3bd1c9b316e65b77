"""Birthdays and other days that come back, in the Gregorian and in the lunar calendar."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from scheduling.calendar.lunar import FIRST_YEAR, LAST_YEAR, lunar_month

FallRule = Literal["", "no_leap_month", "no_day_30"]


@dataclass(frozen=True, kw_only=True)
class LunarFall:
    """The Gregorian day on which a lunar day is kept, and the rule that moved it ("" for none)."""

    day: date
    rule: FallRule = ""


def lunar_fall(month: int, day: int, leap: bool, year: int) -> LunarFall:
    """Where a lunar birthday is kept in one lunar year.

    A leap-month birthday is kept in the ordinary month when the year has no such leap month; day 30
    on day 29 where the month has none. When both apply, the missing leap month is named.
    """
    rule: FallRule = ""
    found = lunar_month(year, month, leap)
    if found is None:
        rule = "no_leap_month"
        found = lunar_month(year, month, leap=False)
    if found is None:
        raise ValueError(f"no lunar calendar has a month {month}")
    if day > found.length:
        return LunarFall(day=found.first + timedelta(days=found.length - 1), rule=rule or "no_day_30")
    return LunarFall(day=found.first + timedelta(days=day - 1), rule=rule)


def lunar_falls(month: int, day: int, leap: bool, start: date, end: date) -> list[LunarFall]:
    """Every keeping of a lunar birthday from start to end, both included, in order.

    A Gregorian year may hold the same lunar day twice or not at all.
    """
    years = range(max(start.year - 1, FIRST_YEAR), min(end.year, LAST_YEAR) + 1)
    falls = [lunar_fall(month, day, leap, year) for year in years]
    return [fall for fall in falls if start <= fall.day <= end]


def lunar_birthdays(month: int, day: int, leap: bool, start: date, end: date) -> list[date]:
    """The days from start to end, both included, on which a lunar birthday is kept."""
    return [fall.day for fall in lunar_falls(month, day, leap, start, end)]


def solar_birthdays(
    month: int, day: int, start: date, end: date, leap_day: Literal[28, 1] = 28
) -> list[date]:
    """The days from start to end, both included, on which a Gregorian birthday is kept.

    29 February is kept on the 28th in other years, or on 1 March when leap_day is 1.
    """
    kept = (_solar(month, day, year, leap_day) for year in range(start.year, end.year + 1))
    return [found for found in kept if start <= found <= end]


def _solar(month: int, day: int, year: int, leap_day: Literal[28, 1]) -> date:
    leap_year = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if (month, day) == (2, 29) and not leap_year:
        return date(year, 2, 28) if leap_day == 28 else date(year, 3, 1)
    return date(year, month, day)
