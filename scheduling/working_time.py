"""Working time: the branch hours of the bank's working days, and nothing in between."""

from datetime import date, datetime, timedelta

from scheduling.rules import ONE_DAY, Rules
from scheduling.wall import instant, local_day


def after_working_time(start: datetime, span: timedelta, zone: str, rules: Rules) -> datetime:
    """The UTC instant at which `span` of working time has passed since `start`, in the zone's branch hours.

    A span that ends exactly at closing ends there, not at the next opening.
    """
    day, left = local_day(start, zone), span
    while True:
        if rules.calendar.is_working_day(day):
            opens, closes = hours_of(day, zone, rules)
            begin = max(start, opens)
            if begin < closes and begin + left <= closes:
                return begin + left
            left -= max(closes - begin, timedelta(0))
        day += ONE_DAY


def hours_of(day: date, zone: str, rules: Rules) -> tuple[datetime, datetime]:
    """When the branch opens and closes on a day (UTC), whether or not it is worked."""
    hours = rules.playbook.branch_hours
    return instant(day, hours.open, zone), instant(day, hours.close, zone)


def working_day(rules: Rules) -> timedelta:
    """The working time of one working day."""
    hours = rules.playbook.branch_hours
    minutes = (hours.close.hour - hours.open.hour) * 60 + hours.close.minute - hours.open.minute
    return timedelta(minutes=minutes)


def in_working_time(moment: datetime, zone: str, rules: Rules) -> datetime:
    """The moment itself within branch hours, else the next opening (UTC)."""
    day = local_day(moment, zone)
    while True:
        if rules.calendar.is_working_day(day):
            opens, closes = hours_of(day, zone, rules)
            if moment < closes:
                return max(moment, opens)
        day += ONE_DAY
