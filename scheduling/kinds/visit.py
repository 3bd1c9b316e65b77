"""面访: customers of the higher tiers are seen in person every so often."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from scheduling.cadence import slack_of
from scheduling.going_along import turns
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from scheduling.tier import tier_of
from store.books import Book
from store.records import Customer

NAME = "visit"
HEADING = "visits"
WINDOWS = True
WAY = True
REASONS = {"visit.first": ("gap", "visited", "due"), "visit.due": ("gap", "visited", "due")}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """The next visit of each customer of a tier with visits; it waits for another reason to its last day."""
    today = rules.today(book.owner, now)
    for turn in turns(book, rules, NAME, rules.playbook.visit.days, lambda customer: customer.visited_at):
        late = turn.due < today
        if start <= (today if late else turn.due) <= end:
            found = _occurrence(turn.customer, rules, turn.gap, turn.last, turn.due)
            yield replace(found, day=today, late=turn.last is not None) if late else found


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
