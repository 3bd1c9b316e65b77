"""Keeps books small: what is over goes to its customer's history, cards that nobody can press are dropped."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice

from scheduling.kinds import kinds
from store.books import Book, Books
from store.records import Arrival, Contact, FollowUp, Settlement
from store.scope import Scope
from store.store import Store

CONTACTS_KEPT = timedelta(days=31)
SETTLEMENTS_KEPT = timedelta(days=60)
# The buttons of a message live no longer.
ARRIVALS_KEPT = timedelta(days=9)
# So many histories at most are opened in one commit: nobody waits long behind a book that was left alone.
AT_ONCE = 50

Over = Contact | FollowUp


async def tidy(store: Store, partition: str, now: datetime) -> int:
    """Tidy one book and say how many records left it; done twice it is done once."""
    moved: dict[str, Sequence[Over]] = await store.read(
        Scope.bank(), (partition,), lambda books: over(books[partition], now)
    )
    customers = iter(moved)
    count = 0
    while some := list(islice(customers, AT_ONCE)):
        count += await _move(store, partition, some, now)

    def drop(books: Books) -> int:
        return _drop(books[partition], now)

    return count + await store.change(Scope.bank(), (partition,), drop, now=now)


def over(book: Book, now: datetime) -> dict[str, Sequence[Over]]:
    """Contacts and closed promises that are old enough for the history, by customer."""
    before = now - CONTACTS_KEPT
    found: dict[str, list[Over]] = defaultdict(list)
    for contact in book.contacts.values():
        if max(contact.at, contact.logged_at) < before:
            found[contact.customer].append(contact)
    for promise in book.follow_ups.values():
        if promise.closed_at is not None and not promise.open and promise.closed_at < before:
            found[promise.customer].append(promise)
    return dict(found)


def outlived(book: Book, now: datetime) -> Iterable[Settlement]:
    """Decisions that no rule looks at any more."""
    before = now - SETTLEMENTS_KEPT
    series = {kind.name for kind in kinds() if kind.repeats is not None}
    for each in book.settlements.values():
        if max(each.at, each.until or each.at) < before and not _goes_on(book, each, series):
            yield each


def _goes_on(book: Book, settlement: Settlement, series: set[str]) -> bool:
    """Whether a series counts from it: until the customer is reached the next turn follows from it."""
    customer = book.customers.get(settlement.customer)
    if settlement.id.partition("|")[0] not in series or customer is None:
        return False
    return customer.reached_at is None or customer.reached_at <= settlement.at


async def _move(store: Store, partition: str, customers: Sequence[str], now: datetime) -> int:
    def decide(books: Books) -> int:
        book = books[partition]
        moved = over(book, now)
        count = 0
        for customer in customers:
            records = moved.get(customer, ())
            if records:
                books.open(_history(customer), book.branch).put(*records)
            for each in records:
                book.drop(type(each), each.id)
                count += 1
        return count

    ids = (partition, *map(_history, customers))
    return await store.change(Scope.bank(), ids, decide, now=now)


def _history(customer: str) -> str:
    return f"history:{customer}"


def _drop(book: Book, now: datetime) -> int:
    gone = [
        *outlived(book, now),
        *(each for each in book.dialogues.values() if each.expires <= now),
        *(each for each in book.all(Arrival).values() if each.at < now - ARRIVALS_KEPT),
    ]
    for each in gone:
        book.drop(type(each), each.id)
    return len(gone)
