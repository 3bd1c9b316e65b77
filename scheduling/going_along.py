"""What comes every so often and goes along with the contacts of a customer: visits, reviews."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduling.cadence import gap_of, last_turn, slack_of, spread_over
from scheduling.rules import Rules
from scheduling.tier import by_tier
from scheduling.wall import local_day
from store.books import Book
from store.records import Customer


@dataclass(frozen=True, kw_only=True)
class Turn:
    """The next time, from `opens` to its last day `due`, after the `last` time if there was one."""

    customer: Customer
    gap: int
    last: date | None
    opens: date
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
    having = [(days[tier], customer) for tier, many in tiers.items() if tier in days for customer in many]
    unseen = any(last_of(customer) is None for _, customer in having)
    firsts: Mapping[str, date] = spread_over(book, rules, days) if unseen else {}
    for gap, customer in having:
        if _unmet(customer, rules):
            continue
        moment = last_of(customer)
        last = None if moment is None else local_day(moment, zone)
        due = firsts[customer.id] if last is None else last + timedelta(days=gap)
        due = max(due, _asked_again(customer, rules, due - slack_of(gap, rules), zone))
        while settled and (after := last_turn(settled, f"{kind}|{customer.id}|{due}", due, zone)) is not None:
            due = after + timedelta(days=gap)
        yield Turn(customer=customer, gap=gap, last=last, opens=due - slack_of(gap, rules), due=due)


def _unmet(customer: Customer, rules: Rules) -> bool:
    return customer.reached_at is None and gap_of(customer, rules) is not None


def _asked_again(customer: Customer, rules: Rules, opens: date, zone: str) -> date:
    gap = gap_of(customer, rules)
    reached = None if customer.reached_at is None else local_day(customer.reached_at, zone)
    if gap is None or reached is None or reached < opens:
        return date.min
    return reached + timedelta(days=gap)
