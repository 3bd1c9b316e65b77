"""Who holds what: the running holdings of a book one after another, for the kinds that look at no more."""

from collections.abc import Sequence

from scheduling.lately import Customers, Lately
from store.records import Customer, Holding

Held = tuple[Customer, Holding]

_HELD = Lately[Sequence[Held]]()


def held(customers: Customers) -> Sequence[Held]:
    """Each holding that has not ended, with its customer, in the order of the book."""
    return _HELD.of(customers, (), lambda: _running(customers))


def _running(customers: Customers) -> Sequence[Held]:
    return [(one, holding) for one in customers.values() for holding in one.holdings if not holding.ended]
