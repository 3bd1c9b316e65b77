"""Open a masked number for ten minutes; the audit entry comes first (DOMAIN 11)."""

from datetime import datetime, timedelta

from desk.sitting import Sitting
from store.records import Refused

SHOWN_FOR = timedelta(minutes=10)


def reveal(at: Sitting, customer: str) -> datetime:
    """Enter the look in the audit trail; the instant until which the number may be shown."""
    if not at.customer(customer).phones:
        raise Refused("number.none")
    at.audit("reveal", customer, what="phone")
    return at.now + SHOWN_FOR


def opened(at: Sitting, customer: str, until: datetime) -> str:
    """The number while its ten minutes last, else nothing."""
    phones = at.customer(customer).phones
    return phones[0].number if phones and at.now < until else ""
