"""Times that were said and that no calendar has, or that are over where something is still to be done."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import datetime

from desk.understanding.actions import has_action
from desk.understanding.contacts import contacted
from desk.understanding.line import clause_at
from desk.understanding.numerals import number
from desk.understanding.times import Timed

__all__ = ["misread", "unread"]

_N = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_DAY = re.compile(
    rf"(?<![\d.月第])(?:(?P<year>\d{{4}})年)?(?P<month>{_N})月(?:份)?(?P<day>{_N})(?:[日号]|(?![\d\w]|个|天)|(?=[一-鿿]))"
)
_DASHED = re.compile(r"(?<![\d.-])(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
# 「编号32号」「302号」 are numbers of something; a slip of the thumb in a day has two digits.
_DAY_ALONE = re.compile(r"(?<![\d.月第期号房座桌柜单尾牌])(?P<day>\d{2})[日号](?![楼线店院门机])")
_CLOCK = re.compile(
    r"(?<![\d.:：])(?P<hour>\d{1,3})"
    r"(?:[:：](?P<minute>\d{2})(?!\d)|点(?!\d*[%个]|多?钟头)(?P<past>\d{2})?分?)"
)
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)[八九十0789](?![\d月号日年点十])")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_ENGLISH = re.compile(
    rf"\b(?:(?P<name>{_MONTHS})[a-z]*\.? (?P<day>\d{{1,2}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<name2>{_MONTHS})[a-z]*)\b"
)
# A time of something done needs a word for what is done then, and nothing behind it.
_ENDS = re.compile(r"(?:他|她|某|一下)*(?=$|[\s,，。;；!！])")
_LONE = re.compile(r"^(?:\s|吧|前|之前|左右|某)*$")
_HOURS, _MINUTES, _MONTHS_A_YEAR, _LONGEST_MONTH = 24, 59, 12, 31


def misread(plain: str, now: datetime) -> Iterator[tuple[int, int]]:
    """Where a line (simplified, names and amounts overwritten) names a day or hour that there is not.

    29 February without a year is one where the coming February has none.
    """
    for pattern in (_DAY, _DASHED):
        for said in pattern.finditer(plain):
            if not _is_day(said["year"], said["month"], said["day"], now):
                yield said.span()
    for said in _ENGLISH.finditer(plain):
        name, day = str(said["name"] or said["name2"]), said["day"] or said["day2"]
        months = [str(each) for each in _MONTHS.split("|")]
        if not _is_day(None, str(months.index(name) + 1), day, now):
            yield said.span()
    for said in _DAY_ALONE.finditer(plain):
        if not 1 <= int(said["day"]) <= _LONGEST_MONTH:
            yield said.span()
    for said in _CLOCK.finditer(plain):
        if int(said["hour"]) > _HOURS or int(said["minute"] or said["past"] or 0) > _MINUTES:
            yield said.span()
    yield from (said.span() for said in _WEEKDAY.finditer(plain))


def unread(plain: str, timed: Sequence[Timed], now: datetime) -> tuple[int, int] | None:
    """Where the time of something still to be done stands that can't be right; None where all can be."""
    for start, end in misread(plain, now):
        left, right = clause_at(plain, start, end)
        rest = plain[end:right]
        if _LONE.match(rest) or has_action(rest[:8]) or has_action(plain[left:start][-8:]):
            return start, end
    for one in timed:
        start, end = one.when.span
        if one.role == "done" and _to_be_done(plain, end) and contacted(plain[:start]).outcome is not None:
            return start, end
    return None


def _to_be_done(plain: str, end: int) -> bool:
    """「昨天下午3点回访」 and no more: not 「昨天下午回访过」."""
    what = re.compile(r"\s?(?:再)?(?:回访|回电|联系|打电话|见面|来网点|来签字|来办|上门)").match(plain, end)
    return what is not None and _ENDS.match(plain, what.end()) is not None


def _is_day(year: str | None, month: str, day: str, now: datetime) -> bool:
    month_said, day_said = number(month), number(day)
    if month_said is None or day_said is None:
        return True
    if not 1 <= month_said <= _MONTHS_A_YEAR:
        return False
    which = int(month_said)
    coming = now.year + (which < now.month)
    return 1 <= day_said <= monthrange(int(year) if year else coming, which)[1]
