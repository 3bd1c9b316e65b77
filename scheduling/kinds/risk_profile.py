"""风险测评: the customer's risk profile runs out, and with it what may be offered."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from scheduling.carrying import carried
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from store.books import Book
from store.records import Customer

NAME = "risk_profile"
HEADING = "expiring"
REASONS = {"risk_profile.ends": ("until", "risk")}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """One before the end of each profile, on a working day; a missed one stays until the end."""
    today = rules.today(book.owner, now)
    for customer in book.customers.values():
        if customer.risk_until is not None:
            one = carried(_occurrence(customer, customer.risk_until, rules), today, customer.risk_until)
            if start <= one.day <= end:
                yield one


def _occurrence(customer: Customer, until: date, rules: Rules) -> Occurrence:
    named = until - timedelta(days=rules.playbook.risk_profile.days_before)
    return Occurrence(
        kind=NAME,
        subject=customer.id,
        customer=customer.id,
        day=rules.calendar.working_day_before(named),
        named=named,
        reason=Reason(key="risk_profile.ends", facts={"until": until, "risk": customer.risk}),
        rank=Rank.DEADLINE,
        ends=("contact", "skipped"),
        heading=HEADING,
    )
