"""Where customers live, and which day of the week the manager goes there: one way for several visits."""

from collections.abc import Mapping

from scheduling.rules import Rules
from scheduling.tier import tier_of
from store.books import Book

_WORKDAYS = (0, 1, 2, 3, 4)


def weekdays_of(book: Book, rules: Rules) -> Mapping[str, int]:
    """The weekday (Monday = 0) of each district in which somebody is visited; none where none is known.

    It follows from the names of the districts alone, so that no visit moves when another one is made.
    """
    if not any(customer.district for customer in book.customers.values()):
        return {}
    visited = rules.playbook.visit.days
    districts = {
        customer.district
        for customer in book.customers.values()
        if customer.district and tier_of(customer, rules.playbook) in visited
    }
    worked = book.owner.weekdays or _WORKDAYS
    return {district: worked[place % len(worked)] for place, district in enumerate(sorted(districts))}
