"""转介绍: who introduced whom (DOMAIN 2)."""

from desk.sitting import Sitting
from store.records import Customer, replace


def introduced(at: Sitting, number: str, by: str) -> Customer:
    """The customer, introduced today by another customer of the book."""
    known = replace(at.customer(number), introduced_by=at.customer(by).id, introduced_on=at.today)
    at.put(known)
    at.audit("introduced", number, by=by)
    return known
