"""The one door to dateparser: times in languages that we have no grammar for, and what ours leaves over."""

import re
import warnings
from datetime import date, datetime
from importlib import import_module
from typing import Any

from scheduling.when.record import Precision, When
from scheduling.when.rules import Context

# Longer texts are no time expressions, and the library takes its time with them.
LONGEST = 200
_GRAINS: dict[str, Precision] = {
    "time": "minute",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}
# What the library may add to an English reader that found nothing: a date with a month's name in it.
_WRITTEN_DATE = re.compile(
    r"(?!.*(?:[-–]|\sto\s))(?=.*\d)(?=.*(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)",
    re.IGNORECASE,
)


def read(text: str, context: Context) -> list[When]:
    """The time of a text in the language of the context: the whole text, else what is found in it."""
    if not text.strip() or len(text) > LONGEST:
        return []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns of its own future; we cannot act on it
        whole = _whole(text, context, strict=False)
        return [whole] if whole is not None else _inside(text, context)


def written_date(text: str, context: Context) -> list[When]:
    """A short English text that holds a full date in words, as the library reads it."""
    if len(text) > 40 or not _WRITTEN_DATE.match(text):
        return []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = _whole(text, context, strict=True)
    return [] if found is None else [found]


def _settings(context: Context, strict: bool) -> dict[str, object]:
    return {
        "RELATIVE_BASE": context.now.replace(tzinfo=None),
        "PREFER_DATES_FROM": "future",
        "STRICT_PARSING": strict,
        "RETURN_TIME_AS_PERIOD": True,
    }


def _language(context: Context) -> str:
    return context.language.partition("-")[0]


def _whole(text: str, context: Context, strict: bool) -> When | None:
    door: Any = import_module("dateparser.date")
    try:
        reader = door.DateDataParser(languages=[_language(context)], settings=_settings(context, strict))
        answer = reader.get_date_data(text)
    except (ValueError, OverflowError, TypeError, RecursionError):
        return None  # an unknown language, or a number that no calendar holds
    if answer.date_obj is None:
        return None
    return _when(answer.date_obj, str(answer.period), (0, len(text)), context)


def _inside(text: str, context: Context) -> list[When]:
    door: Any = import_module("dateparser.search")
    try:
        found: list[tuple[str, datetime]] | None = door.search_dates(
            text, languages=[_language(context)], settings=_settings(context, strict=False)
        )
    except (ValueError, OverflowError, TypeError, RecursionError, IndexError, AttributeError):
        return []
    answers: list[When] = []
    position = 0
    for words, moment in found or []:
        start = max(text.find(words, position), 0)
        position = start + len(words)
        timed = (moment.hour, moment.minute) != (context.now.hour, context.now.minute) and moment.time().hour
        answers.append(_when(moment, "time" if timed else "day", (start, position), context))
    return answers


def _when(moment: datetime, period: str, where: tuple[int, int], context: Context) -> When:
    grain = _GRAINS.get(period, "day")
    if grain == "minute":
        aware = moment.replace(tzinfo=context.now.tzinfo) if moment.tzinfo is None else moment
        return When(start=aware.astimezone(context.now.tzinfo), precision="minute", span=where)
    day: date = moment.date()
    return When(start=day, precision=grain, span=where)
