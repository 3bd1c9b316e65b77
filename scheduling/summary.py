"""The small row that is kept of each book, so that a head's page opens no book.

A row may be read days after it was written, so what depends on the day is counted by date: keys are a word,
or a word and a date or UTC minute after "|". `standing_at` reads such a row for a later moment.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import msgspec

from scheduling.cadence import first_contacts, gap_of
from scheduling.complaint_clocks import running_clocks
from scheduling.figures import figures_of
from scheduling.kinds.maturity import asks, ladder_of, matures, told_head_on
from scheduling.rules import Rules
from scheduling.wall import local_day
from store.books import Book
from store.records import Cover, Customer, Holding, MaturityOutcome, Outcome
from store.summaries import Summary

Counts = tuple[tuple[str, int], ...]
# Whoever was reached within so long before the day was talked to about it.
TALKED_WITHIN = timedelta(days=30)


def summarise(book: Book, rules: Rules, now: datetime) -> Summary:
    """The counts of a book: people and money (fen) only, no name but the owner's.

    A pool has no owner; of it only those are counted who wait for a manager.
    """
    if book.id.startswith("pool:"):
        return _of_pool(book, now)
    person = book.owner
    counts = summarise_customers(book, rules).copy()
    counts["customers"] = len(book.customers)
    counts["bound"] = int(person.telegram is not None and person.left is None)
    if person.left is not None:
        # Who has left keeps nobody: all of them wait for the head's word.
        counts["left"] = 1
        counts["unallocated"] = _waiting(book)
    if person.invitation is not None and person.telegram is None:
        counts[f"invited|{local_day(person.invitation.expires, person.zone)}"] = 1
    counts["drafts"] = len(book.drafts)
    for key, amount in (*_open(book, rules), *_work(book)):
        counts[key] += amount
    return Summary(
        book=book.id,
        branch=book.branch or person.branch,
        person=person.name,
        role=person.role.value,
        day=rules.today(person, now),
        counts=dict(counts),
        body={"cover": msgspec.to_builtins(person.cover)} if person.cover and person.left is None else {},
    )


def cover_of(summary: Summary) -> Cover | None:
    """The last leave of the owner with somebody to stand in, over or not."""
    told = summary.body.get("cover")
    return msgspec.convert(told, Cover) if told else None


def _of_pool(book: Book, now: datetime) -> Summary:
    counts = {"unallocated": _waiting(book)}
    day = now.astimezone(UTC).date()
    return Summary(book=book.id, branch=book.branch, person="", role="", day=day, counts=counts)


def _waiting(book: Book) -> int:
    """How many customers need somebody to keep them; those who have left the list do not."""
    return sum(each.left_list is None for each in book.customers.values())


@dataclass(frozen=True, kw_only=True)
class _Sums:
    """What the customers of a book came to together, and how many of them gave to each sum."""

    customers: Mapping[str, Customer]
    rules: Rules
    zone: str
    counts: Counter[str]
    givers: Counter[str]

    def now(self, customers: Mapping[str, Customer]) -> "_Sums":
        """The sums of these customers, most of whom are the same records."""
        counts, givers, before = self.counts.copy(), self.givers.copy(), self.customers
        gone = [before[key] for key in before.keys() - customers.keys()]
        new = [each for key, each in customers.items() if before.get(key) is not each]
        gone += [before[each.id] for each in new if each.id in before]
        for sign, some in ((1, new), (-1, gone)):
            for customer in some:
                for key, amount in _REMEMBERED.of(customer, self.rules, self.zone):
                    counts[key] += sign * amount
                    givers[key] += sign
                    if not givers[key]:
                        del counts[key], givers[key]
        return replace(self, customers=customers, counts=counts, givers=givers)


_LATELY: dict[str, _Sums] = {}
_BOOKS = 256


def summarise_customers(book: Book, rules: Rules) -> Counter[str]:
    """Their sums, of which only those are reckoned anew whose records are others than before."""
    customers, zone = book.customers, book.owner.zone
    known = _LATELY.get(book.id)
    if known is None or known.rules is not rules or known.zone != zone:
        known = _Sums(customers={}, rules=rules, zone=zone, counts=Counter(), givers=Counter())
    if known.customers is not customers:
        known = known.now(customers)
        if len(_LATELY) >= _BOOKS:
            _LATELY.clear()
        _LATELY[book.id] = known
    firsts = first_contacts(book, rules)
    return _with_firsts(known.counts, customers, firsts) if firsts else known.counts


def _with_firsts(
    counts: Counter[str], customers: Mapping[str, Customer], firsts: Mapping[str, date]
) -> Counter[str]:
    """Those never met too, by the day until which they are: it follows from all who were listed together."""
    found = counts.copy()
    for customer in customers.values():
        if customer.reached_at is None and customer.id in firsts and _is_planned(customer):
            found[f"first|{firsts[customer.id]}"] += 1
    return found


def _counted(customer: Customer, rules: Rules, zone: str) -> Counts:
    """Until which day one with a cadence who was met before is in time (`due`), and the money."""
    return (*_in_time(customer, rules, zone), *_money(customer, rules, zone), *figures_of(customer, rules))


def _in_time(customer: Customer, rules: Rules, zone: str) -> Iterator[tuple[str, int]]:
    if customer.data_date is not None:
        yield f"data|{customer.data_date}", 1
    gap = gap_of(customer, rules)
    if gap is not None and customer.reached_at is not None and _is_planned(customer):
        yield f"due|{local_day(customer.reached_at, zone) + timedelta(days=gap)}", 1


def _is_planned(customer: Customer) -> bool:
    return not customer.refused_contact and customer.left_list is None


def _money(customer: Customer, rules: Rules, zone: str) -> Iterator[tuple[str, int]]:
    for holding in customer.holdings:
        if holding.maturity is not None and holding.kind.value in rules.playbook.maturity.kinds:
            yield f"maturing|{holding.maturity}", holding.amount or 0
            for word, fen in became(customer, holding, rules, zone):
                yield f"{word}|{holding.maturity}", fen
            if asks(customer, holding, rules):
                yield f"open|{holding.maturity}", holding.open_amount or 0
                if ladder_of(holding.amount, rules) is not None:
                    yield f"unsaid|{told_head_on(holding, rules)}", 1


def became(customer: Customer, holding: Holding, rules: Rules, zone: str) -> Counts:
    """The money by what became of it; of what was partly renewed each part by itself."""
    amount = holding.amount or 0
    if not matures(holding, rules) and holding.outcome is not MaturityOutcome.PARTLY:
        return (("renewed" if holding.outcome is MaturityOutcome.RENEWED else "gone", amount),)
    kept = (holding.kept or 0) if holding.outcome is MaturityOutcome.PARTLY else 0
    if holding.told or holding.ended:
        rest = "renewed" if holding.rest is MaturityOutcome.RENEWED else "gone"
    else:
        rest = _talked(customer, holding, zone)
    return (("renewed", kept), (rest, max(amount - kept, 0)))


def _talked(customer: Customer, holding: Holding, zone: str) -> str:
    if customer.reached_at is None or holding.maturity is None:
        return "untalked"
    talked = local_day(customer.reached_at, zone) >= holding.maturity - TALKED_WITHIN
    return "talked" if talked else "untalked"


class Remembered:
    """What was counted of a customer's record, for as long as it is the same record.

    Every commit of a book asks this of the one who has changed, as that one was and is.
    """

    def __init__(self, count: Callable[[Customer, Rules, str], Counts], most: int = 20_000) -> None:
        self._count = count
        self._most = most
        self._known: dict[int, tuple[Customer, Rules, str, Counts]] = {}

    def of(self, customer: Customer, rules: Rules, zone: str) -> Counts:
        known = self._known.get(id(customer))
        if known is not None and known[0] is customer and known[1] is rules and known[2] == zone:
            return known[3]
        counts = self._count(customer, rules, zone)
        if len(self._known) >= self._most:
            self._known.clear()
        self._known[id(customer)] = (customer, rules, zone, counts)
        return counts


_REMEMBERED = Remembered(_counted)


def _open(book: Book, rules: Rules) -> Iterator[tuple[str, int]]:
    for complaint in book.complaints.values():
        clocks = running_clocks(complaint, rules, book.owner.zone)
        if clocks:
            yield f"complaint|{min(clock.late_at for clock in clocks).astimezone(UTC):%Y-%m-%dT%H:%M}", 1
    for follow_up in book.follow_ups.values():
        if follow_up.open and follow_up.because != "retry":
            yield f"promise|{follow_up.day}", 1


def _work(book: Book) -> Iterator[tuple[str, int]]:
    zone = book.owner.zone
    for contact in book.contacts.values():
        word = "reached" if contact.outcome is Outcome.REACHED else "tried"
        yield f"{word}|{local_day(contact.at, zone)}", 1


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How a book stands at a moment, as its summary tells it; money in fen, `week` is Monday to Sunday.

    `in_time` of `counted` customers were reached within their gap; those of a fresh list who are not yet to
    be met are not counted. `untold` is money (fen) that has matured and of which nobody said what became of
    it, `unsaid` how many holdings have waited for that so long that the head hears of it.
    """

    summary: Summary
    customers: int
    in_time: int
    counted: int
    overdue: int
    late_complaints: int
    open_complaints: int
    open_promises: int
    late_promises: int
    maturing: int
    renewed: int
    talked: int
    untalked: int
    gone: int
    reached_week: int
    untold: int
    unsaid: int
    invited: bool
    bound: bool
    data_date: date | None

    @property
    def coverage(self) -> float | None:
        """The share of customers in time (0 to 1); None where nobody is counted."""
        return self.in_time / self.counted if self.counted else None


