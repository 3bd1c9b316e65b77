"""A colleague leaves for good: access, reminders and what stands in their chat end; the customers stay."""

from datetime import datetime

from scheduling.reach import notice
from store.books import Books
from store.records import Refused, Role, replace


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
    books.audit(actor, "leave", person.id, partition=partition)
    return sum(1 for each in book.customers.values() if each.left_list is None)
