"""售后: some days after a purchase its buyer is asked how it goes, then at each report."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import zip_longest

from scheduling.carrying import carried, stays
from scheduling.held import held
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import LONGEST_BREAK, Rules
from scheduling.tier import FEN
from store.books import Book
from store.records import Customer, Holding

NAME = "after_sale"
HEADING = "aftersales"
WINDOWS = True
REASONS = {
    "after_sale.day": ("days", "bought", "product", "amount"),
    "after_sale.report": ("on", "product", "amount"),
}
# A report is spoken of with whatever contact comes within so many days.
REPORT_WITHIN = timedelta(days=14)


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """The days after each purchase that the playbook names, on working days; a missed one for a while."""
    given, today = rules.playbook.after_sale, rules.today(book.owner, now)
    first = start - timedelta(days=max(given.days, default=0) + given.stays_days + LONGEST_BREAK)
    for customer, holding in held(book.customers):
        if _asked_after(holding, rules):
            if holding.start is not None and first <= holding.start <= end:
                for one in _days(customer, holding, holding.start, rules, today):
                    if start <= one.day <= end:
                        yield one
            for one in _reports(customer, holding, rules, end):
                if start <= one.day <= end:
                    yield one


def _reports(customer: Customer, holding: Holding, rules: Rules, end: date) -> Iterator[Occurrence]:
    """One for each report date; the one that the list names goes before a rhythm."""
    for on in _report_days(holding, rules, end):
        yield _report(customer, holding, on, on + REPORT_WITHIN)


def _report_days(holding: Holding, rules: Rules, end: date) -> Iterator[date]:
    every = rules.playbook.after_sale.report_days
    if holding.report_on is not None:
        yield holding.report_on
    elif every and holding.start is not None:
        last = min(end, holding.maturity or end)
        for count in range(1, max(0, (last - holding.start).days) // every + 1):
            yield holding.start + timedelta(days=every * count)


def _report(customer: Customer, holding: Holding, on: date, due: date) -> Occurrence:
    return Occurrence(
        kind=NAME,
        subject=f"{customer.id}/{holding.number}/report",
        customer=customer.id,
        day=due,
        named=due,
        opens=on,
        patient=True,
        reason=Reason(
            key="after_sale.report",
            facts={"on": on, "product": holding.product, "amount": holding.amount},
        ),
        rank=Rank.RELATIONSHIP,
        ends=("contact", "sent", "skipped"),
        heading=HEADING,
    )


def _asked_after(holding: Holding, rules: Rules) -> bool:
    given = rules.playbook.after_sale
    large = (holding.amount or 0) >= given.from_yuan * FEN
    return large and holding.kind.value in given.kinds


def _days(
    customer: Customer, holding: Holding, bought: date, rules: Rules, today: date
) -> Iterator[Occurrence]:
    given = rules.playbook.after_sale
    found = [_occurrence(customer, holding, bought, after, rules) for after in sorted(set(given.days))]
    for one, following in zip_longest(found, found[1:]):
        yield carried(one, today, stays(one.day, given.stays_days, following.day if following else None))


def _occurrence(customer: Customer, holding: Holding, bought: date, after: int, rules: Rules) -> Occurrence:
    named = bought + timedelta(days=after)
    facts: dict[str, object] = {
        "days": after,
        "bought": bought,
        "product": holding.product,
        "amount": holding.amount,
    }
    return Occurrence(
        kind=NAME,
        subject=f"{customer.id}/{holding.number}",
        customer=customer.id,
        day=rules.calendar.working_day_after(named),
        named=named,
        reason=Reason(key="after_sale.day", facts=facts),
        rank=Rank.RELATIONSHIP,
        ends=("contact", "skipped"),
        heading=HEADING,
    )
