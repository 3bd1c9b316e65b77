"""Dates and times as they are shown to people; what is printed here is read back as the same instant."""

from datetime import date, datetime, timedelta

from scheduling.when.record import PAST_BY_WEEKDAY

_WEEKDAYS = {"zh-Hans": "周一二三四五六日", "zh-Hant": "週一二三四五六日"}
_NEAR = {
    "zh-Hans": {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"},
    "zh-Hant": {-1: "昨天", 0: "今天", 1: "明天", 2: "後天"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
_EN_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_EN_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say(moment: datetime | date, now: datetime, language: str = "zh-Hans") -> str:
    """A day with its weekday, near ones by name, and the time in the zone of now if there is one.

    「12月2日 周三 15:00」, 「明天 15:00」, 「2027年1月8日 周五」, "Wed 2 Dec 15:00", "tomorrow 15:00".
    """
    tongue = _tongue(language)
    if not isinstance(moment, datetime):
        return say_day(moment, now, tongue)
    local = moment.astimezone(now.tzinfo)
    return f"{say_day(local.date(), now, tongue)} {local:%H:%M}"


def say_day(day: date, now: datetime, language: str = "zh-Hans") -> str:
    """A day without a time; the year is said when it is not this one, or the day is long past."""
    tongue = _tongue(language)
    today = now.date()
    near = _NEAR[tongue].get((day - today).days)
    if near is not None:
        return near
    with_year = day.year != today.year or today - day > timedelta(days=PAST_BY_WEEKDAY)
    if tongue == "en":
        year = f" {day.year}" if with_year else ""
        return f"{_EN_WEEKDAYS[day.weekday()]} {day.day} {_EN_MONTHS[day.month - 1]}{year}"
    year = f"{day.year}年" if with_year else ""
    week, names = _WEEKDAYS[tongue][0], _WEEKDAYS[tongue][1:]
    return f"{year}{day.month}月{day.day}日 {week}{names[day.weekday()]}"


def _tongue(language: str) -> str:
    if not language.startswith("zh"):
        return "en"
    return "zh-Hant" if language.startswith(("zh-Hant", "zh-TW", "zh-HK", "zh-MO")) else "zh-Hans"
