"""When a contact happened, where a line says that it was not just now: 「昨天给马超打电话」."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk.understanding.line import clause_at
from desk.understanding.times import Timed
from scheduling.when import When

__all__ = ["Happened", "happened"]

# Contacts so old have left the book; what is older is asked about before it is kept.
FURTHEST_BACK = timedelta(days=31)
_SPANS = frozenset({"days", "week", "month", "quarter", "half", "year"})
_HAN = re.compile("[一-龥]")
# Between a day and the contact: then the day is not the contact's.
_OTHER = re.compile(
    r"到期|生日|[买存办签开发取给拿]的|的(?!时候|下午|上午|晚上|中午|早上)|说|问|提到|反映|expire|matur"
)
_DATED = re.compile(r"\d[月./-]\d|[一二三四五六七八九十\d]月|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")
_ONLY_NAMES = re.compile(r"[某\s:：,，的我]*")
# So far before its day may the contact's words begin.
_NEAR = 12
_GOES_ON = re.compile(r"(?:$|[\s,，。;；]|没|未|不|聊|谈|去|来|才)(?!.{0,4}的)")
_TELLS_OF = re.compile(r"\b(?:that|said|says|asked|about|wants?|whose|which|his|her|their|since)\b")


@dataclass(frozen=True, kw_only=True)
class Happened:
    """The day (aware datetime where a clock time was said), or the days among which one must be named."""

    at: date | datetime | None = None
    among: tuple[date, date] | None = None
    assumed: tuple[str, ...] = ()

    def too_old(self, today: date) -> bool:
        """Whether it lies further back than contacts are kept in the book."""
        day = self.at.date() if isinstance(self.at, datetime) else self.at
        last = self.among[1] if self.among else day
        return last is not None and today - last > FURTHEST_BACK


def happened(plain: str, timed: Sequence[Timed], place: int | None, now: datetime) -> Happened | None:
    """When the contact whose words begin at `place` happened; None where that is now or was not said.

    A day that lies ahead («周一见了李总», said on a Tuesday) is the last one gone by; never the future.
    """
    past = [one for one in timed if one.role == "done" and _belongs(plain, one, place)]
    return _when(plain, past[-1].when, now) if past else None


def _belongs(plain: str, one: Timed, place: int | None) -> bool:
    start, end = one.when.span
    left, right = clause_at(plain, start, end)
    leads = _ONLY_NAMES.fullmatch(plain, left, start) is not None
    if place is None:
        return leads and left == 0
    if start <= place < right:
        return place < end or _OTHER.search(plain, end, place) is None
    if place < start:
        return place >= left and _after_it(plain, place, one)
    return leads and left == 0 and _ONLY_NAMES.fullmatch(plain, end, right) is not None


def _after_it(plain: str, place: int, one: Timed) -> bool:
    """「给马超打电话 昨天没接」, 'visited Zhang yesterday': the day stands behind the contact's words."""
    start, end = one.when.span
    between = plain[place:start]
    if _HAN.search(between.replace("某", "")):
        return len(between) <= _NEAR and _GOES_ON.match(plain, end) is not None
    return _TELLS_OF.search(between) is None


def _when(plain: str, when: When, now: datetime) -> Happened | None:
    if when.precision in _SPANS and when.end is not None:
        first, last = _day(when.start), _day(when.end)
        return Happened(among=(first, last)) if last < now.date() else None
    if when.precision not in {"minute", "daypart", "day"}:
        return None
    start, assumed = _gone_by(plain[slice(*when.span)], when, now)
    day = _day(start)
    if day > now.date() or (isinstance(start, datetime) and start > now):
        return None
    if isinstance(start, datetime) and when.precision == "minute":
        return Happened(at=start, assumed=assumed)
    return Happened(at=day, assumed=assumed) if day < now.date() else None


def _gone_by(said: str, when: When, now: datetime) -> tuple[date | datetime, tuple[str, ...]]:
    """The last such day that is over: weekdays and dates without a year are read as coming ones first."""
    start = when.start
    if _day(start) <= now.date():
        return start, ()
    if {"coming_weekday", "this_week", "next_week"} & set(when.assumed):
        return start - timedelta(days=7), ("past_day",)
    if {"this_month", "next_month"} & set(when.assumed):
        return _months_back(start, 1), ("past_day",)
    if _DATED.search(said):
        return _months_back(start, 12), ("past_day",)
    return start, ()


def _months_back(start: date | datetime, months: int) -> date | datetime:
    year, month = divmod(start.year * 12 + start.month - 1 - months, 12)
    return start.replace(year=year, month=month + 1, day=min(start.day, monthrange(year, month + 1)[1]))


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
