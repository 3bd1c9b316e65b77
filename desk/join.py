"""Bind a Telegram account to a person by an invitation code, once (DESIGN 5)."""

import hashlib

from desk.office import Office
from store.books import Books
from store.records import Person, replace
from store.scope import Scope


def hashed(code: str) -> str:
    """What is kept of an invitation code."""
    return hashlib.sha256(code.encode()).hexdigest()


async def join(office: Office, *, telegram: int, code: str) -> Person | None:
    """The person who now speaks from this account; None for any code that opens nothing, whatever it is."""
    partition = await office.store.place("invitation", hashed(code))
    if partition is None:
        return None
    now = office.clock.now()

    def decide(books: Books) -> Person | None:
        book = books[partition]
        person, key = book.owner, hashed(code)
        invitation = person.invitation
        if invitation is None or invitation.hashed != key or invitation.expires <= now or person.left:
            return None
        if person.telegram is not None:
            books.unplace("telegram", str(person.telegram))
        joined = replace(person, telegram=telegram, invitation=None, joined=person.joined or now)
        book.put(joined)
        books.unplace("invitation", key)
        books.place("telegram", str(telegram), partition)
        books.audit(person.id, "join", person.id, telegram=telegram)
        return joined

    return await office.store.change(Scope.bank(), (partition,), decide, now=now)
