"""Tells managers of the customers that a list has brought them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from desk.importing.outcome import Plan
from scheduling.reach import notice
from store.books import Book, Books
from store.records import Arrival, Customer

ARRIVED = "notice_list"


def tell(books: Books, plan: Plan, now: datetime) -> None:
    """One notice for each manager who has joined and got new customers; who has not is told at /start."""
    come: dict[str, list[str]] = defaultdict(list)
    for each in plan.writes:
        if (each.new or each.origin) and each.home.startswith("book:"):
            come[each.home].append(each.customer.id)
    for home, customers in sorted(come.items()):
        person = books[home].owner
        if person.telegram is not None and person.left is None:
            told = notice(ARRIVED, f"{person.id}-{now:%H%M%S}", home, person.zone, now)
            books[home].put(Arrival(id=told.key, customers=tuple(customers), at=now))
            books.ledger.insert(told, now)


def brought(book: Book, keys: Iterable[str]) -> Sequence[Customer]:
    """The customers whom these notices tell of, as far as they are still there."""
    known = [each for key in keys if (each := book.get(Arrival, key)) is not None]
    numbers = dict.fromkeys(number for each in known for number in each.customers)
    here = (book.customers.get(number) for number in numbers)
    return [each for each in here if each is not None and each.left_list is None]
