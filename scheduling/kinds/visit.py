"""面访: customers of the higher tiers are seen in person every so often."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from scheduling.cadence import gap_of, last_turn, rested, slack_of, spread_over
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from scheduling.tier import tier_of
from scheduling.wall import local_day
from store.books import Book
from store.records import Customer

NAME = "visit"
HEADING = "visits"
REASONS = {"visit.first": ("gap", "visited", "due"), "visit.due": ("gap", "visited", "due")}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """The next visit of each customer of a tier with visits; it waits for another reason to its last day."""
    zone, today = book.owner.zone, rules.today(book.owner, now)
    unseen = (customer for customer in book.customers.values() if customer.visited_at is None)
    firsts: Mapping[str, date] = spread_over(book, rules, rules.playbook.visit.days) if any(unseen) else {}
    for customer in book.customers.values():
        gap = repeats(customer, rules)
        if gap is None or _unmet(customer, rules):
            continue
        seen = None if customer.visited_at is None else local_day(customer.visited_at, zone)
        due = firsts[customer.id] if seen is None else seen + timedelta(days=gap)
        due = max(due, _asked_again(customer, rules, due - slack_of(gap, rules), zone))
        while (after := last_turn(book.settlements, f"{NAME}|{customer.id}|{due}", due, zone)) is not None:
            due = after + timedelta(days=gap)
        found = _occurrence(customer, rules, gap, seen, due)
        opens = max(found.opens or due, rested(customer, gap, rules, zone))
        found = replace(found, opens=opens)
        occurrence = found if due >= today else replace(found, day=today, late=seen is not None)
        if start <= occurrence.day <= end:
            yield occurrence


def _unmet(customer: Customer, rules: Rules) -> bool:
    """Whoever was never spoken to is called first; then they are asked to come."""
    return customer.reached_at is None and gap_of(customer, rules) is not None


def _asked_again(customer: Customer, rules: Rules, opens: date, zone: str) -> date:
    """Whoever was spoken to within the window and did not come is asked at the next contact.

    Otherwise those who never come would take the places of the contacts of everybody else.
    """
    gap = gap_of(customer, rules)
    reached = None if customer.reached_at is None else local_day(customer.reached_at, zone)
    if gap is None or reached is None or reached < opens:
        return date.min
    return reached + timedelta(days=gap)


def repeats(customer: Customer, rules: Rules) -> int | None:
    """After how many days at the latest it comes again; None for tiers without visits."""
    return rules.playbook.visit.days.get(tier_of(customer, rules.playbook))


def follows(customer: Customer, rules: Rules, visited: date) -> Occurrence:
    """The visit after one on a day."""
    gap = repeats(customer, rules) or 0
    return _occurrence(customer, rules, gap, visited, visited + timedelta(days=gap))


def _occurrence(customer: Customer, rules: Rules, gap: int, seen: date | None, due: date) -> Occurrence:
    reason = "visit.first" if seen is None else "visit.due"
    return Occurrence(
        kind=NAME,
        subject=customer.id,
        customer=customer.id,
        day=due,
        named=due,
        opens=due - slack_of(gap, rules),
        patient=True,
        reason=Reason(key=reason, facts={"gap": gap, "visited": seen, "due": due}),
        rank=Rank.CADENCE,
        ends=("visited", "skipped"),
        heading=HEADING,
    )
