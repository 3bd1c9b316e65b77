"""What the plan reckons with from today on: what stands, the days at work, and how full they may be.

The same is asked several times for one message, so what was found for a book is kept for as long as the book,
the rules and the moment are the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Lock

from scheduling.cadence import slack_of
from scheduling.capacity import rooms, worked_on
from scheduling.districts import weekdays_of
from scheduling.fortnight import unused
from scheduling.kinds import kind_named
from scheduling.occurrence import Occurrence
from scheduling.placing import Day, Load, Placed, Span, Wish, announced, lightest, run
from scheduling.rules import Rules
from scheduling.segment import value_of
from scheduling.standing import standing
from scheduling.tier import by_tier
from store.books import Book
from store.records import Complaint, Contact, Customer, FollowUp, Person, Request, Settlement

# How full a day may be is decided over so many days from today on, whatever span is asked for, so that the
# morning's digest and a year's preview say the same of a day.
FORESIGHT = timedelta(days=60)
# What was announced for later days than these may move: a month is told by counts, not by days.
NEAR = timedelta(days=30)
# What a plan follows from. Cards and drafts of a chat change none of it.
_READ = (Person, Customer, Contact, FollowUp, Complaint, Request, Settlement)
_BOOKS = 64


@dataclass(frozen=True, kw_only=True)
class Foresight:
    """What has its own day, what the plan may place (by key), and the days for it with their load."""

    fixed: Sequence[Occurrence]
    wanted: Mapping[str, Occurrence]
    span: Span
    load: Load

    def placed(self, end: date) -> Sequence[Placed]:
        """The placements up to a day, in order of days."""
        return run(self.span, self.load, until=end.toordinal()).placed


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """A foresight and all that it follows from; records and tables are compared by being the same ones."""

    tables: Sequence[object]
    rules: Rules
    span: tuple[date, date]
    now: datetime
    foresight: Foresight

    def holds(self, tables: Sequence[object], rules: Rules, span: tuple[date, date], now: datetime) -> bool:
        same = all(one is other for one, other in zip(self.tables, tables, strict=True))
        return same and self.rules is rules and self.span == span and self.now == now


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """The last foresight of each of the books that were asked about lately."""

    seen: dict[str, _Seen] = field(default_factory=dict[str, _Seen])
    lock: Lock = field(default_factory=Lock)


_KEPT = _Kept()


def foresight(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Foresight:
    """What to reckon with for the days from start to end, both included."""
    today = rules.today(book.owner, now)
    # A window that is open on the last day may wait for a reason after it.
    span = min(start, today), max(end + longest_window(rules), today + FORESIGHT)
    tables = [book.all(kind) for kind in _READ]
    known = _KEPT.seen.get(book.id)
    if known is not None and known.holds(tables, rules, span, now):
        return known.foresight
    found = _look(book, rules, span, now)
    with _KEPT.lock:
        if len(_KEPT.seen) >= _BOOKS:
            _KEPT.seen.clear()
        _KEPT.seen[book.id] = _Seen(tables=tables, rules=rules, span=span, now=now, foresight=found)
    return found


def longest_window(rules: Rules) -> timedelta:
    """No window is open for longer."""
    cadence = rules.playbook.cadence
    gaps = [gap for tier in cadence.gaps.values() for gap in (tier.establish, tier.strengthen, tier.trust)]
    together = (rules.playbook.visit, rules.playbook.review, rules.playbook.second_meeting)
    along = [days for each in together for days in each.days.values()]
    longest = max([*gaps, *cadence.first_within.values(), *along], default=0)
    return timedelta(days=int(longest * cadence.window) + 1)


def _look(book: Book, rules: Rules, span: tuple[date, date], now: datetime) -> Foresight:
    today, customers = rules.today(book.owner, now), book.customers
    stands = standing(book, rules, *span, now)
    fixed = [one for one in stands if one.opens is None]
    wanted = {one.key: one for one in stands if one.opens is not None}
    heights, weekdays = _heights(book, rules), weekdays_of(book, rules)
    wishes = [_wish(key, customers[one.customer], one, heights, rules) for key, one in wanted.items()]
    kept = rules.playbook.value.plan_share
    if kept:
        grows = {who for who in {each.customer for each in wishes} if _grows(customers[who], rules)}
        wishes = [wish._replace(grows=True) if wish.customer in grows else wish for wish in wishes]
    if weekdays:
        wishes = [_by_district(wish, customers[wish.customer], weekdays, wanted[wish.key]) for wish in wishes]
    days = _days(book, rules, fixed, today, span[1]) if wishes else []
    near = (today + FORESIGHT).toordinal()
    first = [day for day in days if day.day <= near]
    whole = Span(days, wishes, kept)
    load = lightest(whole if len(first) == len(days) else Span(first, wishes, kept))
    before = unused(book, rules, today, fixed, load.most) if wishes else []
    if before:
        expected = _days(book, rules, [one for one in fixed if not one.late], today, today + NEAR)
        said = announced([*before, *expected], wishes, load, kept)
        whole = Span(days, [wish._replace(said=said.get(wish.key)) for wish in wishes], kept)
    return Foresight(fixed=fixed, wanted=wanted, span=whole, load=load)


def _grows(customer: Customer, rules: Rules) -> bool:
    return value_of(customer, rules.playbook) == "most_growable"


def _heights(book: Book, rules: Rules) -> Mapping[str, int]:
    """How high the tier of each customer is."""
    tiers = by_tier(book.customers, rules.playbook)
    return {one.id: height for height, many in enumerate(tiers.values()) for one in many}


def _wish(
    key: str, customer: Customer, occurrence: Occurrence, heights: Mapping[str, int], rules: Rules
) -> Wish:
    kind = kind_named(occurrence.kind)
    gap = (kind.repeats(customer, rules) if kind.repeats else None) or 0
    steps = kind.sequence(customer, rules) if kind.sequence else ()
    return Wish(
        occurrence.named.toordinal(),
        -heights[customer.id],
        key,
        customer.id,
        (occurrence.opens or occurrence.day).toordinal(),
        gap,
        slack_of(gap, rules).days if gap else 0,
        occurrence.patient,
        customer.misses > 0,
        tuple([(opens.toordinal(), due.toordinal()) for opens, due in steps]) if steps else (),
    )


def _by_district(wish: Wish, customer: Customer, weekdays: Mapping[str, int], occurrence: Occurrence) -> Wish:
    """The same wish, on the weekday of its district where it is a way to the customer."""
    weekday = weekdays.get(customer.district) if kind_named(occurrence.kind).way else None
    return wish if weekday is None else wish._replace(weekday=weekday)


def _days(book: Book, rules: Rules, fixed: Iterable[Occurrence], today: date, end: date) -> list[Day]:
    """The days at work; whoever was contacted today already has a place in today."""
    tried = frozenset(one.id for one in book.customers.values() if one.misses)
    customers: dict[date, set[str]] = {today: set(worked_on(book, today))}
    for one in fixed:
        if not one.listed:
            customers.setdefault(one.day, set()).add(one.customer)
    return [
        Day(day.toordinal(), room, there := frozenset(customers.get(day, ())), len(there & tried))
        for day, room in rooms(book.owner, today, end, rules)
    ]
