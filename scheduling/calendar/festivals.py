"""Festivals of a year, Gregorian and lunar, and the 24 solar terms."""

from datetime import date, timedelta
from functools import lru_cache

from scheduling.calendar import sky
from scheduling.calendar.lunar import LunarDate, lunar_months, solar_of

FIXED = {
    "new_year": (1, 1),
    "valentines": (2, 14),
    "womens_day": (3, 8),
    "arbor_day": (3, 12),
    "labour_day": (5, 1),
    "youth_day": (5, 4),
    "childrens_day": (6, 1),
    "party_day": (7, 1),
    "army_day": (8, 1),
    "teachers_day": (9, 10),
    "national_day": (10, 1),
    "halloween": (10, 31),
    "singles_day": (11, 11),
    "christmas_eve": (12, 24),
    "christmas": (12, 25),
    "new_years_eve": (12, 31),
}
# The lunar year is the one that begins in this Gregorian year.
LUNAR = {
    "spring_festival": (1, 1),
    "po_wu": (1, 5),
    "lantern": (1, 15),
    "dragon_head": (2, 2),
    "dragon_boat": (5, 5),
    "qixi": (7, 7),
    "ghost": (7, 15),
    "mid_autumn": (8, 15),
    "double_ninth": (9, 9),
    "winter_clothes": (10, 1),
}
# The twelfth month before the Spring Festival of this Gregorian year.
YEAR_END = {"laba": 8, "little_new_year": 23}
TERM_FEASTS = {"qingming": "清明", "winter_solstice": "冬至"}
# Month, ISO weekday, which one of the month.
WEEKDAYS = {"mothers_day": (5, 7, 2), "fathers_day": (6, 7, 3), "thanksgiving": (11, 4, 4)}


@lru_cache(maxsize=256)
def _terms(year: int) -> tuple[tuple[str, date], ...]:
    # Two years of the sky, each from 立春, cover one of ours.
    both = [*sky.terms_from_spring(year - 1), *sky.terms_from_spring(year)]
    found = {name: day for name, day in both if day.year == year}
    return tuple(sorted(found.items(), key=lambda item: item[1]))


def solar_terms(year: int) -> dict[str, date]:
    """The 24 solar terms of a Gregorian year by their simplified Chinese names, in order (China time)."""
    return dict(_terms(year))


@lru_cache(maxsize=2048)
def festival(key: str, year: int) -> date | None:
    """The day of one festival of a Gregorian year (1901 to 2100), or None for a key that nobody keeps.

    The eve, 腊八 and 小年 are those before the Spring Festival of that year, so 腊八 may fall on the
    last days of the December before.
    """
    if key in FIXED:
        return date(year, *FIXED[key])
    if key in WEEKDAYS:
        return _weekday_of(year, *WEEKDAYS[key])
    if key in TERM_FEASTS:
        return solar_terms(year)[TERM_FEASTS[key]]
    return _lunar_festival(key, year)


def _lunar_festival(key: str, year: int) -> date | None:
    if key in LUNAR:
        month, day = LUNAR[key]
        return solar_of(LunarDate(year=year, month=month, day=day))
    if key == "eve":
        return lunar_months(year)[0].first - timedelta(days=1)
    if key in YEAR_END:
        return lunar_months(year - 1)[-1].first + timedelta(days=YEAR_END[key] - 1)
    return None


def festivals(year: int) -> dict[str, date]:
    """The festivals of a Gregorian year (1901 to 2100) by key, in order of their days."""
    keys = (*FIXED, *LUNAR, *YEAR_END, "eve", *TERM_FEASTS, *WEEKDAYS)
    days = {key: day for key in keys if (day := festival(key, year)) is not None}
    return dict(sorted(days.items(), key=lambda item: item[1]))


def warm(year: int) -> None:
    """Works out the sky around a year ahead of need: each new year of it takes some 20 milliseconds."""
    for near in (year - 1, year, year + 1):
        lunar_months(near)
        solar_terms(near)


def is_cold() -> bool:
    """Whether nothing has been worked out yet."""
    return lunar_months.cache_info().currsize == 0


def _weekday_of(year: int, month: int, weekday: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))
