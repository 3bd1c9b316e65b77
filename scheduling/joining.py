"""A head comes along on a visit: the promise lies in the manager's book, and the head hears of it in time.

The manager's book alone says when it is, so nothing of it is copied: alarms that nobody is shown fall due
there and become a notice of whoever comes along, and the book's summary tells the head's page of the day.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

import msgspec

from scheduling.kinds.follow_up import due_of
from scheduling.reach import TO_HEAD, notice
from scheduling.rules import ONE_DAY, Rules
from scheduling.wall import instant, local_day
from store.books import Book, Books
from store.ledger import Alarm
from store.records import FollowUp, Kind, Person
from store.summaries import Summary

HEAD_VISIT = "head_visit"
"""The kind of what the head is told of a visit: it comes near, was moved, or is off."""
EVE, AHEAD, MOVED, OFF = "visit_eve", "visit_ahead", "visit_moved", "visit_off"
MEETINGS = frozenset({Kind.VISIT, Kind.BRANCH_VISIT, Kind.EVENT})
"""What somebody can come along to."""


class Joined(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A visit to come as a summary tells of it; `manager` and `book` are filled in from its row."""

    id: str
    by: str
    day: date
    at: time | None = None
    manager: str = ""
    book: str = ""


def joined_visits(book: Book) -> list[Joined]:
    """The open visits of a book on which somebody comes along."""
    return [
        Joined(id=each.id, by=each.joined_by, day=each.day, at=each.at)
        for each in book.follow_ups.values()
        if each.joined_by and each.open and each.customer in book.customers
    ]


def visits_of(team: Iterable[Summary], person: Person) -> Sequence[Joined]:
    """All visits to come of the branch on which the person comes along, the next one first."""
    found = (
        msgspec.structs.replace(each, manager=summary.person, book=summary.book)
        for summary in team
        for each in msgspec.convert(summary.body.get("visits", []), list[Joined])
        if each.by == person.id
    )
    return sorted(found, key=lambda each: (each.day, each.at or time(), each.id))


def companions(book: Book, rules: Rules, now: datetime) -> Iterator[Alarm]:
    """When whoever comes along is to hear of it: the evening before, and so many minutes before."""
    promises, zone = rules.playbook.follow_up, book.owner.zone
    for each in book.follow_ups.values():
        if not (each.joined_by and each.open and each.customer in book.customers):
            continue
        times = [(EVE, instant(each.day - ONE_DAY, promises.eve_at, each.zone))]
        due = due_of(each)
        if due is not None:
            minutes = promises.minutes_before.get(each.how.value, 0)
            times.append((AHEAD, due - timedelta(minutes=minutes)))
        for what, moment in times:
            # Whoever agreed to it after that moment knows of it.
            if moment > now:
                subject, day = f"{each.id}~{each.moved}-{what}", local_day(moment, zone)
                key = f"{TO_HEAD}|{subject}|{day}"
                yield Alarm(key=key, kind=TO_HEAD, subject=subject, day=day, due=moment, book=book.id)


def tell_companion(books: Books, book: Book, number: str, what: str, now: datetime) -> None:
    """Whoever comes along is told of the visit, if it still stands; of one that is off in any case."""
    visit = book.get(FollowUp, number)
    if visit is None or not visit.joined_by or (what != OFF and not visit.open):
        return
    subject = f"{book.owner.id}/{visit.id}/{what}/{visit.moved}"
    partition = f"book:{visit.joined_by}"
    books.ledger.insert(notice(HEAD_VISIT, subject, partition, book.owner.zone, now), now)
