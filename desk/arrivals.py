"""Tells managers of the customers that a list has brought them."""

from datetime import datetime

from desk.importing.outcome import Plan
from scheduling.reach import notice
from store.books import Books

ARRIVED = "notice_list"


def tell(books: Books, plan: Plan, now: datetime) -> None:
    """One notice for each manager who has joined and got new customers; who has not is told at /start."""
    for home in sorted({each.home for each in plan.writes if each.new or each.origin}):
        if not home.startswith("book:"):
            continue
        person = books[home].owner
        if person.telegram is not None and person.left is None:
            subject = f"{person.id}-{now:%H%M%S}"
            books.ledger.insert(notice(ARRIVED, subject, home, person.zone, now), now)
