"""副管户见面: the second manager (B-role) of a customer of the higher tiers meets them every so often."""

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

NAME = "second_meeting"
HEADING = "visits"
WINDOWS = True
WAY = True
FACTS = ("gap", "second", "met", "due")
REASONS = {"second_meeting.first": FACTS, "second_meeting.due": FACTS}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """The next meeting of each customer who has a second manager; it goes with another reason to meet."""
    if not any(customer.second for customer in book.customers.values()):
        return
    today = rules.today(book.owner, now)
    for turn in turns(book, rules, NAME, rules.playbook.second_meeting.days, _met):
        late = turn.due < today
        if turn.customer.second and start <= (today if late else turn.due) <= end:
            found = _occurrence(turn.customer, turn.gap, turn.last, turn.due, rules)
            yield replace(found, day=today, late=turn.last is not None) if late else found


def repeats(customer: Customer, rules: Rules) -> int | None:
    """After how many days at the latest it comes again; None without a second manager and for other tiers."""
    if not customer.second:
        return None
    return rules.playbook.second_meeting.days.get(tier_of(customer, rules.playbook))


def follows(customer: Customer, rules: Rules, met: date) -> Occurrence:
    """The meeting after one on a day."""
    gap = repeats(customer, rules) or 0
    return _occurrence(customer, gap, met, met + timedelta(days=gap), rules)


def _met(customer: Customer) -> datetime | None:
    """Whoever was second manager before has met the customer, the one of now has not."""
    known = customer.second_met
    return known.at if known is not None and known.who == customer.second else None


def _occurrence(customer: Customer, gap: int, met: date | None, due: date, rules: Rules) -> Occurrence:
    return Occurrence(
        kind=NAME,
        subject=customer.id,
        customer=customer.id,
        day=due,
        named=due,
        opens=due - slack_of(gap, rules),
        patient=True,
        reason=Reason(
            key="second_meeting.first" if met is None else "second_meeting.due",
            facts={"gap": gap, "second": customer.second, "met": met, "due": due},
        ),
        rank=Rank.CADENCE,
        ends=("visited", "skipped"),
        heading=HEADING,
    )
