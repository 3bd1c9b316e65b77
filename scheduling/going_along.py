"""What comes every so often and goes along with the contacts of a customer: visits, reviews."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from scheduling.cadence import gap_for, last_turn, slack_of, spread_over
from scheduling.rules import Rules
from scheduling.tier import by_tier
from scheduling.wall import local_day
from store.books import Book
from store.records import Customer


class Turn(NamedTuple):
    """The next time, on its last day `due`, after the `last` time if there was one."""

    customer: Customer
    gap: int
    last: date | None
    due: date


def turns(
    book: Book,
    rules: Rules,
    kind: str,
    days: Mapping[str, int],
    last_of: Callable[[Customer], datetime | None],
) -> Iterator[Turn]:
    """The next turn of each customer of a tier that has them; the first ones are spread.

    Whoever was never spoken to is called first. Whoever was spoken to within the window, and it did not come
    to it, is asked at the next contact; otherwise those who never want to would take everybody's places.
    """
    zone, settled = book.owner.zone, book.settlements
    tiers = by_tier(book.customers, rules.playbook)
    having = [(tier, customer) for tier, many in tiers.items() if tier in days for customer in many]
    unseen = any(last_of(customer) is None for _, customer in having)
    firsts: Mapping[str, date] = spread_over(book, rules, days) if unseen else {}
    for tier, customer in having:
        gap, gaps = days[tier], rules.playbook.cadence.gaps.get(tier)
        contacts = None if gaps is None else gap_for(customer, gaps, rules)
        if customer.reached_at is None and contacts is not None:
            continue
        moment = last_of(customer)
        last = None if moment is None else local_day(moment, zone)
        due = firsts[customer.id] if last is None else last + timedelta(days=gap)
        due = max(due, _asked_again(customer, contacts, due - slack_of(gap, rules), zone))
        while settled and (after := last_turn(settled, f"{kind}|{customer.id}|{due}", due, zone)) is not None:
            due = after + timedelta(days=gap)
        yield Turn(customer, gap, last, due)


def _asked_again(customer: Customer, gap: int | None, opens: date, zone: str) -> date:
    reached = None if customer.reached_at is None else local_day(customer.reached_at, zone)
    if gap is None or reached is None or reached < opens:
        return date.min
    return reached + timedelta(days=gap)
