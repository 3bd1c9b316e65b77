"""贷款到期: the last instalment of a loan, and a bullet loan that must be paid back or renewed."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import zip_longest

from scheduling.carrying import carried
from scheduling.held import held
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import ONE_DAY, Rules
from store.books import Book
from store.records import Customer, Holding, HoldingKind

NAME = "loan_end"
HEADING = "deadlines"
REASONS = {
    "loan_end.before": ("days", "maturity", "product", "amount"),
    "loan_end.last": ("days", "maturity", "product", "amount"),
}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """The ends of the loans that still run, and the days before that the playbook names.

    One that was missed stays until the next, the last one until the end itself.
    """
    today = rules.today(book.owner, now)
    for customer, holding in held(book.customers):
        if _runs(holding):
            found = _ends(customer, holding, rules, today)
            yield from (occurrence for occurrence in found if start <= occurrence.day <= end)


def _runs(holding: Holding) -> bool:
    is_loan = holding.kind is HoldingKind.LOAN or holding.kind is HoldingKind.BULLET_LOAN
    return is_loan and holding.maturity is not None and holding.outcome is None


def _ends(customer: Customer, holding: Holding, rules: Rules, today: date) -> Iterator[Occurrence]:
    leads = rules.playbook.loan_end
    days = leads.instalments if holding.kind is HoldingKind.LOAN else leads.bullet
    found: dict[date, Occurrence] = {}
    for before in sorted(days, reverse=True):
        occurrence = _occurrence(customer, holding, rules, before)
        found[occurrence.day] = occurrence
    ones = list(found.values())
    for one, following in zip_longest(ones, ones[1:]):
        last = holding.maturity or one.day
        yield carried(one, today, following.day - ONE_DAY if following else last)


def _occurrence(customer: Customer, holding: Holding, rules: Rules, days: int) -> Occurrence:
    named = (holding.maturity or date.max) - timedelta(days=days)
    facts: dict[str, object] = {
        "days": days,
        "maturity": holding.maturity,
        "product": holding.product,
        "amount": holding.amount,
    }
    return Occurrence(
        kind=NAME,
        subject=f"{customer.id}/{holding.number}",
        customer=customer.id,
        day=rules.calendar.working_day_before(named),
        named=named,
        reason=Reason(key="loan_end.before" if days else "loan_end.last", facts=facts),
        rank=Rank.DEADLINE,
        ends=("contact", "skipped"),
        heading=HEADING,
        amount=holding.amount,
    )
