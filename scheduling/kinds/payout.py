"""放款: a loan was paid out, and its customer hears from the manager on the day."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from scheduling.carrying import carried
from scheduling.held import held
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from scheduling.tier import FEN
from store.books import Book
from store.records import Customer, Holding, HoldingKind

NAME = "payout"
HEADING = "payouts"
AT_ONCE = True
REASONS = {"payout.paid": ("amount", "on", "product")}
LOANS = frozenset({HoldingKind.LOAN, HoldingKind.BULLET_LOAN})


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """Each payout of some size on its day or the next working day; a missed one for a while."""
    given, today = rules.playbook.payout, rules.today(book.owner, now)
    for customer, holding in held(book.customers):
        if holding.start is not None and is_paid_out(holding, given.from_yuan):
            one = _occurrence(customer, holding, holding.start, rules)
            one = carried(one, today, one.day + timedelta(days=given.stays_days))
            if start <= one.day <= end:
                yield one


def is_paid_out(holding: Holding, from_yuan: int) -> bool:
    """Whether the holding is a running loan of so many yuan and more."""
    return holding.kind in LOANS and not holding.ended and (holding.amount or 0) >= from_yuan * FEN


def _occurrence(customer: Customer, holding: Holding, paid: date, rules: Rules) -> Occurrence:
    return Occurrence(
        kind=NAME,
        subject=f"{customer.id}/{holding.number}",
        customer=customer.id,
        day=rules.calendar.working_day_after(paid),
        named=paid,
        reason=Reason(
            key="payout.paid",
            facts={"amount": holding.amount, "on": paid, "product": holding.product},
        ),
        rank=Rank.MONEY,
        ends=("contact", "skipped"),
        heading=HEADING,
        amount=holding.amount,
    )
