"""The largest single sums of a month in a book, each way (DOMAIN 7: the five largest)."""

from collections.abc import Sequence
from datetime import date
from heapq import nlargest
from typing import Literal

import msgspec

from store.books import Book
from store.records import Customer

MOST = 5
Way = Literal["in", "out"]


class Sum(msgspec.Struct, frozen=True, kw_only=True):
    """Money (whole fen, positive) that came or went in one piece on a day."""

    customer: Customer
    day: date
    fen: int


def largest(book: Book, day: date, way: Way) -> Sequence[Sum]:
    """The five largest sums from the first of the month to a day, both included, the largest first."""
    sign = 1 if way == "in" else -1
    sums = (
        Sum(customer=customer, day=flow.on, fen=fen * sign)
        for customer in book.customers.values()
        for flow in customer.flows
        if day.replace(day=1) <= flow.on <= day
        for fen in flow.moves
        if fen * sign > 0
    )
    return nlargest(MOST, sums, key=lambda one: (one.fen, one.day, one.customer.id))
