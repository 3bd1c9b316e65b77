"""一户: the customers of a book who live together are seen together (DOMAIN 2)."""

from collections.abc import Sequence

from store.books import Book
from store.records import Customer


def household_of(book: Book, customer: Customer) -> Sequence[Customer]:
    """Everybody of the customer's household in this book, the richest first; alone without a household."""
    if not customer.household:
        return (customer,)
    together = [
        each
        for each in book.customers.values()
        if each.household == customer.household and each.left_list is None
    ]
    return sorted(together, key=lambda each: (-(each.assets or 0), each.id))
