"""On which days a day of every year is kept: birthdays and anniversaries, solar and lunar."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from scheduling.calendar import LunarDate, LunarFall, lunar_falls, lunar_of, solar_birthdays
from scheduling.rules import Rules
from store.records import Birthday

# A lunar year with a leap month is longer than a solar one.
_A_YEAR = 390


def kept_days(birthday: Birthday, rules: Rules, start: date, end: date) -> list[LunarFall]:
    """Every keeping from start to end, both included, with the rule that moved it."""
    leap_day = rules.playbook.birthday.leap_day
    return [kept for kept in _kept(birthday, start.year, end.year, leap_day) if start <= kept.day <= end]


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
