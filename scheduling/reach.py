"""Who can't be reached: what is due to them waits, their head is told, and they get it when they return."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from scheduling.cover import goes_to_cover, reader_of
from scheduling.wall import local_day
from store.books import Books
from store.ledger import Alarm
from store.records import Person, Role, replace

UNREACHABLE = "notice_unreachable"
TO_HEAD = "to_head"
"""The kind of what goes on to the head, also while the owner of the book can't be reached."""
# Telegram forgets after a day that somebody came back; so one reminder a day finds out.
TRIED_AGAIN = timedelta(hours=20)


def lost(books: Books, partition: str, now: datetime) -> None:
    """Everything due to the owner of the book waits; the head, or else the operators, are told once a day."""
    book = books[partition]
    person = book.owner
    book.put(replace(person, unreachable=now))
    covered = reader_of(person, now) != partition
    books.ledger.hold(partition, but=TO_HEAD, spare=lambda row: covered and goes_to_cover(row.kind))
    for other in told_of_trouble(books, person):
        subject = f"{person.id}-{other.removeprefix('book:')}"
        books.ledger.insert(notice(UNREACHABLE, subject, other, person.zone, now), now)


def returned(books: Books, partition: str) -> None:
    """They are there again: what was held comes, what is late in one card."""
    book = books[partition]
    book.put(replace(book.owner, unreachable=None))
    books.ledger.release(partition)


def away(person: Person, now: datetime) -> bool:
    """Whether it is known that the person can't be reached, and too early to try once more."""
    return person.unreachable is not None and now - person.unreachable < TRIED_AGAIN


def notice(kind: str, subject: str, book: str, zone: str, now: datetime) -> Alarm:
    """Something a colleague has to know, said once a day, by the way all reminders go."""
    day = local_day(now, zone)
    return Alarm(key=f"{kind}|{subject}|{day}", kind=kind, subject=subject, day=day, due=now, book=book)


def told_of_trouble(books: Books, person: Person) -> Iterable[str]:
    """The books of those who must know when something is amiss with a person's work."""
    if not person.branch or person.role is Role.OPERATOR:
        return ()
    team = [each for each in books.summaries(person.branch) if each.book != f"book:{person.id}"]
    heads = [each.book for each in team if each.role == Role.HEAD] if person.role is Role.MANAGER else []
    return heads or [each.book for each in team if each.role == Role.OPERATOR]
