"""Invitations: a code for one person, good once and for a while; only its hash is kept."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from desk.join import hashed
from store.books import Books
from store.records import Invitation, Person, replace

LASTS = timedelta(days=7)
# Without the letters and digits that are read for one another on paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_code() -> str:
    """Some 79 bits in sixteen letters that can be read out over the phone."""
    return "".join(secrets.choice(_LETTERS) for _ in range(16))


def invited(person: Person, code: str, now: datetime) -> Person:
    """The person with a fresh invitation; an older one ends."""
    return replace(person, invitation=Invitation(hashed=hashed(code), expires=now + LASTS))


def inviter(now: datetime) -> Callable[[Person], tuple[Person, str]]:
    """What invites the managers that a list brings: the person with an invitation, and its code."""

    def fresh(person: Person) -> tuple[Person, str]:
        code = new_code()
        return invited(person, code, now), code

    return fresh


def invite(books: Books, partition: str, code: str, now: datetime, *, by: str) -> Person:
    """Give the owner of a book a fresh invitation in place of any older one; `by` is who invites."""
    book = books[partition]
    person = book.owner
    if person.invitation is not None:
        books.unplace("invitation", person.invitation.hashed)
    fresh = invited(person, code, now)
    book.put(fresh)
    books.place("invitation", hashed(code), partition)
    books.audit(by, "invite", person.id, partition=partition)
    return fresh
