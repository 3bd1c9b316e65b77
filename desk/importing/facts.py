"""What the list says, laid over what is kept: the list owns the bank's facts, the manager everything else."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from desk.importing.lists import CustomerRow, HoldingRow
from scheduling.balances import remembered
from scheduling.playbook import Playbook
from store.records import (
    Balance,
    Customer,
    Holding,
    HoldingKind,
    Masked,
    Matured,
    MaturityOutcome,
    Occasion,
    Price,
    replace,
)

# A fact that the list leaves blank stays as it is kept: a blank is no knowledge.
_PLAIN = (
    ("name", ""),
    ("sex", None),
    ("birthday", None),
    ("id_number", None),
    ("since", None),
    ("is_owner", None),
    ("card_level", ""),
    ("tier", ""),
    ("assets", None),
    ("assets_on", None),
    ("employer", ""),
    ("household", ""),
    ("second", ""),
    ("district", ""),
)
# A birthday kept by the moon, a new employer, who lives together: whoever has it from the customer goes
# before what an identity card says.
_TOLD_TO_US = frozenset({"birthday", "employer", "household"})
_MOST_PRICES = 14
_MOST_MATURED = 12
# A loan whose status turns bad is spoken of from the day the list told it.
_LOANS = frozenset({HoldingKind.LOAN, HoldingKind.BULLET_LOAN})
# The money of these comes free at maturity.
_FREED = frozenset({HoldingKind.DEPOSIT, HoldingKind.WEALTH, HoldingKind.BOND})
# What is known of a holding that no list says.
_OWN = frozenset({"outcome", "outcome_on", "outcome_to", "kept", "rest", "status_since", "prices"})
_MOST_PHONES = 8
UNLISTED = "unlisted"


def first_seen(row: CustomerRow, branch: str, today: date, playbook: Playbook) -> Customer:
    """A customer whom the list brings for the first time, on `today` (of the branch's zone)."""
    fresh = Customer(id=row.number, name=row.name, branch=branch, listed_on=today)
    return updated(fresh, row, branch, today, playbook)


def updated(kept: Customer, row: CustomerRow, branch: str, today: date, playbook: Playbook) -> Customer:
    """The customer with what the list says; stage, contacts and the manager's notes stay as they are."""
    news: dict[str, Any] = {}
    own = {each.what for each in kept.told} & _TOLD_TO_US
    for field, unsaid in _PLAIN:
        value = getattr(row, field)
        if field not in own and value != unsaid and value != getattr(kept, field):
            news[field] = value
    if kept.assets is not None and ("assets" in news or "tier" in news):
        last = Balance(until=today, fen=kept.assets, tier=kept.tier)
        fen, tier = news.get("assets", kept.assets), news.get("tier", kept.tier)
        new = Balance(until=today, fen=fen, tier=tier)
        news["balances"] = remembered((*kept.balances, last), new, playbook)
    if branch and branch != kept.branch:
        news["branch"] = branch
    if row.preference and not kept.preference:
        news["preference"] = row.preference
    if row.language is not None and kept.language is None:
        news["language"] = row.language
    if row.introduced_by and not kept.introduced_by:
        # Without the day of the opening nobody knows how long ago it was, and thanks years late are none.
        news["introduced_by"] = row.introduced_by
        news["introduced_on"] = row.since or kept.since
    if row.note and row.note not in kept.notes:
        news["notes"] = (*kept.notes, row.note)
    if kept.left_list is not None:
        news["left_list"] = None
    news |= _relationship(kept, row, today)
    news |= _phones(kept, row.phones)
    return replace(kept, **news) if news else kept


def _relationship(kept: Customer, row: CustomerRow, today: date) -> dict[str, Any]:
    """What both a list and a manager may know: whoever has it from the customer goes before a list."""
    news: dict[str, Any] = {}
    if row.stage not in (None, kept.stage) and not kept.stages:
        news["stage"] = row.stage
    newer = row.risk_until is None or kept.risk_until is None or row.risk_until >= kept.risk_until
    if newer and row.risk and row.risk != kept.risk:
        news["risk"] = row.risk
    if newer and row.risk_until and row.risk_until != kept.risk_until:
        news["risk_until"] = row.risk_until
    away = kept.back_on is not None and kept.back_on > today
    if row.back_on is not None and row.back_on > today and not away:
        news["back_on"] = row.back_on
    occasions = _occasions(kept, row.occasions)
    if occasions != kept.occasions:
        news["occasions"] = occasions
    named = tuple(dict.fromkeys((*kept.targets, *row.targets)))
    if named != kept.targets:
        news["targets"] = named
    return news


def _occasions(kept: Customer, listed: tuple[Occasion, ...]) -> tuple[Occasion, ...]:
    """A day that the list has put right takes the place of the one it told before.

    One that a customer told stays as it was told, and one that a manager took out stays out, also when the
    list tells another date of it.
    """
    own = {each.what for each in kept.told} & {one.named for one in kept.occasions}
    corrected = {one.named: one for one in listed if one.named not in own}
    known = [corrected.pop(one.named, one) for one in kept.occasions]
    out = {one.named for one in kept.dropped}
    return (*known, *(one for name, one in corrected.items() if name not in out))


def _phones(kept: Customer, listed: tuple[Masked, ...]) -> dict[str, Any]:
    # The list's numbers come first; one that a manager found out stays behind them.
    phones = (*listed, *(phone for phone in kept.phones if phone not in listed))[:_MOST_PHONES]
    if phones == kept.phones:
        return {}
    fresh = any(phone not in kept.phones for phone in listed)
    return {"phones": phones} | ({"wrong_number": False} if fresh and kept.wrong_number else {})


def with_holdings(
    kept: Customer, rows: Sequence[HoldingRow], kinds: AbstractSet[HoldingKind], today: date
) -> Customer:
    """The customer with the products of the list; one that is no longer listed stays, marked as such.

    A product that vanishes on its maturity still wants to know what became of the money, so it is not ended.
    `kinds` are those of the whole list: a list of loans says nothing about deposits.
    """
    before = {holding.number: holding for holding in kept.holdings}
    listed = {row.number for row in rows}
    now = [_holding(before.get(row.number), row, today) for row in rows]
    others = [
        _unlisted(holding) if holding.kind in kinds else holding
        for holding in kept.holdings
        if holding.number not in listed
    ]
    holdings = (*now, *others)
    if holdings == kept.holdings:
        return kept
    matured = (*kept.matured, *_rolled_over(before, now))[-_MOST_MATURED:]
    return replace(kept, holdings=holdings, matured=matured)


def _rolled_over(before: Mapping[str, Holding], now: Sequence[Holding]) -> Iterator[Matured]:
    """Maturities that are over because the same money runs on: renewed, unless somebody said otherwise."""
    for holding in now:
        kept = before.get(holding.number)
        if kept is None or kept.maturity is None or holding.maturity is None or kept.ended:
            continue
        if holding.maturity > kept.maturity and kept.kind in _FREED:
            outcome = kept.outcome or MaturityOutcome.RENEWED
            yield Matured(
                holding=kept.number, day=kept.maturity, fen=kept.amount or 0, outcome=outcome, kept=kept.kept
            )


def _holding(kept: Holding | None, row: HoldingRow, today: date) -> Holding:
    fresh = Holding(
        number=row.number,
        product=row.product,
        kind=row.kind,
        start=row.start,
        maturity=row.maturity,
        amount=row.amount,
        rate=row.rate,
        currency=row.currency,
        status=row.status,
        ended=row.ended,
        status_since=today if row.kind in _LOANS else None,
        price=row.price,
        issue_price=row.issue_price,
        report_on=row.report_on,
    )
    if kept is None:
        return fresh
    said = {name: getattr(fresh, name) for name in fresh.__struct_fields__ if name not in _OWN}
    news = {name: value for name, value in said.items() if value is not None and value != getattr(kept, name)}
    if "status" in news and row.kind in _LOANS:
        news["status_since"] = today
    if "maturity" in news and kept.outcome is not None:
        # Rolled over under the same number: the next maturity has its own outcome.
        news |= {"outcome": None, "outcome_on": None, "outcome_to": "", "kept": None, "rest": None}
    if "price" in news and kept.price is not None:
        news["prices"] = (*kept.prices, Price(until=today, price=kept.price))[-_MOST_PRICES:]
    return replace(kept, **news) if news else kept


def _unlisted(holding: Holding) -> Holding:
    awaits_outcome = holding.maturity is not None and not holding.told and not holding.ended
    if holding.status == UNLISTED:
        return holding
    return replace(holding, status=UNLISTED, ended=not awaits_outcome)


def differences(kept: Customer, now: Customer) -> tuple[str, ...]:
    """The names of the fields that differ, without what is only remembered of the lists themselves."""
    return tuple(
        field
        for field in kept.__struct_fields__
        if field not in {"data_date", "balances", "flows", "matured", "kept_before"}
        and getattr(kept, field) != getattr(now, field)
    )
