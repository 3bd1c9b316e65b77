"""The Chinese lunar calendar from 1900 to 2100."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from scheduling.calendar import sky

# The library is free of round-trip errors between these years; outside them it is not trusted.
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True, kw_only=True)
class LunarDate:
    """A day of the lunar calendar; without a year it is a day that comes back, such as a birthday."""

    year: int | None = None
    month: int
    day: int
    leap: bool = False

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1 <= self.day <= 30):
            raise ValueError(f"no lunar calendar has a day {self.month}/{self.day}")


@dataclass(frozen=True, kw_only=True)
class LunarMonth:
    """One month of a lunar year: its first day in the Gregorian calendar and its 29 or 30 days."""

    number: int
    leap: bool
    first: date
    length: int


@lru_cache(maxsize=256)
def lunar_months(year: int) -> tuple[LunarMonth, ...]:
    """The 12 or 13 months of a lunar year in order; ValueError outside the trusted years."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"the lunar calendar is known for {FIRST_YEAR} to {LAST_YEAR}, not for {year}")
    first = sky.lunar_new_year(year)
    months: list[LunarMonth] = []
    for number, leap in _numbers(sky.leap_month(year)):
        length = sky.month_length(year, number, leap)
        months.append(LunarMonth(number=number, leap=leap, first=first, length=length))
        first += timedelta(days=length)
    return tuple(months)


def _numbers(leap_month: int) -> list[tuple[int, bool]]:
    """Month numbers of a year; the leap month (0: none) follows the one whose number it repeats."""
    plain = [(number, False) for number in range(1, 13)]
    if leap_month:
        plain.insert(leap_month, (leap_month, True))
    return plain


def lunar_month(year: int, number: int, leap: bool) -> LunarMonth | None:
    """The month of that number, or None when the year has no such leap month."""
    for month in lunar_months(year):
        if (month.number, month.leap) == (number, leap):
            return month
    return None


def lunar_of(day: date) -> LunarDate:
    """The lunar date of a Gregorian day; ValueError outside the trusted years."""
    year = day.year
    if year > LAST_YEAR or day < lunar_months(year)[0].first:
        year -= 1
    for month in reversed(lunar_months(year)):
        if month.first <= day:
            found = (day - month.first).days + 1
            if found > month.length:
                break
            return LunarDate(year=year, month=month.number, day=found, leap=month.leap)
    raise ValueError(f"the lunar calendar is not known on {day}")


def solar_of(lunar: LunarDate) -> date | None:
    """The Gregorian day of a lunar date with a year, or None when that year has no such day."""
    if lunar.year is None:
        raise ValueError("a lunar date without a year falls on many days")
    month = lunar_month(lunar.year, lunar.month, lunar.leap)
    if month is None or lunar.day > month.length:
        return None
    return month.first + timedelta(days=lunar.day - 1)
