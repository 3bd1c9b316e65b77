"""When a person's messages of the day fall: the first two from a day on, reckoned once for all who ask.

Every commit of a book asks, and the answer changes with the day, the person or the playbook only.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice

from scheduling.horizon import planned_on
from scheduling.rules import ONE_DAY, Rules
from scheduling.wall import instant, local_day
from store.records import Person

Fall = tuple[date, datetime]
"""A day, and the UTC instant on it."""

# Nobody is off work for longer without being away, and `away_until` is looked past.
LOOKS_AHEAD = 40
# The plan of a week or month follows the digest of the day on which it begins.
AFTER_THE_DIGEST = timedelta(minutes=5)
_AT_ONCE = timedelta()
# Some four a person a day.
_KEPT = 4096


@lru_cache(maxsize=_KEPT)
def every_day(person: Person, at: time, today: date) -> tuple[Fall, ...]:
    """Today and the day after it, worked or not, as far as the person was there by then."""
    return _first_two(person, at, _AT_ONCE, today, lambda _day, _due: True)


@lru_cache(maxsize=_KEPT)
def working_days(person: Person, at: time, today: date, rules: Rules) -> tuple[Fall, ...]:
    """The first two days from today on of which the person works on and is back by then."""
    return _first_two(person, at, _AT_ONCE, today, lambda day, due: is_there(person, day, due, rules))


@lru_cache(maxsize=_KEPT)
def planned_days(person: Person, at: time, today: date, rules: Rules) -> tuple[Fall, ...]:
    """The first two of them with which a week or month begins; the plan comes after the digest."""

    def fits(day: date, due: datetime) -> bool:
        return is_there(person, day, due, rules) and planned_on(person, day, rules) is not None

    return _first_two(person, at, AFTER_THE_DIGEST, today, fits)


def _first_two(
    person: Person, at: time, after: timedelta, today: date, fits: Callable[[date, datetime], bool]
) -> tuple[Fall, ...]:
    days = (today + step * ONE_DAY for step in range(LOOKS_AHEAD + _days_away(person, today)))
    falls = ((day, instant(day, at, person.zone) + after) for day in days)
    there = ((day, due) for day, due in falls if person.joined is None or person.joined <= due)
    return tuple(islice((fall for fall in there if fits(*fall)), 2))


def is_there(person: Person, day: date, due: datetime, rules: Rules) -> bool:
    """Whether the person works on the day and is back by then."""
    away = person.away_until is not None and due < person.away_until
    return not away and rules.works(person, day)


def _days_away(person: Person, today: date) -> int:
    return max(0, (local_day(person.away_until, person.zone) - today).days) if person.away_until else 0
