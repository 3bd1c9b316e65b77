"""What runs for many at once: campaigns, and events of the markets."""

from datetime import date
from typing import Literal

import msgspec

from scheduling.playbook.section import Positive, Section


class Campaign(Section, frozen=True, kw_only=True):
    """A campaign from a day to a day: for some tiers, stages and segments, or for customers by number."""

    name: str
    from_day: date = msgspec.field(name="from")
    until: date
    tiers: tuple[str, ...] = ()
    stages: tuple[Literal["establish", "strengthen", "trust", "decline"], ...] = ()
    segments: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()


class Campaigns(Section, frozen=True, kw_only=True):
    within_days: Positive
    running: tuple[Campaign, ...]


class FinancialEvent(Section, frozen=True, kw_only=True):
    """重大财经事件 on a day: whose holders are told, by kind of holding or by words of the product's name."""

    name: str
    day: date
    kinds: tuple[
        Literal["deposit", "wealth", "fund", "bond", "insurance", "loan", "bullet_loan", "other"], ...
    ] = ()
    products: tuple[str, ...] = ()


class FinancialEvents(Section, frozen=True, kw_only=True):
    known: tuple[FinancialEvent, ...]
