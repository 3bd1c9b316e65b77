"""When a festival or a lunar day comes next, for every language that names it."""

from datetime import date, timedelta

from scheduling.calendar import LunarDate, festival, solar_of

ONE = timedelta(days=1)
# Days that the calendar of greetings does not keep, but people name.
_MORE = {
    "april_fools": (4, 1), "consumers_day": (3, 15), "nurses_day": (5, 12), "journalists_day": (11, 8),
    "earth_day": (4, 22), "all_saints": (11, 1), "double_twelve": (12, 12), "boxing_day": (12, 26),
    "handover_day": (7, 1),
}  # fmt: skip
BREAKS = frozenset({
    "new_year", "spring_festival", "eve", "qingming", "labour_day", "dragon_boat", "mid_autumn",
    "national_day",
})  # fmt: skip


def feast_of(key: str, year: int) -> date | None:
    """The day of a festival in a Gregorian year."""
    if key in _MORE:
        return date(year, *_MORE[key])
    if key in {"easter", "good_friday"}:
        return _easter(year) - (2 * ONE if key == "good_friday" else 0 * ONE)
    if key == "buddha":
        return solar_of(LunarDate(year=year, month=4, day=8))
    return festival(key, year)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def coming_feast(key: str, year: int | None, today: date) -> date | None:
    """The festival of that year, or the next one from today on."""
    if year is not None:
        return feast_of(key, year)
    for candidate in (today.year, today.year + 1):
        day = feast_of(key, candidate)
        if day is not None and day >= today:
            return day
    return None


def coming_lunar(month: int, day: int, leap: bool, year: int | None, today: date) -> date | None:
    """The lunar day of that lunar year, or the next one from today on; a leap month may be years away."""
    if year is not None:
        return solar_of(LunarDate(year=year, month=month, day=day, leap=leap))
    for candidate in range(today.year - 1, today.year + (40 if leap else 4)):
        found = solar_of(LunarDate(year=candidate, month=month, day=day, leap=leap))
        if found is not None and found >= today:
            return found
    return None
