"""Parts of a day behind a part of a coming day: 「明天上午见张伟下午见何丽」, both tomorrow."""

import re
from dataclasses import replace
from datetime import date, datetime

from scheduling.when import When

__all__ = ["of_one_day"]

# A part of the day with no day beside it, and one that has its day.
_ALONE = re.compile(r"(?:早上|早晨|上午|中午|晌午|下午|午后|傍晚|晚上|下晌|后晌).{0,6}$")
_OF_A_DAY = re.compile(r"(?:[明后]|周|星期|礼拜|号|日).{0,3}(?:早|上午|中午|晌|下午)|[明后]早")
_SENTENCE = re.compile(r"[。;；]|今")


def of_one_day(text: str, whens: tuple[When, ...]) -> tuple[When, ...]:
    """The times of a line, those of a part of the day moved to the day that was told before."""
    told: list[When] = []
    for when in whens:
        last = told[-1] if told else None
        told.append(_on_its_day(when, last) if last is not None and _goes_on(text, last, when) else when)
    return tuple(told)


def _on_its_day(when: When, last: When) -> When:
    days = _date(last.start) - _date(when.start)
    end = when.end + days if isinstance(when.end, datetime) else when.end
    return replace(when, start=when.start + days, end=end)


def _goes_on(text: str, last: When, when: When) -> bool:
    if not (isinstance(last.start, datetime) and isinstance(when.start, datetime)):
        return False
    later = when.start.time() > last.start.time() and _date(last.start) > _date(when.start)
    between = text[last.span[1] : when.span[0]]
    return (
        later
        and _ALONE.fullmatch(text, *when.span) is not None
        and _OF_A_DAY.search(text, *last.span) is not None
        and _SENTENCE.search(between) is None
    )


def _date(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
