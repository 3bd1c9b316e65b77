"""Lunar dates in words."""

from scheduling.calendar.lunar import LunarDate

MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
DIGITS = "一二三四五六七八九十"


def lunar_text(lunar: LunarDate, language: str) -> str:
    """A lunar date as people say it: 腊月三十, 閏六月初一, lunar month 12 day 30; the year is not said."""
    if not language.startswith("zh"):
        leap = "leap " if lunar.leap else ""
        return f"lunar {leap}month {lunar.month} day {lunar.day}"
    text = f"{'闰' if lunar.leap else ''}{MONTHS[lunar.month - 1]}月{_day(lunar.day)}"
    if language.startswith(("zh-Hant", "zh-TW", "zh-HK")):
        return text.replace("闰", "閏").replace("腊", "臘")
    return text


def _day(day: int) -> str:
    if day <= 10:
        return "初" + DIGITS[day - 1]
    if day in (20, 30):
        return "二三"[day // 10 - 2] + "十"
    return ("十", "廿")[day // 10 - 1] + DIGITS[day % 10 - 1]
