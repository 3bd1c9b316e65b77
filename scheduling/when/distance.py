"""How far from now, or from another day, a time is said to be."""

from dataclasses import dataclass
from datetime import UTC, timedelta

from scheduling.when.days import add_months
from scheduling.when.record import Precision
from scheduling.when.rules import Context
from scheduling.when.said import Said


@dataclass(frozen=True, kw_only=True, slots=True)
class Distance:
    """How far: months and days move the day, minutes and seconds the clock, workdays the banking day."""

    months: int = 0
    days: int = 0
    minutes: int = 0
    seconds: int = 0
    workdays: int = 0
    weeks_only: bool = False
    few: bool = False

    def plus(self, kind: str, amount: float) -> "Distance":
        months, days, minutes = float(self.months), float(self.days), float(self.minutes)
        seconds, workdays = self.seconds, self.workdays
        if kind == "months":
            months += amount
        elif kind == "days":
            days += amount
        elif kind == "minutes":
            minutes += amount
        elif kind == "seconds":
            seconds += int(amount)
        else:
            workdays += int(amount)
        days += (months % 1) * 30  # half a month is fifteen days
        minutes += (days % 1) * 24 * 60
        return Distance(
            months=int(months),
            days=int(days),
            minutes=int(minutes),
            seconds=seconds,
            workdays=workdays,
            weeks_only=self.weeks_only,
            few=self.few,
        )

    @property
    def has_clock(self) -> bool:
        return bool(self.minutes or self.seconds)


def moved(far: Distance, context: Context, sign: int, where: tuple[int, int]) -> Said:
    """The moment that far after (sign 1) or before (-1) now; whole days keep no time of day."""
    assumed = ("few",) if far.few else ()
    day = add_months(context.today, sign * far.months) + timedelta(days=sign * far.days)
    if far.workdays:
        day = context.calendar.add_working_days(day, sign * far.workdays)
    if far.has_clock:
        # Days by the wall clock, minutes by the real one: the two differ where summer time begins.
        there = (context.now + (day - context.today)).astimezone(UTC)
        there += sign * timedelta(minutes=far.minutes, seconds=far.seconds)
        there = there.astimezone(context.now.tzinfo)
        return Said(span=where, instant=there, assumed=assumed)
    grain: Precision = "week" if far.weeks_only else "day"
    return Said(span=where, fixed=day, fixed_grain=grain, assumed=assumed)
