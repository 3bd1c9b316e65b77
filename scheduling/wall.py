"""Wall-clock times of a zone as instants, instants as local days, and days that may have a clock time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def instant(day: date, at: time, zone: str) -> datetime:
    """The UTC instant at which the clocks of the zone show this time on this day.

    A time that a clock change leaves out is read with the offset before the change (RFC 5545), so 02:30
    comes at 03:30; of a time that comes twice the first is meant.
    """
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def local(moment: datetime, zone: str) -> datetime:
    """The instant as the zone's clocks show it."""
    return moment.astimezone(ZoneInfo(zone))


def local_day(moment: datetime, zone: str) -> date:
    """The day on which the instant lies in the zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def week_of(day: date) -> date:
    """The Monday of the week in which the day lies."""
    return day - timedelta(days=day.weekday())


def day_and_clock(moment: date | datetime) -> tuple[date, time | None]:
    """A day, or a local minute of one, as the day and the clock time; None where only the day is known."""
    return (moment.date(), moment.time()) if isinstance(moment, datetime) else (moment, None)
