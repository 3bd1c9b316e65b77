"""Which occurrences stand: what the kinds say, less what was settled, moved or must not be."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from scheduling.cadence import gap_of, rested
from scheduling.kinds import Kind, kinds
from scheduling.occurrence import Occurrence
from scheduling.rules import Rules
from scheduling.touches import sold_enough, touches
from scheduling.wall import local
from store.books import Book
from store.records import Customer, Settled, Settlement

# No rule moves an occurrence further than this from the day that names it: the longest break and a carry.
# Customers without a cadence are tried again as those who are seen each month.
WITHOUT_GAP = 30
MOVED_AT_MOST = timedelta(days=20)
# Put off for a day off: it comes with the digest of its new day, at no time of its own.
AWAY = "away"


def standing(
    book: Book,
    rules: Rules,
    start: date,
    end: date,
    now: datetime,
    among: Sequence[Kind] | None = None,
) -> list[Occurrence]:
    """All occurrences (`among` some kinds) from start to end, both included, still to be done, in no order.

    Done and skipped ones are gone; a snoozed one stands on the day and at the time it was moved to. For
    customers who refused contact or left the list only the duties of the playbook stand.
    """
    said = _said(book, rules, start, end, now, kinds() if among is None else among)
    stands = [*said, *_come_back(book, rules, start, end, now)]
    return _without_selling(book, rules, stands, now)


def _without_selling(book: Book, rules: Rules, stands: list[Occurrence], now: datetime) -> list[Occurrence]:
    """Whoever complains, or was sold to often enough, is not sold anything now."""
    selling = {kind.name for kind in kinds() if kind.sells}
    if selling.isdisjoint(one.kind for one in stands):
        return stands
    complain = {complaint.customer for complaint in book.complaints.values() if complaint.open}
    reached = touches(book)
    return [
        one
        for one in stands
        if one.kind not in selling
        or (one.customer not in complain and not sold_enough(reached.get(one.customer, ()), rules, now))
    ]


def _said(
    book: Book, rules: Rules, start: date, end: date, now: datetime, among: Sequence[Kind]
) -> Iterator[Occurrence]:
    """What the kinds say; most customers are nothing out of the ordinary, and theirs is taken as it is."""
    settled, customers, zone = book.settlements, book.customers, book.owner.zone
    apart = _apart(book)
    for kind in among:
        if kind.name in rules.playbook.kinds.off:
            continue
        for one in kind.occurrences(book, rules, start, end, now):
            if one.customer not in apart:
                yield one
            elif one.key not in settled and wanted(customers[one.customer], one.kind, rules):
                yield _left_in_peace(one, customers[one.customer], rules, zone)


def _apart(book: Book) -> AbstractSet[str]:
    """Whoever was tried, is away, refused or left the list, and those of whom something was settled."""
    settled = {each.customer for each in book.settlements.values()}
    if "" in settled:  # one that does not say whose it is may be anybody's
        return book.customers.keys()
    return settled.union(
        one.id
        for one in book.customers.values()
        if one.tried_at or one.back_on or one.left_list or one.refused_contact
    )


def wanted(customer: Customer, kind: str, rules: Rules) -> bool:
    """Whether reminders of the kind stand for the customer, or only the duties of the playbook."""
    duties = rules.playbook.duties
    if customer.left_list is not None and kind not in duties.left_list:
        return False
    return not customer.refused_contact or kind in duties.refused


def _left_in_peace(one: Occurrence, customer: Customer, rules: Rules, zone: str) -> Occurrence:
    """What has a window waits until its customer may be tried again, or is back from a trip."""
    if one.opens is None or (customer.tried_at is None and customer.back_on is None):
        return one
    gap = gap_of(customer, rules) or WITHOUT_GAP
    waits = max(rested(customer, gap, rules, zone), customer.back_on or date.min)
    return replace(one, opens=waits) if waits > one.opens else one


def _come_back(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterator[Occurrence]:
    """Snoozed occurrences that fall in the span; one whose time has passed stands in today."""
    today, customers = rules.today(book.owner, now), book.customers
    for settlement in snoozed(book.settlements.values()):
        until = local(settlement.until or now, book.owner.zone)
        day = max(until.date(), today)
        if start <= day <= end:
            one = _snoozed_one(book, rules, settlement, now)
            if one is not None and wanted(customers[one.customer], one.kind, rules):
                timed = until.date() == day and settlement.reason != AWAY
                at = until.time().replace(tzinfo=None) if timed else None
                yield replace(one, day=day, at=at, opens=None, late=until.date() < today)


def snoozed(settlements: Iterable[Settlement]) -> Iterator[Settlement]:
    """Those that come back at a time."""
    for settlement in settlements:
        if settlement.state is Settled.SNOOZED and settlement.until is not None:
            yield settlement


def _snoozed_one(book: Book, rules: Rules, settlement: Settlement, now: datetime) -> Occurrence | None:
    """What was snoozed, as its kind says it today; None when the reason for it is gone."""
    name, _, rest = settlement.id.partition("|")
    named = date.fromisoformat(rest.rpartition("|")[2])
    first, last = named - MOVED_AT_MOST, max(named, rules.today(book.owner, now)) + MOVED_AT_MOST
    for kind in kinds():
        if kind.name == name and name not in rules.playbook.kinds.off:
            said = kind.occurrences(book, rules, first, last, now)
            return next((one for one in said if one.key == settlement.id), None)
    return None
