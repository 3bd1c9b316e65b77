"""How many customers a manager can work on a day."""

from datetime import date
from math import ceil

from scheduling.rules import ONE_DAY, Rules
from scheduling.wall import local_day
from store.books import Book
from store.records import Person


def room_on(person: Person, day: date, rules: Rules) -> int:
    """The worked entries that fit in a day: none on a day off, a share in busy times, at least one."""
    if not rules.at_work(person, day):
        return 0
    capacity = rules.playbook.capacity
    if _month_end(person, day, rules) or _campaign(day, rules):
        return max(1, ceil(capacity.entries * capacity.busy_share))
    return capacity.entries


def worked_on(book: Book, day: date) -> frozenset[str]:
    """The customers with whom a contact was logged on a day of the owner's zone, answered or not."""
    zone = book.owner.zone
    return frozenset(one.customer for one in book.contacts.values() if local_day(one.at, zone) == day)


def _month_end(person: Person, day: date, rules: Rules) -> bool:
    """Whether fewer working days of the month come after this one than make up its end."""
    left = 0
    after = day + ONE_DAY
    while after.month == day.month:
        left += rules.works(person, after)
        after += ONE_DAY
        if left >= rules.playbook.capacity.month_end_days:
            return False
    return True


def _campaign(day: date, rules: Rules) -> bool:
    week = day.isocalendar()[:2]
    return any(week == other.isocalendar()[:2] for other in rules.playbook.capacity.campaign_weeks)