def standing_at(summary: Summary, day: date, now: datetime) -> Standing:
    """What a summary, however old, says of a day and moment."""
    monday = day - timedelta(days=day.weekday())
    week = (monday, monday + timedelta(days=6))
    due, first = _dated(summary, "due"), _dated(summary, "first")
    overdue = sum(count for until, count in due.items() if until < day)
    unmet = sum(count for until, count in first.items() if until < day)
    complaints = _keyed(summary, "complaint")
    promises, data = _dated(summary, "promise"), _dated(summary, "data")
    minute = f"{now.astimezone(UTC):%Y-%m-%dT%H:%M}"
    return Standing(
        summary=summary,
        customers=summary.counts.get("customers", 0),
        in_time=sum(due.values()) - overdue,
        counted=sum(due.values()) + unmet,
        overdue=overdue + unmet,
        late_complaints=sum(count for late_at, count in complaints.items() if late_at <= minute),
        open_complaints=sum(complaints.values()),
        open_promises=sum(promises.values()),
        late_promises=sum(count for until, count in promises.items() if until < day),
        maturing=_within(summary, "maturing", week),
        renewed=_within(summary, "renewed", week),
        talked=_within(summary, "talked", week),
        untalked=_within(summary, "untalked", week),
        gone=_within(summary, "gone", week),
        reached_week=_within(summary, "reached", week),
        untold=sum(fen for matured, fen in _dated(summary, "open").items() if matured < day),
        unsaid=sum(count for since, count in _dated(summary, "unsaid").items() if since <= day),
        invited=_invited(summary, day),
        bound=bool(summary.counts.get("bound")),
        data_date=max(data, default=None),
    )


def _invited(summary: Summary, day: date) -> bool:
    """Whether an invitation waits that can still be used."""
    return any(until >= day for until in _dated(summary, "invited"))


def _keyed(summary: Summary, word: str) -> dict[str, int]:
    start = f"{word}|"
    return {key[len(start) :]: count for key, count in summary.counts.items() if key.startswith(start)}


def _dated(summary: Summary, word: str) -> dict[date, int]:
    return {date.fromisoformat(key): count for key, count in _keyed(summary, word).items()}


def _within(summary: Summary, word: str, span: tuple[date, date]) -> int:
    return sum(count for day, count in _dated(summary, word).items() if span[0] <= day <= span[1])
