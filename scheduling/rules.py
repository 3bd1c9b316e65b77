"""The playbook and the calendar together, as they are handed to everything that decides."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from scheduling.calendar import Calendar
from scheduling.playbook import Playbook
from scheduling.wall import local_day
from store.records import Person

ONE_DAY = timedelta(days=1)
# Nobody's rota is empty for longer; a person without any working day is treated as working every day.
LONGEST_BREAK = 31


@dataclass(frozen=True, kw_only=True, eq=False)
class Rules:
    """What the bank wants (playbook) on the days there are (calendar).

    Compared by identity: what was found by them is kept until the playbook is loaded anew.
    """

    playbook: Playbook
    calendar: Calendar

    @classmethod
    def built_in(cls) -> "Rules":
        """The built-in playbook on the working days of mainland China."""
        return cls(playbook=Playbook.load(), calendar=Calendar.of_china())

    def today(self, person: Person, now: datetime) -> date:
        """The day that it is for the person."""
        return local_day(now, person.zone)

    def works(self, person: Person, day: date) -> bool:
        """Whether the person's rota has the day: the bank's working days, or own weekdays less holidays."""
        return day in worked_days(self.calendar, person.weekdays, day.year)

    def at_work(self, person: Person, day: date) -> bool:
        """Whether the person works on the day and is not away for the whole of it."""
        away = person.away_until is not None and local_day(person.away_until, person.zone) > day
        return not away and self.works(person, day)

    def next_at_work(self, person: Person, day: date) -> date:
        """The day itself if the person is at work, else the first such day after it."""
        for step in range(LONGEST_BREAK):
            if self.at_work(person, day + step * ONE_DAY):
                return day + step * ONE_DAY
        return day


@lru_cache(maxsize=256)
def worked_days(calendar: Calendar, weekdays: tuple[int, ...] | None, year: int) -> frozenset[date]:
    """The days of a year that a rota has: the bank's working days, or its own weekdays less holidays."""
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    days = map(date.fromordinal, range(first, last + 1))
    return frozenset(day for day in days if _works(calendar, weekdays, day))


def _works(calendar: Calendar, weekdays: tuple[int, ...] | None, day: date) -> bool:
    if weekdays is None:
        return calendar.is_working_day(day)
    if day.weekday() not in weekdays:
        return False
    if day.weekday() < 5:
        return calendar.is_working_day(day)
    # A weekend day of the rota is off only where a public holiday lies over it.
    return calendar.is_working_day(day) or calendar.break_around(day) is None
