"""节日: one list of the customers to be greeted, some working days before a festival."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import get_args

from scheduling.calendar import festival
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.playbook import FestivalName
from scheduling.rules import LONGEST_BREAK, ONE_DAY, Rules
from scheduling.tier import by_tier
from store.books import Book
from store.records import Customer

NAME = "festival"
HEADING = "festivals"
REASONS = {f"festival.{name}": ("on", "days") for name in get_args(FestivalName)}


def occurrences(book: Book, rules: Rules, start: date, end: date, _now: datetime) -> Iterable[Occurrence]:
    """Each customer of the tiers, once for each festival whose list falls in the span."""
    lists = list(_lists(rules, start, end))
    if not lists:
        return
    reasons = [
        (name, kept, day, Reason(key=f"festival.{name}", facts={"on": kept, "days": (kept - day).days}))
        for name, kept, day in lists
    ]
    for tier, customers in by_tier(book.customers, rules.playbook).items():
        if tier in rules.playbook.festival.tiers:
            for customer in customers:
                for name, kept, day, reason in reasons:
                    yield _occurrence(customer, name, kept, day, reason)


def _lists(rules: Rules, start: date, end: date) -> Iterator[tuple[str, date, date]]:
    """The festivals by name, with their day and the day of their list."""
    last = end + LONGEST_BREAK * ONE_DAY
    for name, before in rules.playbook.festival.working_days_before.items():
        for year in range(start.year, last.year + 1):
            kept = festival(name, year)
            if kept is not None and start <= kept <= last:
                day = rules.calendar.add_working_days(kept, -before) if before else kept
                if start <= day <= end:
                    yield name, kept, day


def _occurrence(customer: Customer, name: str, kept: date, day: date, reason: Reason) -> Occurrence:
    return Occurrence(
        kind=NAME,
        subject=f"{customer.id}/{name}",
        customer=customer.id,
        day=day,
        named=kept,
        reason=reason,
        rank=Rank.LIST,
        ends=("sent", "contact", "skipped"),
        heading=HEADING,
        listed=True,
    )
