"""静默客户: somebody who bought more than once and whom nobody has spoken to is invited."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from scheduling.wall import local_day
from store.books import Book
from store.records import Customer

NAME = "silent_buyer"
HEADING = "contacts"
WINDOWS = True
REASONS = {"silent_buyer.invite": ("purchases", "bought")}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """One for the purchases that lie close together, from the last of them on, within some days."""
    today, zone = rules.today(book.owner, now), book.owner.zone
    least = rules.playbook.silent_buyer.purchases
    for customer in [each for each in book.customers.values() if len(each.holdings) >= least]:
        bought = _bought_in_silence(customer, rules, zone, today)
        if bought:
            one = _occurrence(customer, bought, rules)
            if start <= one.day <= end:
                yield one


def _bought_in_silence(customer: Customer, rules: Rules, zone: str, today: date) -> list[date]:
    """The days of the purchases, oldest first; none where they are few or somebody spoke to the buyer."""
    given = rules.playbook.silent_buyer
    bought = sorted(
        held.start
        for held in customer.holdings
        if held.start is not None and held.start <= today and held.kind.value in given.kinds
    )
    if not bought:
        return []
    first = bought[-1] - timedelta(days=given.within_days)
    recent = [day for day in bought if day >= first]
    spoken_to = customer.reached_at is not None and local_day(customer.reached_at, zone) >= first
    over = bought[-1] + timedelta(days=given.invite_days) < today
    return [] if spoken_to or over or len(recent) < given.purchases else recent


def _occurrence(customer: Customer, bought: list[date], rules: Rules) -> Occurrence:
    due = bought[-1] + timedelta(days=rules.playbook.silent_buyer.invite_days)
    return Occurrence(
        kind=NAME,
        subject=customer.id,
        customer=customer.id,
        day=due,
        named=due,
        opens=bought[-1] + timedelta(days=1),
        reason=Reason(key="silent_buyer.invite", facts={"purchases": len(bought), "bought": bought[-1]}),
        rank=Rank.RELATIONSHIP,
        ends=("contact", "skipped"),
        heading=HEADING,
    )
