"""定期联络: the next contact that a customer's tier and stage ask for, on any day of its window."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from scheduling.cadence import decline_gap, decline_turn, first_contacts, gap_in, gap_of, last_turn, slack_of
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from scheduling.tier import by_tier, tier_of
from scheduling.touches import care_is_next, touches
from scheduling.wall import local_day
from store.books import Book
from store.records import Customer, Outcome, Settlement, Stage

NAME = "cadence"
HEADING = "contacts"
FACTS = ("gap", "reached", "due", "tier", "stage")
_WHY = ("first", "due", "overdue", "care", "caring", "again", "caring_again")
REASONS = {f"cadence.{why}": FACTS for why in _WHY}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """Each customer's next contact on the last day of its window, or today when that day has passed."""
    series = Series(
        rules=rules,
        zone=book.owner.zone,
        settlements=book.settlements,
        firsts=first_contacts(book, rules),
        reached=_in_decline(book),
        care=frozenset(who for who, many in touches(book).items() if care_is_next(many, rules)),
    )
    today = rules.today(book.owner, now)
    tiers = by_tier(book.customers, rules.playbook)
    for tier, gaps in rules.playbook.cadence.gaps.items():
        for customer in tiers.get(tier, ()):
            occurrence = series.next_of(customer, tier, gap_in(gaps, customer.stage), today)
            if start <= occurrence.day <= end:
                yield occurrence


def repeats(customer: Customer, rules: Rules) -> int | None:
    """After how many days at the latest it comes again; None for customers without a cadence."""
    return gap_of(customer, rules)


def follows(customer: Customer, rules: Rules, reached: date) -> Occurrence:
    """The contact after one that reached the customer on a day."""
    gap = gap_of(customer, rules) or 0
    due = reached + timedelta(days=gap)
    tier = tier_of(customer, rules.playbook)
    found = _occurrence(customer, tier, reached, gap, (due - slack_of(gap, rules), due))
    # That contact is only planned: nothing may be said of it as if it had been.
    return replace(found, reason=Reason(key="cadence.again", facts=found.reason.facts))


@dataclass(frozen=True, kw_only=True)
class Series:
    """Where the cadence of each customer of a book stands.

    `firsts` is until when those never reached are met; `reached` how often those in decline were;
    `care` are those who were sold to and hear of something else now.
    """

    rules: Rules
    zone: str
    settlements: Mapping[str, Settlement]
    firsts: Mapping[str, date]
    reached: Mapping[str, int]
    care: frozenset[str]

    def next_of(self, customer: Customer, tier: str, gap: int, today: date) -> Occurrence:
        """The next turn that was neither skipped nor done, today at the earliest."""
        reached = None if customer.reached_at is None else local_day(customer.reached_at, self.zone)
        due, width = self._turn(customer, tier, gap, reached)
        while self.settlements and (after := self._ended(customer, due)) is not None:
            due, width = after + timedelta(days=gap), gap
        opens = due - slack_of(width, self.rules)
        found = _occurrence(customer, tier, reached, width, (opens, due))
        if customer.id in self.care:
            found = replace(found, reason=Reason(key="cadence.care", facts=found.reason.facts))
        return found if due >= today else _overdue(found, today)

    def _ended(self, customer: Customer, due: date) -> date | None:
        return last_turn(self.settlements, f"{NAME}|{customer.id}|{due}", due, self.zone)

    def _turn(self, customer: Customer, tier: str, gap: int, reached: date | None) -> tuple[date, int]:
        """The last day of the turn, and the days since the one before."""
        if customer.stage is Stage.DECLINE and customer.stage_since is not None:
            turn = decline_turn(self.reached[customer.id], customer.stage_since, reached, self.rules)
            if turn is not None:
                return turn
        if reached is None:
            within = self.rules.playbook.cadence.first_within[tier]
            return self.firsts[customer.id], within
        if customer.stage is Stage.DECLINE and customer.stage_since is None:
            gap = decline_gap(self.reached[customer.id], self.rules, gap)
        return reached + timedelta(days=gap), gap


def _in_decline(book: Book) -> Mapping[str, int]:
    """How often each customer in decline was reached since then, as far back as the book's contacts go."""
    since = {
        customer.id: customer.stage_since or date.min
        for customer in book.customers.values()
        if customer.stage is Stage.DECLINE
    }
    if not since:
        return Counter()
    reached = (contact for contact in book.contacts.values() if contact.outcome is Outcome.REACHED)
    return Counter(
        contact.customer
        for contact in reached
        if contact.customer in since and local_day(contact.at, book.owner.zone) >= since[contact.customer]
    )


def _occurrence(
    customer: Customer, tier: str, reached: date | None, gap: int, window: tuple[date, date]
) -> Occurrence:
    opens, due = window
    facts: dict[str, object] = {
        "gap": gap,
        "reached": reached,
        "due": due,
        "tier": tier,
        "stage": customer.stage.value,
    }
    return Occurrence(
        kind=NAME,
        subject=customer.id,
        customer=customer.id,
        day=due,
        named=due,
        opens=opens,
        reason=Reason(key="cadence.first" if reached is None else "cadence.due", facts=facts),
        rank=Rank.CADENCE,
        ends=("contact", "skipped"),
        heading=HEADING,
    )


def _overdue(occurrence: Occurrence, today: date) -> Occurrence:
    """Today instead of a day that has passed; somebody never met is not overdue."""
    if occurrence.reason.key == "cadence.first":
        return replace(occurrence, day=today)
    key = "cadence.care" if occurrence.reason.key == "cadence.care" else "cadence.overdue"
    reason = Reason(key=key, facts=occurrence.reason.facts)
    return replace(occurrence, day=today, reason=reason, late=True)
