"""The only door to sxtwl, which has no types: new moons, leap months and solar terms in China's time."""

from datetime import date
from importlib import import_module
from typing import Any

_sxtwl: Any = import_module("sxtwl")

TERMS = (
    "冬至", "小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种",
    "夏至", "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪",
)  # fmt: skip


def lunar_new_year(year: int) -> date:
    """The Gregorian day on which a lunar year begins."""
    day = _sxtwl.fromLunar(year, 1, 1, False)
    return date(int(day.getSolarYear()), int(day.getSolarMonth()), int(day.getSolarDay()))


def leap_month(year: int) -> int:
    """The number that the leap month of a lunar year repeats, 0 when the year has none."""
    return int(_sxtwl.getRunMonth(year))


def month_length(year: int, number: int, leap: bool) -> int:
    """29 or 30 days."""
    return int(_sxtwl.getLunarMonthNum(year, number, leap))


def terms_from_spring(year: int) -> list[tuple[str, date]]:
    """The solar terms from 立春 of a Gregorian year to 立春 of the next, with their days."""
    found: list[tuple[str, date]] = []
    for info in _sxtwl.getJieQiByYear(year):
        at = _sxtwl.JD2DD(info.jd)
        found.append((TERMS[int(info.jqIndex)], date(int(at.Y), int(at.M), int(at.D))))
    return found
