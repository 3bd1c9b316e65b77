"""欠期: an instalment was missed; the customer hears of it before it is reported."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from scheduling.carrying import carried
from scheduling.held import held
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from store.books import Book
from store.records import Customer, Holding, HoldingKind

NAME = "loan_missed"
HEADING = "deadlines"
REASONS = {"loan_missed.missed": ("since", "product", "amount")}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """One for each loan whose list turned to such a status, on the working day it was known or the next."""
    given, today = rules.playbook.loan_missed, rules.today(book.owner, now)
    for customer, holding in held(book.customers):
        since = holding.status_since
        if since is not None and _missed(holding, given.statuses):
            one = _occurrence(customer, holding, since, rules)
            one = carried(one, today, one.day + timedelta(days=given.stays_days))
            if start <= one.day <= end:
                yield one


def _missed(holding: Holding, statuses: tuple[str, ...]) -> bool:
    loan = holding.kind in {HoldingKind.LOAN, HoldingKind.BULLET_LOAN}
    return loan and holding.status in statuses


def _occurrence(customer: Customer, holding: Holding, since: date, rules: Rules) -> Occurrence:
    facts: dict[str, object] = {"since": since, "product": holding.product, "amount": holding.amount}
    return Occurrence(
        kind=NAME,
        subject=f"{customer.id}/{holding.number}",
        customer=customer.id,
        day=rules.calendar.working_day_after(since),
        named=since,
        reason=Reason(key="loan_missed.missed", facts=facts),
        rank=Rank.MONEY,
        ends=("contact", "skipped"),
        heading=HEADING,
        amount=holding.amount,
    )
