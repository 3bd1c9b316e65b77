"""Days, weeks, months, quarters and years from what was said of them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from scheduling.calendar import Calendar
from scheduling.when.record import PAST_BY_WEEKDAY, Precision
from scheduling.when.said import Edge, Said


@dataclass(frozen=True, kw_only=True, slots=True)
class DaySpan:
    """A day, or the first and last of several, with what was assumed to find it."""

    start: date
    end: date | None = None
    precision: Precision = "day"
    assumed: tuple[str, ...] = ()


def add_months(day: date, months: int) -> date:
    """The same day of a later or earlier month, or that month's last day where it is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def monday(day: date, weeks: int = 0) -> date:
    """The Monday of the day's week, or of the week so many weeks on."""
    return day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)


def day_span(said: Said, today: date, calendar: Calendar) -> DaySpan | None:
    """The days that were meant; None when they do not exist. ValueError for 30 February."""
    del calendar
    if said.fixed is not None:
        return _fixed(said, said.fixed)
    if said.weeks_on is not None or said.weekday is not None or said.weekend:
        return _in_week(said, today)
    if said.quarter is not None or said.quarters_on is not None:
        return _in_quarter(said, today)
    if said.half is not None:
        return _in_half(said, said.half, today)
    if said.month is not None or said.months_on is not None or said.day is not None:
        return _in_month(said, today)
    if said.year is not None:
        return _in_year(said.year, said.edge)
    return None


def _fixed(said: Said, day: date) -> DaySpan:
    if said.weekday is not None:
        return DaySpan(start=monday(day) + timedelta(days=said.weekday - 1))
    grain: Precision = "day" if said.fixed_end is None else said.fixed_grain
    return DaySpan(start=day, end=said.fixed_end, precision=grain)


def _in_week(said: Said, today: date) -> DaySpan | None:
    if said.weekend:
        return _weekend(said, today)
    if said.nth is not None:
        return _nth_weekday(said, today)
    if said.weekday is None:
        first = monday(today, said.weeks_on or 0)
        if said.edge is not None:
            return DaySpan(start=first if said.edge == "start" else first + timedelta(days=6))
        return DaySpan(start=first, end=first + timedelta(days=6), precision="week")
    if said.weeks_on is not None:
        return DaySpan(start=monday(today, said.weeks_on) + timedelta(days=said.weekday - 1))
    ahead = (said.weekday - today.isoweekday()) % 7 or 7
    day = today + timedelta(days=ahead)
    week = "this_week" if monday(day) == monday(today) else "next_week"
    return DaySpan(start=day, assumed=("coming_weekday", week))


def _nth_weekday(said: Said, today: date) -> DaySpan | None:
    """The n-th such weekday of the month, or the last; None without a month, or where there is no fifth."""
    if said.nth is None or said.weekday is None or (said.month is None and said.months_on is None):
        return None
    year, month, assumed = _which_month(said, today)
    if said.nth < 0:
        last = last_of_month(year, month)
        return DaySpan(start=last - timedelta(days=(last.isoweekday() - said.weekday) % 7), assumed=assumed)
    first = date(year, month, 1)
    day = first + timedelta(days=(said.weekday - first.isoweekday()) % 7 + 7 * (said.nth - 1))
    return DaySpan(start=day, assumed=assumed) if day.month == month else None


def _weekend(said: Said, today: date) -> DaySpan:
    saturday = monday(today, said.weeks_on or 0) + timedelta(days=5)
    start = max(saturday, today) if not said.weeks_on else saturday
    return DaySpan(start=start, end=saturday + timedelta(days=1), precision="days")


def _in_month(said: Said, today: date) -> DaySpan | None:
    year, month, assumed = _which_month(said, today)
    if said.day is not None:
        start = date(year, month, said.day)
        if said.last_day is None:
            return DaySpan(start=start, assumed=assumed)
        end = date(year, month, said.last_day)
        return DaySpan(start=start, end=end, precision="days", assumed=assumed) if end > start else None
    first, last = date(year, month, 1), last_of_month(year, month)
    return _edge(first, last, "month", said.edge, assumed)


def _which_month(said: Said, today: date) -> tuple[int, int, tuple[str, ...]]:
    if said.months_on is not None:
        there = add_months(today.replace(day=1), said.months_on)
        return there.year, there.month, ()
    if said.month is not None:
        return _coming_year(said, said.month, today)
    assert said.day is not None  # noqa: S101  # nothing else leads here
    if said.year is not None:
        return said.year, today.month, ()
    first = today.replace(day=1)
    if said.day < today.day:
        first = add_months(first, 1)
    while said.day > monthrange(first.year, first.month)[1]:
        if said.day > 31:
            raise ValueError("no month has such a day")
        first = add_months(first, 1)
    return first.year, first.month, ("this_month" if first.month == today.month else "next_month",)


def _coming_year(said: Said, month: int, today: date) -> tuple[int, int, tuple[str, ...]]:
    """A date without a year is the next one; a 29 February is that of the next leap year."""
    if said.year is not None:
        return said.year, month, ()
    passed = month < today.month if said.day is None else (month, said.day) < (today.month, today.day)
    year = today.year + passed
    if said.checked is not None and said.day is not None:
        last = date(year - 1, month, min(said.day, monthrange(year - 1, month)[1]))
        if last.isoweekday() == said.checked and (today - last).days <= PAST_BY_WEEKDAY:
            return year - 1, month, ()
    if (month, said.day) == (2, 29):
        while monthrange(year, 2)[1] < 29:
            year += 1
    return year, month, (() if year == today.year else ("next_year",))


def _in_quarter(said: Said, today: date) -> DaySpan:
    present = (today.month - 1) // 3
    if said.quarters_on is not None:
        year, index = divmod(today.year * 4 + present + said.quarters_on, 4)
    else:
        index = (said.quarter or 1) - 1
        year = said.year if said.year is not None else today.year + (index < present)
    first = date(year, index * 3 + 1, 1)
    return _edge(first, last_of_month(year, index * 3 + 3), "quarter", said.edge, ())


def _in_half(said: Said, half: int, today: date) -> DaySpan:
    year = said.year if said.year is not None else today.year + (half == 1 and today.month > 6)
    first = date(year, 1 if half == 1 else 7, 1)
    return _edge(first, last_of_month(year, 6 * half), "half", said.edge, ())


def _in_year(year: int, edge: Edge | None) -> DaySpan:
    return _edge(date(year, 1, 1), date(year, 12, 31), "year", edge, ())


def _edge(first: date, last: date, grain: Precision, edge: Edge | None, assumed: tuple[str, ...]) -> DaySpan:
    """The beginning, middle or end of a period; without an edge the whole of it."""
    if edge is None:
        return DaySpan(start=first, end=last, precision=grain, assumed=assumed)
    if edge == "start":
        return DaySpan(start=first, assumed=assumed)
    if edge == "end":
        return DaySpan(start=last, assumed=assumed)
    if edge == "middle":
        return DaySpan(start=_middle(first, grain), assumed=assumed)
    tenth, twentieth = first.replace(day=10), first.replace(day=20)
    thirds = {
        "first_third": (first, tenth),
        "second_third": (tenth + timedelta(days=1), twentieth),
        "last_third": (twentieth + timedelta(days=1), last),
    }
    start, end = thirds[edge]
    return DaySpan(start=start, end=end, precision="days", assumed=assumed)


def _middle(first: date, grain: Precision) -> date:
    if grain == "year":
        return date(first.year, 6, 30)  # the half-year's end is what a bank means by 年中
    if grain == "quarter":
        return add_months(first, 1).replace(day=15)
    return first.replace(day=15)
