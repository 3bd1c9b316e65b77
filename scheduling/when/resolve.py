"""From what was said to instants: the policies of the house."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from scheduling.calendar import Calendar
from scheduling.when.days import DaySpan, add_months, day_span
from scheduling.when.record import When, at, is_past
from scheduling.when.said import Clock, Part, Said

# First hour, last hour: when a reminder for that part of the day is useful.
PART_HOURS: dict[Part, tuple[int, int]] = {
    "dawn": (4, 6),
    "early": (7, 9),
    "morning": (9, 12),
    "noon": (12, 14),
    "afternoon": (15, 18),
    "dusk": (18, 19),
    "evening": (19, 22),
    "night": (22, 23),
    "work_end": (17, 17),
}
# The hours that follow noon even when nobody says so: a bank's working talk.
BARE_AFTERNOON = range(1, 8)
ONE = timedelta(days=1)


def resolve(said: Said, now: datetime, calendar: Calendar) -> When | None:
    """Works one expression out against now; None when no calendar has such a day or hour."""
    try:
        found = _moment(said, now, calendar)
        if found is not None and said.shift is not None and not said.moves:
            found = _shifted(found, said.shift, now)
    except (ValueError, OverflowError):
        return None  # 30 February, the year 10000
    if found is None:
        return None
    return limited(found, said, now, calendar) if said.limit else found


def _moment(said: Said, now: datetime, calendar: Calendar) -> When | None:
    if said.instant is not None:
        return When(start=said.instant, precision="minute", assumed=said.assumed, span=said.span)
    if not said.has_day:
        return _time_alone(said, now)
    days = day_span(said, now.date(), calendar)
    if days is None:
        return None
    assumed = said.assumed + days.assumed
    if not said.has_time:
        return When(start=days.start, end=days.end, precision=days.precision, assumed=assumed, span=said.span)
    return _on_day(said, days, now, assumed)


def _on_day(said: Said, days: DaySpan, now: datetime, assumed: tuple[str, ...]) -> When | None:
    if said.clock is None:
        return _part_on(said, days.start, now, assumed)
    hour = clock_hour(said.clock, said.part, now if days.start == now.date() else None)
    if hour is None:
        return None
    minutes, guess = hour
    start = at(days.start, 0, 0, now) + timedelta(minutes=minutes)
    return When(
        start=start,
        end=_range_end(said, start),
        precision="minute",
        assumed=assumed + guess,
        span=said.span,
    )


def _range_end(said: Said, start: datetime) -> datetime | None:
    """The end of 3-5点: the first such hour after the start."""
    if said.last_clock is None:
        return None
    end = start.replace(hour=said.last_clock.hour % 24, minute=said.last_clock.minute)
    while end <= start:
        end += timedelta(hours=24 if said.last_clock.exact else 12)
    return end


def _shifted(found: When, shift: tuple[int, int, int], now: datetime) -> When:
    months, days, minutes = shift
    start, end = found.start, found.end
    day = start.date() if isinstance(start, datetime) else start
    there = add_months(day, months) + timedelta(days=days)
    if not isinstance(start, datetime) and not minutes:
        return replace(found, start=there, end=None, precision="day")
    base = start if isinstance(start, datetime) else at(start, 0, 0, now)
    moved = base + (there - day) + timedelta(minutes=minutes)
    return replace(found, start=moved, end=end and None, precision="minute")


def _part_on(said: Said, day: date, now: datetime, assumed: tuple[str, ...]) -> When:
    assert said.part is not None  # noqa: S101  # the caller has seen that a time of day was said
    first, last = PART_HOURS[said.part]
    return When(
        start=at(day, first, 0, now),
        end=at(day, last, 0, now),
        precision="daypart",
        assumed=assumed,
        span=said.span,
    )


def _time_alone(said: Said, now: datetime) -> When | None:
    """A time without a day is today's; a clock time that has passed is tomorrow's."""
    today = now.date()
    if said.clock is None:
        return _part_on(said, today, now, said.assumed)
    hour = clock_hour(said.clock, said.part, now)
    if hour is None:
        return None
    minutes, guess = hour
    start = at(today, 0, 0, now) + timedelta(minutes=minutes)
    assumed = said.assumed + guess
    if is_past(start, now):
        start, assumed = start + ONE, (*assumed, "tomorrow")
    return When(
        start=start,
        end=_range_end(said, start),
        precision="minute",
        assumed=assumed,
        span=said.span,
    )


def clock_hour(clock: Clock, part: Part | None, today: datetime | None) -> tuple[int, tuple[str, ...]] | None:
    """Minutes from the day's midnight for a clock time, and what was assumed; None for 25:00.

    `today` is now when the time is meant for now's day: in the small hours 3 is the one ahead.
    """
    hour, minute = clock.hour, clock.minute
    if not (0 <= hour <= 24 and 0 <= minute < 60) or (hour == 24 and minute):
        return None
    if part is not None and hour <= 12:
        hour = _with_part(hour, part)
        return hour * 60 + minute, ()
    if clock.exact or hour not in BARE_AFTERNOON:
        return hour * 60 + minute, ()
    if today is not None and 0 < today.hour < 6 and (hour, minute) > (today.hour, today.minute):
        return hour * 60 + minute, ("small_hours",)
    return (hour + 12) * 60 + minute, ("afternoon",)


def _with_part(hour: int, part: Part) -> int:
    if part == "noon":
        return hour + 12 if hour <= 3 else hour
    if part in {"afternoon", "dusk", "work_end"}:
        return hour + 12 if 0 < hour < 12 else hour
    if part == "evening":  # 晚上12点 is the midnight that follows, 晚上1点 after it
        return hour + 12 if 4 < hour <= 12 else hour + 24 if hour < 4 else hour + 12
    if part == "night":
        return hour + 12 if 6 < hour <= 12 else hour + 24
    if part == "morning":
        return hour
    return 0 if hour == 12 else hour


def limited(found: When, said: Said, now: datetime, calendar: Calendar) -> When:
    """A found time as a deadline (before, within) or as an open beginning (after)."""
    if said.limit == "after":
        start = (
            found.end + ONE if found.precision in _PERIODS and isinstance(found.end, date) else found.start
        )
        if said.fixed_grain == "days" and not isinstance(found.start, datetime):
            around = calendar.break_around(found.start)
            start = (around[1] if around else found.start) + ONE
        return replace(found, start=start, end=None, precision="after")
    if said.limit == "before" and said.fixed_grain == "days" and not isinstance(found.start, datetime):
        around = calendar.break_around(found.start)
        last = (around[0] if around else found.start) - ONE
        return replace(found, start=now.date(), end=last, precision="within")
    end = found.end if said.limit == "within" or said.part == "work_end" else _before(found, said)
    return replace(found, start=_deadline_start(found, said, now), end=end or found.start, precision="within")


_PERIODS = frozenset({"week", "month", "quarter", "half", "year", "days"})


def _deadline_start(found: When, said: Said, now: datetime) -> date:
    if said.limit == "within" and not isinstance(found.start, datetime) and found.start > now.date():
        return found.start  # 下周内 does not begin today
    return now.date()


def _before(found: When, said: Said) -> datetime | date:
    """下周前 and 春节前 end the day before; 月底前 and 周五前 include the day."""
    if found.precision in _PERIODS and not isinstance(found.start, datetime) and said.edge is None:
        return found.start - ONE
    if found.precision == "daypart" and isinstance(found.end, datetime):
        # Whoever was told 中午前 waits from noon on; of the other parts the end is meant.
        noon = isinstance(found.start, datetime) and found.start.hour == PART_HOURS["noon"][0]
        return found.start if noon else found.end
    return found.start
