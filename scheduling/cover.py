"""Leave with somebody to stand in: when it runs, who reads whose reminders, and what became of it."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import msgspec

from scheduling.wall import instant, local_day
from store.books import Book
from store.records import Contact, Cover, Person

LEAVE_ASKED, LEAVE_OFF, LEAVE_OVER = "leave_asked", "leave_off", "leave_over"
"""The alarms that tell who stands in, that they need not (any more), and the absent what was done."""
LEAVE_SET, LEAVE_UNSET = "leave_set", "leave_unset"
"""The alarms that tell somebody that the head has entered, or cancelled, a leave of theirs."""
LEAVE_ALONE, LEAVE_GONE = "leave_alone", "leave_gone"
"""The alarms that tell that whoever was to stand in has left for good, and that the one on leave has."""
LEAVES = frozenset({LEAVE_ASKED, LEAVE_OFF, LEAVE_OVER, LEAVE_SET, LEAVE_UNSET, LEAVE_ALONE, LEAVE_GONE})
# What lies in the own chat is put away there, and what the own chat was promised is told there.
_STAYS = LEAVES | {"fold", "hide"}
_DAY = timedelta(days=1)


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What the colleague did: contacts by outcome and their customers, oldest first; and what is open."""

    outcomes: Mapping[str, int]
    customers: tuple[str, ...]
    promises: int
    complaints: int


def begins(cover: Cover) -> datetime:
    """The UTC instant at which the first day begins."""
    return instant(cover.first, time(), cover.zone)


def ends(cover: Cover) -> datetime:
    """The UTC instant at which it is over: the midnight after the last day, or earlier when it was ended."""
    last = instant(cover.last + _DAY, time(), cover.zone)
    return last if cover.ended is None else min(cover.ended, last)


def last_day(cover: Cover) -> date:
    """The last day of which any part is leave."""
    return local_day(ends(cover) - timedelta(microseconds=1), cover.zone)


def leaves_of(person: Person) -> tuple[Cover, ...]:
    """The last leave and those before it that may still have to be told of, oldest first."""
    return (*person.past_leaves, *([person.cover] if person.cover is not None else []))


def runs(cover: Cover, now: datetime) -> bool:
    """Whether somebody stands in at this moment."""
    return begins(cover) <= now < ends(cover)


def ahead(cover: Cover | None, now: datetime) -> bool:
    """Whether it is running or still to come."""
    return cover is not None and now < ends(cover)


def covered_by(person: Person, now: datetime) -> tuple[str, ...]:
    """The books of those for whom the person should stand in now; `stands_in` says whether they do."""
    return tuple(f"book:{each.absent}" for each in person.covers if runs(each, now))


def stands_in(person: Person, absent: Person, now: datetime) -> bool:
    """Whether this person may act for that one now; the record of the absent one decides."""
    cover = absent.cover
    return (
        cover is not None
        and cover.by == person.id
        and absent.left is None
        and person.left is None
        and runs(cover, now)
    )


def reader_of(absent: Person, now: datetime) -> str:
    """The book of whoever should read the reminders of this person's customers now: usually their own."""
    cover = absent.cover
    if cover is None or absent.left is not None or not runs(cover, now):
        return f"book:{absent.id}"
    return f"book:{cover.by}"


def reads(reader: Person, absent: Person, now: datetime) -> bool:
    """Whether this colleague can be told instead of the absent one, who is told else."""
    there = reader.telegram is not None and reader.unreachable is None
    return there and stands_in(reader, absent, now)


def goes_to_cover(kind: str) -> bool:
    """Whether an alarm of the absent one's book is for the colleague."""
    return kind not in _STAYS


def done_in(book: Book, cover: Cover) -> Done:
    """What whoever stood in did in the book, and what is open of everything that fell due meanwhile."""
    contacts = sorted(
        (each for each in book.contacts.values() if _counts(each, cover)), key=lambda each: (each.at, each.id)
    )
    over = ends(cover).date()
    return Done(
        outcomes=dict(Counter(each.outcome.value for each in contacts)),
        customers=tuple(dict.fromkeys(each.customer for each in contacts if each.customer in book.customers)),
        promises=sum(each.open and each.day <= over for each in book.follow_ups.values()),
        complaints=sum(each.open for each in book.complaints.values()),
    )


def _counts(contact: Contact, cover: Cover) -> bool:
    return contact.by == cover.by and begins(cover) <= contact.logged_at <= ends(cover)
