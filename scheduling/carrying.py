"""What was missed on its day stands in today for a while: nothing is lost, and nothing stays for ever."""

from datetime import date, timedelta

from msgspec.structs import replace

from scheduling.occurrence import Occurrence


def carried(one: Occurrence, today: date, until: date) -> Occurrence:
    """The occurrence on today when its day has passed, up to and with the day `until`."""
    return replace(one, day=today, late=True) if one.day < today <= until else one


def stands_on(day: date, today: date, until: date) -> date:
    """The day on which it stands then, for whom one day is the same for many."""
    return today if day < today <= until else day


def stays(day: date, days: int, following: date | None = None) -> date:
    """The last day on which a missed one stays: so many days on, and before the next of its series."""
    last = day + timedelta(days=days)
    return last if following is None else min(last, following - timedelta(days=1))
