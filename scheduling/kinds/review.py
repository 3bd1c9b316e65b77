"""资产回顾: customers of the higher tiers go through their portfolio with their manager every so often."""

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

NAME = "review"
HEADING = "reviews"
WINDOWS = True
REASONS = {"review.first": ("gap", "reviewed", "due"), "review.due": ("gap", "reviewed", "due")}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """The next review of each customer of a tier with reviews; it waits for another reason to come."""
    today = rules.today(book.owner, now)
    for turn in turns(book, rules, NAME, rules.playbook.review.days, lambda customer: customer.reviewed_at):
        late = turn.due < today
        if start <= (today if late else turn.due) <= end:
            found = _occurrence(turn.customer, rules, turn.gap, turn.last, turn.due)
            yield replace(found, day=today, late=turn.last is not None) if late else found


def repeats(customer: Customer, rules: Rules) -> int | None:
    """After how many days at the latest it comes again; None for tiers without reviews."""
    return rules.playbook.review.days.get(tier_of(customer, rules.playbook))


def follows(customer: Customer, rules: Rules, reviewed: date) -> Occurrence:
    """The review after one on a day."""
    gap = repeats(customer, rules) or 0
    return _occurrence(customer, rules, gap, reviewed, reviewed + timedelta(days=gap))


def _occurrence(customer: Customer, rules: Rules, gap: int, seen: date | None, due: date) -> Occurrence:
    reason = "review.first" if seen is None else "review.due"
    return Occurrence(
        kind=NAME,
        subject=customer.id,
        customer=customer.id,
        day=due,
        named=due,
        opens=due - slack_of(gap, rules),
        patient=True,
        reason=Reason(key=reason, facts={"gap": gap, "reviewed": seen, "due": due}),
        rank=Rank.CADENCE,
        ends=("reviewed", "skipped"),
        heading=HEADING,
    )
