"""On which days a day of every year is kept: birthdays and anniversaries, solar and lunar."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import Literal

from scheduling.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    LunarDate,
    LunarFall,
    lunar_falls,
    lunar_of,
    solar_birthdays,
)
from scheduling.rules import Rules
from store.records import Birthday

# A lunar year with a leap month is longer than a solar one.
_A_YEAR = 390
# Over more days than this hardly anybody has none of their days.
_A_SEASON = 200
_EVERY = frozenset(product(range(1, 13), range(1, 32)))


def kept_days(birthday: Birthday, rules: Rules, start: date, end: date) -> list[LunarFall]:
    """Every keeping from start to end, both included, with the rule that moved it."""
    if (birthday.month, birthday.day) not in days_about(start, end)[birthday.calendar]:
        return []
    leap_day = rules.playbook.birthday.leap_day
    return [kept for kept in _kept(birthday, start.year, end.year, leap_day) if start <= kept.day <= end]


@lru_cache(maxsize=64)
def days_about(start: date, end: date) -> Mapping[Literal["solar", "lunar"], frozenset[tuple[int, int]]]:
    """Of each calendar every month and day that may be kept from start to end, both included.

    All customers of a bank are asked about the same days, and most of theirs are far from them.
    """
    if (end - start).days > _A_SEASON or not FIRST_YEAR < start.year <= end.year <= LAST_YEAR:
        return {"solar": _EVERY, "lunar": _EVERY}
    days = [start + timedelta(days=step) for step in range((end - start).days + 1)]
    lunar = [lunar_of(day) for day in days]
    # What this year does not have is kept on another day: 29 February, and day 30 of a month.
    return {
        "solar": frozenset({(day.month, day.day) for day in days} | {(2, 29)}),
        "lunar": frozenset({(day.month, day.day) for day in lunar} | {(each, 30) for each in range(1, 13)}),
    }


@lru_cache(maxsize=4_096)
def _kept(birthday: Birthday, first: int, last: int, leap_day: Literal[28, 1]) -> tuple[LunarFall, ...]:
    """The keepings of the Gregorian years from first to last."""
    span = date(first, 1, 1), date(last, 12, 31)
    if birthday.calendar == "lunar":
        return tuple(lunar_falls(birthday.month, birthday.day, birthday.leap, *span))
    days = solar_birthdays(birthday.month, birthday.day, *span, leap_day)
    return tuple(LunarFall(day=day) for day in days)


def age_on(birthday: Birthday, kept: date) -> int | None:
    """The age that is reached on a kept birthday; None when the year of birth is unknown.

    Lunar years are counted in lunar years: a birthday in the twelfth month may be kept in the next January.
    """
    if birthday.year is None:
        return None
    year = lunar_of(kept).year if birthday.calendar == "lunar" else kept.year
    return (year or kept.year) - birthday.year


def rule_of(birthday: Birthday, kept: LunarFall) -> str:
    """Why it is kept on another day than its own; empty where it is not."""
    leap_day = birthday.calendar == "solar" and (birthday.month, birthday.day) == (2, 29)
    return "no_29_february" if leap_day and kept.day.day != 29 else kept.rule


def lunar_day(birthday: Birthday) -> LunarDate | None:
    """The day as it was told, without its year; None for one of the common calendar."""
    if birthday.calendar == "solar":
        return None
    return LunarDate(month=birthday.month, day=birthday.day, leap=birthday.leap)


def coming_rule(birthday: Birthday, rules: Rules, today: date) -> str:
    """Why it is kept next on another day than its own; empty where it is not."""
    coming = kept_days(birthday, rules, today, today + timedelta(days=_A_YEAR))
    return rule_of(birthday, coming[0]) if coming else ""
