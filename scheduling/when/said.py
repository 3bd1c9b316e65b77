"""What the words say of a time, before it is worked out against now."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from scheduling.when.record import Precision

Edge = Literal["start", "middle", "end", "first_third", "second_third", "last_third"]
Limit = Literal["before", "after", "within"]
Part = Literal["dawn", "early", "morning", "noon", "afternoon", "dusk", "evening", "night", "work_end"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Clock:
    """A time of day as said; `exact` when the hour needs no guess of morning or afternoon."""

    hour: int
    minute: int = 0
    exact: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """The parts of one time expression; what was not said is None.

    Relative numbers count from the present one: `weeks_on` 0 is this week, 1 the next, -1 the last.
    `nth` picks a weekday of a month (-1: the last). `checked` is the weekday said with a date. `fixed` is
    a day (or the first of several) that the words alone make certain, `instant` a moment. `last_day` and
    `last_clock` end a range of days in a month, of hours in a day. `shift` (months, days, minutes)
    `moves` the expression behind it (two days after Friday) or before it (next Tuesday + 10 days); once
    merged it is the expression's own.
    """

    span: tuple[int, int]
    year: int | None = None
    month: int | None = None
    months_on: int | None = None
    day: int | None = None
    weeks_on: int | None = None
    weekday: int | None = None
    checked: int | None = None
    nth: int | None = None
    weekend: bool = False
    quarter: int | None = None
    quarters_on: int | None = None
    half: int | None = None
    edge: Edge | None = None
    fixed: date | None = None
    fixed_end: date | None = None
    fixed_grain: Precision = "day"
    instant: datetime | None = None
    part: Part | None = None
    clock: Clock | None = None
    limit: Limit | None = None
    last_day: int | None = None
    last_clock: Clock | None = None
    shift: tuple[int, int, int] | None = None
    moves: Literal["", "behind", "before"] = ""
    assumed: tuple[str, ...] = ()

    @property
    def has_time(self) -> bool:
        return self.part is not None or self.clock is not None

    @property
    def has_day(self) -> bool:
        """Whether anything is said about the day, be it as vague as a year."""
        vague = (self.year, self.month, self.months_on, self.weeks_on, self.quarter, self.quarters_on)
        return any(value is not None for value in vague) or self.has_definite_day or self.half is not None

    @property
    def has_definite_day(self) -> bool:
        known = (self.day, self.weekday, self.fixed, self.instant)
        return any(value is not None for value in known) or self.weekend or self.edge is not None


def merge(first: Said, second: Said) -> Said | None:
    """Two neighbouring pieces as one expression, or None when they speak of different times."""
    if first.moves == "behind" and second.shift is None and (second.has_day or second.instant is not None):
        return replace(second, shift=first.shift, span=(first.span[0], second.span[1]))
    if second.moves == "before" and first.shift is None and first.limit is None:
        return replace(first, shift=second.shift, span=(first.span[0], second.span[1]))
    if first.limit is not None or first.instant is not None or second.instant is not None:
        return None
    if first.has_day and second.has_day:
        joined = _merge_days(first, second)
        if joined is None:
            return None
    elif second.has_day:
        joined = replace(second, assumed=first.assumed + second.assumed)
    else:
        joined = replace(first, assumed=first.assumed + second.assumed)
    timed = _merge_times(first, second)
    if timed is None:
        return None
    part, clock = timed
    last = first.last_clock or second.last_clock
    where = (first.span[0], second.span[1])
    return replace(joined, part=part, clock=clock, last_clock=last, limit=second.limit, span=where)


def _merge_times(first: Said, second: Said) -> tuple[Part | None, Clock | None] | None:
    if first.clock and second.clock:
        return None
    if first.part and second.part and first.part != second.part:
        return None
    if first.has_time and second.has_time and second.has_day and (first.part or second.clock):
        return None  # only 4:30 this afternoon is one time
    return first.part or second.part, first.clock or second.clock


def _merge_days(first: Said, second: Said) -> Said | None:
    if _only_year(second) and first.month is not None and first.year is None:
        return replace(first, year=second.year)
    if first.has_time:
        return None
    picked = _picked(first, second) or _picked(second, first)
    if picked is not None:
        return picked
    if _only_weekday(second) and first.has_definite_day and first.weekday is None and not first.weekend:
        return _weekday_of_week(first, second)
    if first.day is not None and first.month is not None and second.weekday is not None and not second.nth:
        return replace(first, checked=second.weekday)  # 12月8号（下周二）
    if _only_weekday(first) and second.has_definite_day and second.weekday is None:
        return replace(second, checked=first.weekday)
    if first.has_definite_day:
        return _reversed(first, second)
    return _refine(first, second)


def _picked(period: Said, pick: Said) -> Said | None:
    """The second Friday of a month, the last day of a year, in either order."""
    if pick.nth is not None and (period.month is not None or period.months_on is not None):
        if period.day is None and period.nth is None:
            return replace(pick, year=period.year, month=period.month, months_on=period.months_on)
        return None
    if _only_edge(pick) and not period.has_definite_day:
        return replace(period, edge=pick.edge)
    return None


def _only_edge(said: Said) -> bool:
    vague = (said.year, said.month, said.months_on, said.weeks_on, said.quarter, said.quarters_on, said.half)
    return said.edge is not None and all(value is None for value in vague)


def _weekday_of_week(first: Said, second: Said) -> Said:
    """A date with its weekday is the date; 两周后的周三 is a day of that week."""
    if first.fixed is not None and first.fixed_grain == "week":
        return replace(first, weekday=second.weekday)
    return replace(first, checked=second.weekday)


def _refine(first: Said, second: Said) -> Said | None:
    """A coarse piece with a finer one after it: 明年 + 3月, 下周 + 周三, 下个月 + 5号."""
    if first.weeks_on is not None:
        if second.weeks_on is None and (second.weekday is not None or second.weekend):
            return replace(second, weeks_on=first.weeks_on)
        return None
    if first.month is not None or first.months_on is not None:
        if (
            second.day is not None
            and second.month is None
            and second.months_on is None
            and second.year is None
        ):
            return replace(second, year=first.year, month=first.month, months_on=first.months_on)
        return None
    if first.year is not None and second.year is None and _of_a_year(second):
        return replace(second, year=first.year)
    return None


def _reversed(first: Said, second: Said) -> Said | None:
    """The finer piece first: Tuesday next week, the 5th of next month."""
    if _only_weekday(first) and second.weeks_on is not None and second.weekday is None and not second.weekend:
        return replace(first, weeks_on=second.weeks_on)
    only_day = first.day is not None and first.month is None and first.months_on is None
    if only_day and second.months_on is not None and second.day is None and second.edge is None:
        return replace(first, months_on=second.months_on)
    if (
        first.day is not None
        and first.year is None
        and second.year is not None
        and not second.has_definite_day
    ):
        return replace(first, year=second.year) if second.month is None else None
    return None


def _of_a_year(said: Said) -> bool:
    return (said.month is not None or said.quarter is not None or said.half is not None) and not said.fixed


def _only_year(said: Said) -> bool:
    return said.year is not None and said.month is None and said.fixed is None and said.edge is None


def _only_weekday(said: Said) -> bool:
    return (
        said.weekday is not None
        and said.nth is None
        and said.weeks_on is None
        and said.fixed is None
        and said.day is None
    )
