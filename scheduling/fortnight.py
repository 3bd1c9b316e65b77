"""The days at work that are over, with the places that were not used: what a missed day is told by."""

from collections.abc import Iterable
from datetime import date, timedelta

from scheduling.capacity import rooms
from scheduling.occurrence import Occurrence
from scheduling.placing import Day
from scheduling.rules import ONE_DAY, Rules
from scheduling.wall import local_day
from store.books import Book

# Whoever was missed before that waits like everybody else.
FORTNIGHT = timedelta(days=14)
# A day was missed when not even so large a share of its places was used. What falls out of a worked day is
# made up for without looking back, which moves fewer than guessing what was said that morning.
MISSED = 0.2


def unused(book: Book, rules: Rules, today: date, fixed: Iterable[Occurrence], most: int) -> list[Day]:
    """The days of the last fortnight from the first one with a contact on, before today; none where no day
    was missed.

    Each has the places of a day of at most so many, less those whom a contact was logged with. What stands
    in today because it was not done on its own day had its place there.
    """
    worked = _worked(book, today - FORTNIGHT)
    days = list(rooms(book.owner, min(worked, default=today), today - ONE_DAY, rules))
    if all(len(worked.get(day, ())) >= MISSED * min(room, most) for day, room in days):
        return []
    left: dict[date, set[str]] = {}
    for one in fixed:
        if one.late and not one.listed:
            day = max((day for day, _ in days if day <= one.named), default=today)
            left.setdefault(day, set()).add(one.customer)
    return [
        Day(
            day.toordinal(),
            max(0, min(room, most) - len(worked.get(day, ()))),
            frozenset(left.get(day, ())),
        )
        for day, room in days
    ]


def _worked(book: Book, first: date) -> dict[date, set[str]]:
    """With whom a contact was logged on each day from the first on, answered or not."""
    zone, found = book.owner.zone, dict[date, set[str]]()
    for contact in book.contacts.values():
        day = local_day(contact.at, zone)
        if day >= first:
            found.setdefault(day, set()).add(contact.customer)
    return found
