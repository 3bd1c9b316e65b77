"""Whether a bulletin is still news at a digest."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduling.rules import Rules
from store.books import Book
from store.records import Bulletin, Person

OWN = "own"
"""The id of what the owner of a book wrote themselves."""


def bulletin(book: Book, rules: Rules, now: datetime) -> Bulletin | None:
    """The bulletin that was written since the digest of the owner's last working day; None without one.

    What was told on Friday is no news on Monday; what was written over the weekend is.
    """
    person, written = book.owner, last_bulletin(book)
    if written is None:
        return None
    zone = ZoneInfo(person.zone)
    last = _day_before(person, rules, now.astimezone(zone).date())
    told = datetime.combine(last, person.digest_at, zone)
    return written if written.at > told else None


def last_bulletin(book: Book) -> Bulletin | None:
    """The one that was written last for the owner, however old; their own is no news to them."""
    told = (each for key, each in book.all(Bulletin).items() if key != OWN)
    return max(told, key=lambda each: each.at, default=None)


def _day_before(person: Person, rules: Rules, day: date) -> date:
    for back in range(1, 31):
        if rules.works(person, day - timedelta(days=back)):
            return day - timedelta(days=back)
    return day - timedelta(days=1)
