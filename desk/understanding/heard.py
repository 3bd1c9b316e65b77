"""The times of a line, in its language, as far as they can matter."""

import re
from datetime import datetime

from desk.understanding.actions import HAN
from desk.understanding.english_days import made_plain
from desk.understanding.one_day import (
    apart_from_done,
    by_meals,
    of_one_day,
    without_dashes,
    without_same_hour,
)
from desk.understanding.reckoned import with_reckoned
from scheduling.calendar import Calendar
from scheduling.when import When, parse_all
from store.records import Language

__all__ = ["heard", "written_in"]

# Nobody names more times in one breath.
_MOST = 20
# 「考虑一下周四再说」 is Thursday, not that of next week.
_AT_ONCE = re.compile(r"(?<=[一-龥])(?<![周期拜初十第统万])一下(?=(?:周|星期|礼拜|个?月))")


def written_in(plain: str) -> Language:
    """The language a line is written in, as far as times go."""
    return "zh-Hans" if HAN.search(plain.replace("某", "")) else "en"


def heard(plain: str, now: datetime, calendar: Calendar | None) -> tuple[When, ...]:
    """Every time named in a simplified line whose names and amounts are overwritten."""
    language = written_in(plain)
    text = plain if language != "en" else made_plain(plain)
    found = parse_all(
        _AT_ONCE.sub("一，", by_meals(without_same_hour(without_dashes(apart_from_done(text))))),
        now,
        language,
        calendar,
    )[:_MOST]
    if language == "en":
        return found
    return with_reckoned(plain, of_one_day(text, found), now.date(), calendar)
