"""A day as a manager says it on one line: 「儿子高考 6月7日」, 「腊月三十」, 「下周三」."""

import re
from datetime import date, datetime
from typing import NamedTuple

from desk.importing import days
from desk.importing.cells import Bad
from scheduling.wall import day_and_clock
from scheduling.when import parse
from store.records import Birthday, Refused, replace

_NUMERAL = "[一二三四五六七八九]"
# The days of a lunar month as nobody says those of a solar one, and days in figures.
_LUNAR = re.compile(
    r"(?:农历|農曆|阴历|陰曆|旧历|舊曆)?\s*(?:(?:\d{4}|[〇零○一二三四五六七八九]{4})\s*年)?\s*[闰閏]?"
    rf"(?:正|冬|腊|臘|十[一二]?|{_NUMERAL})月(?:初[一二三四五六七八九十]|廿{_NUMERAL}?|卅|三十|[一二]?十{_NUMERAL}?)"
)
_FIGURES = re.compile(
    r"(?:(?:农历|農曆|阴历|陰曆|旧历|舊曆|lunar)\s*)?(?:\d{4}\s*[-/.年]\s*)?[闰閏]?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号號]?",
    re.IGNORECASE,
)
_YEARS = {"今年": 0, "明年": 1, "后年": 2, "後年": 2}
_YEAR = re.compile("|".join(_YEARS))
# 明年 or 下周 name no day.
_ONE_DAY = frozenset({"minute", "daypart", "day"})


class SaidDay(NamedTuple):
    """A day of the year, with its year where one was said, and the words beside it."""

    day: Birthday
    rest: str


def said_day(text: str, now: datetime, language: str) -> SaidDay | None:
    """The day that a line names, solar or lunar, read against `now` (local); None where it names none.

    Refused where a day was written that the calendar does not have.
    """
    for pattern in (_LUNAR, _FIGURES):
        found = pattern.search(text)
        if found is not None:
            day = _in_figures(found[0].strip())
            if day is not None:
                return _with_year(day, _without(text, found.span()), now)
    when = parse(text, now, language)
    if when is None:
        return None
    start, _ = day_and_clock(when.start)
    return SaidDay(Birthday(year=start.year, month=start.month, day=start.day), _without(text, when.span))


def _in_figures(written: str) -> Birthday | None:
    try:
        return days.birthday(written)
    except Bad as bad:
        raise Refused("occasion.no_such_day", said=str(bad.facts.get("value", ""))[:20]) from bad


def days_in(text: str, now: datetime, language: str) -> tuple[str, ...]:
    """The words of a line that name a day each, solar, lunar or by the week, in their order."""
    found: list[str] = []
    for pattern in (_LUNAR, _FIGURES):
        found += [each[0] for each in pattern.finditer(text)]
        text = pattern.sub(" ", text)
    # A word such as 下周三 is looked for in what is left; 明年 beside a date belongs to it.
    when = parse(text, now, language) if not (found and _YEAR.search(text)) else None
    if when is not None and when.precision in _ONE_DAY:
        found.append(text[when.span[0] : when.span[1]])
    return tuple(found)


def _with_year(day: Birthday, rest: str, now: datetime) -> SaidDay:
    """明年6月7日 has a year."""
    word = _YEAR.search(rest)
    if word is None or day.year is not None or day.calendar == "lunar":
        return SaidDay(day, rest)
    return SaidDay(replace(day, year=now.year + _YEARS[word[0]]), _without(rest, word.span()))


def coming_day(text: str, now: datetime, language: str) -> date | None:
    """The next day of the common calendar that a line means; None where it names none or one that is over.

    Refused where a day was written that the calendar does not have.
    """
    said = said_day(text, now, language)
    if said is None or said.day.calendar == "lunar":
        return None
    today = now.date()
    if said.day.year is not None:
        found = _day(said.day.year, said.day)
    else:
        found = _day(today.year, said.day)
        if found is not None and found < today:
            found = _day(today.year + 1, said.day)
    return found if found is not None and found >= today else None


def _day(year: int, said: Birthday) -> date | None:
    try:
        return date(year, said.month, said.day)
    except ValueError:
        return None


def _without(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]} {text[span[1] :]}"
