"""接触频度: nobody is sold to too often, and care has its share (DOMAIN 4)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from scheduling.rules import Rules
from store.books import Book
from store.records import Contact, Outcome, Purpose

Touches = Mapping[str, Sequence[Contact]]


def touches(book: Book) -> Touches:
    """The contacts that reached each customer, newest first, as far back as the book keeps them."""
    found: dict[str, list[Contact]] = {}
    for contact in book.contacts.values():
        if contact.outcome is Outcome.REACHED:
            found.setdefault(contact.customer, []).append(contact)
    return {who: sorted(many, key=lambda one: one.at, reverse=True) for who, many in found.items()}


def sold_enough(reached: Sequence[Contact], rules: Rules, now: datetime) -> bool:
    """Whether the customer was sold to as often as may be within the days of the playbook."""
    given = rules.playbook.touches
    since = now - timedelta(days=given.within_days)
    return sum(one.purpose is Purpose.PRODUCT and one.at > since for one in reached) >= given.sales_most


def care_is_next(reached: Sequence[Contact], rules: Rules) -> bool:
    """Whether the last contacts in a row were about products, so that the next one is care."""
    last = reached[: rules.playbook.touches.care_after]
    whole = len(last) == rules.playbook.touches.care_after
    return whole and all(one.purpose is Purpose.PRODUCT for one in last)


def care_share(book: Book) -> float | None:
    """The share of care among the contacts that reached somebody and have a purpose; None without any."""
    purposes = [one.purpose for many in touches(book).values() for one in many if one.purpose is not None]
    return purposes.count(Purpose.CARE) / len(purposes) if purposes else None
