"""Money that matures this week and that nobody has talked about yet, by customer (DOMAIN 10)."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from scheduling.rules import Rules
from scheduling.sums import became
from store.books import Book
from store.records import Customer, Holding

NUDGED = "nudge"
"""The kind of the head's word to a manager about such money."""


class Untalked(msgspec.Struct, frozen=True, kw_only=True):
    """A holding whose customer was not reached in the days before its maturity; `fen` of it are open."""

    customer: Customer
    holding: Holding
    day: date
    fen: int


def untalked(book: Book, rules: Rules, day: date) -> Sequence[Untalked]:
    """Those of the week (Monday to Sunday) of a day, by their day and the largest first: the head's page
    counts the same ones from the summary.
    """
    monday = day - timedelta(days=day.weekday())
    found: list[Untalked] = []
    for customer in book.customers.values():
        for holding in customer.holdings:
            matures = holding.maturity
            if matures is None or not monday <= matures < monday + timedelta(days=7):
                continue
            if holding.kind.value not in rules.playbook.maturity.kinds:
                continue
            parts = became(customer, holding, rules, book.owner.zone)
            fen = sum(part for word, part in parts if word == "untalked")
            if fen or any(word == "untalked" for word, _ in parts):
                found.append(Untalked(customer=customer, holding=holding, day=matures, fen=fen))
    return sorted(found, key=lambda one: (one.day, -one.fen, one.customer.id))
