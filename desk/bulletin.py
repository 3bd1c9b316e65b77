"""Writes today's bulletin for everybody it is for, and takes it back."""

from collections.abc import Iterable

from desk.sitting import Sitting
from desk.understanding import mask_phones
from scheduling.bulletins import OWN
from store.books import Book
from store.records import Bulletin, Refused, Role
from store.summaries import Summary

LONGEST = 1000
_ONE = "latest"


def worded(text: str) -> str:
    """The text as it will be kept; Refused where it is empty or longer than `LONGEST` characters."""
    said = mask_phones(text.strip())
    if not said:
        raise Refused("news.empty")
    if len(said) > LONGEST:
        raise Refused("news.too_long", most=LONGEST, count=len(said))
    return said


def readers(team: Iterable[Summary], author: str) -> tuple[str, ...]:
    """The books of all heads and managers who are still there, but for whoever writes it."""
    return tuple(
        each.book
        for each in team
        if each.role in (Role.HEAD, Role.MANAGER)
        if each.book != f"book:{author}" and "left" not in each.counts
    )


def publish(desk: Sitting, books: Iterable[str], text: str) -> None:
    """The bulletin in each of these books, in place of the one before; audited with its text."""
    said = worded(text)
    for partition in books:
        desk.books[partition].put(Bulletin(id=_ONE, text=said, by=desk.actor.name, at=desk.now))
    desk.books[f"book:{desk.actor.id}"].put(Bulletin(id=OWN, text=said, by=desk.actor.name, at=desk.now))
    desk.audit("bulletin", "", text=said)


def withdraw(desk: Sitting, books: Iterable[str], text: str) -> None:
    """Takes a bulletin out of the books where no later one has taken its place."""
    own = f"book:{desk.actor.id}"
    for partition, key in (*((each, _ONE) for each in books), (own, OWN)):
        book = desk.books[partition]
        there = book.get(Bulletin, key)
        if there is not None and there.text == text.strip():
            book.drop(Bulletin, key)
    desk.audit("bulletin_withdrawn", "")


def own_bulletin(book: Book) -> Bulletin | None:
    """What the owner of a book wrote last, as long as they have not taken it back."""
    return book.get(Bulletin, OWN)
