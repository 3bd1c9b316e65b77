"""首期还款: the first instalment of a loan, some days before."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from scheduling.carrying import carried
from scheduling.held import held
from scheduling.months import a_month_after
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from store.books import Book
from store.records import Customer, Holding, HoldingKind

NAME = "loan_start"
HEADING = "deadlines"
REASONS = {"loan_start.first": ("due", "product", "amount")}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """One for each loan in instalments that has just begun; it stays until the day itself."""
    today = rules.today(book.owner, now)
    for customer, holding in held(book.customers):
        if holding.kind is HoldingKind.LOAN and holding.start is not None:
            due = a_month_after(holding.start)
            one = carried(_occurrence(customer, holding, due, rules), today, due)
            if start <= one.day <= end:
                yield one


def _occurrence(customer: Customer, holding: Holding, due: date, rules: Rules) -> Occurrence:
    named = due - timedelta(days=rules.playbook.loan_start.days_before)
    facts: dict[str, object] = {"due": due, "product": holding.product, "amount": holding.amount}
    return Occurrence(
        kind=NAME,
        subject=f"{customer.id}/{holding.number}",
        customer=customer.id,
        day=rules.calendar.working_day_before(named),
        named=named,
        reason=Reason(key="loan_start.first", facts=facts),
        rank=Rank.DEADLINE,
        ends=("sent", "contact", "skipped"),
        heading=HEADING,
        amount=holding.amount,
    )
