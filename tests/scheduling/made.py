"""Made people and books for the tests of this floor; every one of them is invented."""

from dataclasses import replace as replace_rules
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from scheduling.playbook import Kinds
from scheduling.rules import Rules
from store.books import Book
from store.records import (
    Birthday,
    Customer,
    FollowUp,
    Holding,
    HoldingKind,
    Kind,
    Person,
    Record,
    Role,
    Stage,
    replace,
)

RULES = Rules.built_in()


def without(rules: Rules, *kinds: str) -> Rules:
    """The same rules with some kinds off."""
    off = Kinds(off=(*rules.playbook.kinds.off, *kinds))
    return replace_rules(rules, playbook=replace(rules.playbook, kinds=off))


MONDAY = date(2026, 11, 23)
MANAGER = Person(
    id="li",
    name="李经理",
    role=Role.MANAGER,
    branch="城东支行",
    telegram=1,
    joined=datetime(2026, 1, 1, tzinfo=UTC),
)
YUAN = 100


def at(text: str) -> datetime:
    """A UTC instant of a Shanghai wall-clock time such as 2026-11-23 08:00."""
    return datetime.fromisoformat(f"{text}+08:00").astimezone(UTC)


def moments(first: str, last: str) -> st.SearchStrategy[datetime]:
    """Any UTC instants between two days."""
    days = datetime.fromisoformat(first), datetime.fromisoformat(last)
    return st.datetimes(*days, timezones=st.just(UTC))


MORNING = at("2026-11-23 08:00")


def customer(number: str = "1001", **facts: Any) -> Customer:
    """Somebody of no tier's interest unless the facts say otherwise."""
    said: dict[str, Any] = {"id": number, "name": "张伟", "listed_on": date(2026, 1, 5)}
    return Customer(**(said | facts))


def deposit(maturity: date, yuan: int = 620_000, **facts: Any) -> Holding:
    said: dict[str, Any] = {
        "number": "D1",
        "product": "三个月定期",
        "kind": HoldingKind.DEPOSIT,
        "maturity": maturity,
        "amount": yuan * YUAN,
    }
    return Holding(**(said | facts))


def promise(number: str = "f1", day: date = MONDAY, **facts: Any) -> FollowUp:
    said: dict[str, Any] = {
        "id": number,
        "customer": "1001",
        "how": Kind.CALL,
        "day": day,
        "made_at": at("2026-11-20 10:00"),
        "by": "li",
    }
    return FollowUp(**(said | facts))


def book(*records: Record, owner: Person = MANAGER) -> Book:
    return Book.detached(owner, *records, id=f"book:{owner.id}", branch=owner.branch)


TIERS = {"private": 8_000_000, "high": 900_000, "mid": 120_000, "mass": 20_000}
SHARES = {"private": 8, "high": 42, "mid": 150, "mass": 50}


def many(
    seed: int, today: date, *, reached: bool = True, shares: dict[str, int] | None = None
) -> list[Customer]:
    """A book as DOMAIN.md 4 counts with, everybody reached within their gap or (a fresh list) nobody yet."""
    chance = Random(seed)
    tiers = [tier for tier, count in (shares or SHARES).items() for _ in range(count)]
    return [_one(place, tier, today, chance, reached=reached) for place, tier in enumerate(tiers, start=1)]


def _one(place: int, tier: str, today: date, chance: Random, *, reached: bool) -> Customer:
    stage = chance.choice([Stage.ESTABLISH, Stage.STRENGTHEN, Stage.TRUST])
    gaps = RULES.playbook.cadence.gaps.get(tier)
    gap = 90 if gaps is None else int(getattr(gaps, stage.value))
    ago = timedelta(days=chance.randrange(gap))
    born = Birthday(
        year=chance.randrange(1940, 2005),
        month=chance.randrange(1, 13),
        day=chance.randrange(1, 29),
        calendar=chance.choice(["solar", "solar", "lunar"]),
    )
    holdings: tuple[Holding, ...] = ()
    if chance.random() < 0.5:
        holdings = (
            deposit(today + timedelta(days=chance.randrange(400)), TIERS[tier] // 2, number=f"D{place}"),
        )
    return Customer(
        id=f"{place:05}",
        name=f"客户{place}",
        assets=TIERS[tier] * YUAN,
        stage=stage,
        birthday=born,
        holdings=holdings,
        listed_on=today - timedelta(days=200) if reached else today,
        data_date=today,
        reached_at=datetime.combine(today - ago, datetime.min.time(), UTC) if reached else None,
    )
