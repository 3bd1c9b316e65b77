"""How many customers a manager can work on a day."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from math import ceil

from scheduling.calendar import Calendar
from scheduling.cover import last_day, leaves_of
from scheduling.rules import Rules, worked_days
from scheduling.wall import local_day
from store.books import Book
from store.records import Person


def room_on(person: Person, day: date, rules: Rules) -> int:
    """The worked entries that fit in a day: none on a day off, a share in busy times, at least one."""
    return next((room for _, room in rooms(person, day, day, rules)), 0)


def rooms(person: Person, start: date, end: date, rules: Rules) -> Iterator[tuple[date, int]]:
    """The days at work from start to end, both included, with the worked entries that fit in each.

    On leave they are the days on which a colleague stands in.
    """
    given, away = rules.playbook.capacity, person.away_until
    # Whoever stands in has customers of their own: what can wait for the days before and after does.
    stood_in_for = max(1, ceil(given.entries * given.leave_share))
    leaves = [(each.first, last_day(each)) for each in leaves_of(person)]
    fewer = max(1, ceil(given.entries * given.busy_share))
    campaigns = {day.isocalendar()[:2] for day in given.campaign_weeks}
    first = start if away is None else max(start, local_day(away, person.zone))
    for number in range(first.toordinal(), end.toordinal() + 1):
        day = date.fromordinal(number)
        if day in worked_days(rules.calendar, person.weekdays, day.year):
            busy = day in _month_ends(rules.calendar, person.weekdays, given.month_end_days, day.year)
            room = fewer if busy or day.isocalendar()[:2] in campaigns else given.entries
            on_leave = any(begins <= day <= ends for begins, ends in leaves)
            yield day, min(room, stood_in_for) if on_leave else room


def worked_on(book: Book, day: date) -> frozenset[str]:
    """The customers with whom a contact was logged on a day of the owner's zone, answered or not."""
    zone = book.owner.zone
    return frozenset(one.customer for one in book.contacts.values() if local_day(one.at, zone) == day)


@lru_cache(maxsize=256)
def _month_ends(
    calendar: Calendar, weekdays: tuple[int, ...] | None, days: int, year: int
) -> frozenset[date]:
    """The last days at work of each month of a year, so many a month."""
    worked = worked_days(calendar, weekdays, year)
    months = (sorted(day for day in worked if day.month == month) for month in range(1, 13))
    return frozenset(day for month in months for day in (month[-days:] if days else ()))
