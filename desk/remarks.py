"""The head's word about a customer: kept with the customer, and the manager is told (DOMAIN 10)."""

from datetime import datetime

from desk.notes import as_kept
from desk.sitting import Sitting
from scheduling.reach import notice
from store.books import Book
from store.records import Customer, Refused, Remark, RemarkKind, Role

FROM_HEAD = "from_head"
"""The kind of what tells a manager of it."""


def comment(at: Sitting, number: str, said: str) -> Remark:
    """Words that stand on the customer's card from now on."""
    words = as_kept(said)
    if not words:
        raise Refused("oversee.nothing_said")
    remark = leave_word(at, at.book, at.customer(number), "said", text=words)
    at.audit("comment", number)
    return remark


def take_back(at: Sitting, remark: str) -> None:
    """The words were a slip: they are gone from the card, and nobody is told of them who was not yet."""
    found = at.book.get(Remark, remark)
    if found is None:
        raise Refused("undo.too_late")
    at.book.drop(Remark, remark)
    at.audit("comment_undone", found.customer)


def leave_word(
    at: Sitting,
    book: Book,
    customer: Customer,
    what: RemarkKind,
    *,
    text: str = "",
    follow_up: str = "",
    to: str = "",
) -> Remark:
    """Something for the owner of a book to know of a customer; they are told at once, if they are there."""
    overseen(at)
    remark = Remark(
        id=at.new_id(),
        customer=customer.id,
        what=what,
        at=at.now,
        by=at.actor.id,
        by_name=at.actor.name,
        text=text,
        follow_up=follow_up,
        name=customer.name if what == "went" else "",
        to=to,
    )
    book.put(remark)
    if book.id.startswith("book:") and book.owner.left is None:
        at.books.ledger.insert(notice(FROM_HEAD, remark.id, book.id, book.owner.zone, at.now), at.now)
    return remark


def overseen(at: Sitting) -> None:
    """Refused to whoever is not the head of this manager's branch."""
    if at.actor.role is not Role.HEAD or not at.only_looks:
        raise Refused("not_for_you")


def said_of(book: Book, customer: str, since: datetime) -> list[Remark]:
    """The comments on a customer that were made after an instant, oldest first."""
    found = (
        each
        for each in book.remarks.values()
        if each.customer == customer and each.what == "said" and each.at >= since
    )
    return sorted(found, key=lambda each: (each.at, each.id))
