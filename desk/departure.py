"""A colleague leaves for good: access, reminders and what stands in their chat end; the customers stay."""

from datetime import datetime

from scheduling.cover import LEAVE_ALONE, LEAVE_GONE, ahead
from scheduling.reach import notice, told_of_trouble
from store.books import Books
from store.records import Person, Refused, Role, replace


def depart(books: Books, partition: str, actor: str, now: datetime) -> int:
    """End the access of the owner of a book; how many customers are now without somebody at work.

    The account is unbound, invitations end, and a fold of all their messages is due at once. Nobody removes
    themselves or another head or operator by a slip.
    """
    book = books[partition]
    person = book.owner
    if person.role is not Role.MANAGER or person.left is not None:
        raise Refused("leaving.not_this_one", name=person.name)
    if person.telegram is not None:
        books.unplace("telegram", str(person.telegram))
    if person.invitation is not None:
        books.unplace("invitation", person.invitation.hashed)
    book.put(replace(person, left=now, invitation=None))
    books.ledger.insert(notice("fold", f"{person.id}-left", partition, person.zone, now), now)
    _tell_of_leaves(books, person, actor, now)
    books.audit(actor, "leave", person.id, partition=partition)
    return sum(1 for each in book.customers.values() if each.left_list is None)


def _tell_of_leaves(books: Books, person: Person, actor: str, now: datetime) -> None:
    """Whoever agreed a leave with the one who leaves has to find somebody else, or is free again.

    The heads of the branch hear of it too, for they may have entered the leave; not the one who does this.
    """
    for cover in person.covers:
        if ahead(cover, now):
            heads = (each for each in told_of_trouble(books, person) if each != f"book:{actor}")
            for book in (f"book:{cover.absent}", *heads):
                subject = f"{cover.id}-{book.removeprefix('book:')}"
                books.ledger.insert(notice(LEAVE_ALONE, subject, book, cover.zone, now), now)
    own = person.cover
    if own is not None and ahead(own, now):
        books.ledger.insert(notice(LEAVE_GONE, own.id, f"book:{own.by}", own.zone, now), now)
