"""一户分在几位客户经理: each knows which colleagues keep the others, and nothing more (decision 9)."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from store.books import Book
from store.records import Customer, replace


def share(books: Iterable[Book]) -> None:
    """Writes to each customer of these books who else keeps somebody of their household, by name.

    Colleagues whose books are not among these stay named as far as anybody of the household knew of them.
    """
    opened = {book.id: book for book in books}
    owners = {book.owner.name for book in opened.values() if _has_owner(book)}
    keepers, known = dict[str, set[str]](), dict[str, set[str]]()
    for book in opened.values():
        for customer in _together(book):
            known.setdefault(customer.household, set()).update(set(customer.household_with) - owners)
            if _has_owner(book):
                keepers.setdefault(customer.household, set()).add(book.owner.name)
    for book in opened.values():
        _write(book, keepers, known)


def _write(
    book: Book, keepers: Mapping[str, AbstractSet[str]], known: Mapping[str, AbstractSet[str]]
) -> None:
    own = {book.owner.name} if _has_owner(book) else set[str]()
    for customer in list(book.customers.values()):
        code = customer.household
        others = (keepers.get(code, set()) | known.get(code, set())) - own if code else set[str]()
        names = tuple(sorted(others))
        if names != customer.household_with:
            book.put(replace(customer, household_with=names))


def _together(book: Book) -> Iterable[Customer]:
    return [each for each in book.customers.values() if each.household and each.left_list is None]


def _has_owner(book: Book) -> bool:
    """Of those who wait in a pool, and of a leaver's customers, nobody can be asked."""
    return book.id.startswith("book:") and book.owner.left is None
