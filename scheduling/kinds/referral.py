"""转介绍: whoever brought the bank a customer is thanked within some days."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from store.books import Book
from store.records import Customer

NAME = "referral"
HEADING = "referrals"
WINDOWS = True
FACTS = ("text", "on", "due")
REASONS = {"referral.thank": FACTS, "referral.thank_elsewhere": FACTS}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """One for each customer who was introduced, on any day from then to the last of the days to thank.

    It is about the one who introduced them; where that is nobody of this book, about the newcomer.
    """
    given, today = rules.playbook.referral, rules.today(book.owner, now)
    for customer in book.customers.values():
        if customer.introduced_by and customer.introduced_on is not None:
            found = _occurrence(book, customer, customer.introduced_on, given.days)
            one = found if found.named >= today else replace(found, day=today, late=True)
            if start <= one.day <= end and one.day <= found.named + timedelta(days=given.stays_days):
                yield one


def _occurrence(book: Book, newcomer: Customer, on: date, days: int) -> Occurrence:
    by = book.customers.get(newcomer.introduced_by)
    due = on + timedelta(days=days)
    text = newcomer.introduced_by if by is None else newcomer.name
    about = newcomer if by is None else by
    return Occurrence(
        kind=NAME,
        subject=f"{about.id}/{newcomer.id}",
        customer=about.id,
        day=due,
        named=due,
        opens=on,
        reason=Reason(
            key="referral.thank_elsewhere" if by is None else "referral.thank",
            facts={"text": text, "on": on, "due": due},
        ),
        rank=Rank.RELATIONSHIP,
        ends=("contact", "sent", "skipped"),
        heading=HEADING,
    )
