"""What the customers of a book come to together: people and money by day, reckoned anew only where new."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from scheduling.cadence import first_contacts, gap_of
from scheduling.figures import figures_of
from scheduling.kinds.maturity import asks, ladder_of, matures, told_head_on
from scheduling.rules import Rules
from scheduling.tallies import Tally
from scheduling.wall import local_day
from store.books import Book
from store.records import Customer, Holding, MaturityOutcome

Counts = tuple[tuple[str, int], ...]
# Whoever was reached within so long before the day was talked to about it.
TALKED_WITHIN = timedelta(days=30)
# Counted for ourselves: where everybody was reached nobody is to be met first.
_UNMET = "unmet"


def summarise_customers(book: Book, rules: Rules) -> dict[str, int]:
    """Their sums, of which only those are reckoned anew whose records are others than before."""
    customers = book.customers
    counts = _COUNTED.of(book.id, customers, rules, book.owner.zone)
    unmet = counts.pop(_UNMET, 0)
    firsts: Mapping[str, date] = first_contacts(book, rules) if unmet else {}
    # Those never met too, by the day until which they are: it follows from all who were listed together.
    for customer in customers.values() if firsts else ():
        if customer.reached_at is None and customer.id in firsts and is_planned(customer):
            key = f"first|{firsts[customer.id]}"
            counts[key] = counts.get(key, 0) + 1
    return counts


def _counted(customer: Customer, rules: Rules, zone: str) -> Counts:
    """Until which day one with a cadence who was met before is in time (`due`), and the money."""
    return (*_in_time(customer, rules, zone), *_money(customer, rules, zone), *figures_of(customer, rules))


def _in_time(customer: Customer, rules: Rules, zone: str) -> Iterator[tuple[str, int]]:
    if customer.data_date is not None:
        yield f"data|{customer.data_date}", 1
    if customer.reached_at is None:
        yield _UNMET, 1
        return
    gap = gap_of(customer, rules)
    if gap is not None and is_planned(customer):
        yield f"due|{local_day(customer.reached_at, zone) + timedelta(days=gap)}", 1


def is_planned(customer: Customer) -> bool:
    """Whether the customer is contacted at all, and so counted."""
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


_COUNTED = Tally(Remembered(_counted).of)
