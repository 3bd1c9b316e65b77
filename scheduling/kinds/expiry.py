"""保险续期、卡到期: an insurance premium falls due or a card runs out."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from scheduling.carrying import carried
from scheduling.held import held
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from store.books import Book
from store.records import Customer, Holding, HoldingKind

NAME = "expiry"
HEADING = "expiring"
FACTS = ("days", "maturity", "product", "amount")
REASONS = {"expiry.insurance": FACTS, "expiry.card": FACTS}


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """One reminder before each end, on a working day; a missed one stays until the end has come."""
    today = rules.today(book.owner, now)
    for customer, holding in held(book.customers):
        lead = _lead(customer, holding, rules)
        if lead is not None and holding.maturity is not None:
            one = _occurrence(customer, holding, holding.maturity, lead, rules)
            occurrence = carried(one, today, holding.maturity)
            if start <= occurrence.day <= end:
                yield occurrence


def _lead(customer: Customer, holding: Holding, rules: Rules) -> int | None:
    """Days before the end, for kinds of holdings that have one."""
    days = rules.playbook.expiry
    if holding.kind is HoldingKind.INSURANCE:
        return days.insurance
    if holding.kind is HoldingKind.CARD:
        return days.vip_card if customer.card_level in days.vip_levels else days.card
    return None


def _occurrence(customer: Customer, holding: Holding, ends: date, lead: int, rules: Rules) -> Occurrence:
    named = ends - timedelta(days=lead)
    facts: dict[str, object] = {
        "days": lead,
        "maturity": ends,
        "product": holding.product,
        "amount": holding.amount,
    }
    return Occurrence(
        kind=NAME,
        subject=f"{customer.id}/{holding.number}",
        customer=customer.id,
        day=rules.calendar.working_day_before(named),
        named=named,
        reason=Reason(key=f"expiry.{holding.kind.value}", facts=facts),
        rank=Rank.DEADLINE,
        ends=("contact", "skipped"),
        heading=HEADING,
        amount=holding.amount,
    )
