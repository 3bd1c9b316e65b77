"""客群、价值、生命周期: what is told of a customer from the facts, to filter by; nothing here is stored."""

from datetime import date
from typing import Literal

from scheduling.playbook import Playbook, SegmentGroup
from scheduling.tier import height_of, tier_of
from store.records import Customer, HoldingKind, Stage

Lifecycle = Literal["prospect", "developing", "growing", "mature", "declining", "ended"]
Value = Literal["most_valuable", "most_growable", "below_zero", ""]
_STAGES: dict[Stage, Lifecycle] = {
    Stage.ESTABLISH: "developing",
    Stage.STRENGTHEN: "growing",
    Stage.TRUST: "mature",
    Stage.DECLINE: "declining",
}
# These alone are no relationship that earns anything.
_IDLE = frozenset({HoldingKind.CURRENT, HoldingKind.CARD})


def lifecycle_of(customer: Customer) -> Lifecycle:
    """生命周期, from the number, the list and the stage."""
    if customer.left_list is not None:
        return "ended"
    return "prospect" if customer.prospect else _STAGES[customer.stage]


def value_of(customer: Customer, playbook: Playbook) -> Value:
    """价值分类: MVC from a tier on, MGC with room for more products, BZC with nothing and debts unpaid."""
    given, tier = playbook.value, tier_of(customer, playbook)
    if height_of(tier, playbook) >= height_of(given.most_valuable_from, playbook):
        return "most_valuable"
    held = [one for one in customer.holdings if not one.ended]
    if any(one.status in playbook.loan_missed.statuses for one in held) and not customer.assets:
        return "below_zero"
    earning = sum(one.kind not in _IDLE for one in held)
    if tier in given.most_growable_tiers and earning < given.products_below:
        return "most_growable"
    return ""


def segment_of(customer: Customer, playbook: Playbook, today: date) -> str:
    """客群: the one set by hand, else the first group of the playbook that fits; empty where none does."""
    if customer.own_segment and any(group.name == customer.own_segment for group in playbook.segment.groups):
        return customer.own_segment
    fits = (group.name for group in playbook.segment.groups if _fits(customer, group, today))
    return next(fits, "")


def _fits(customer: Customer, group: SegmentGroup, today: date) -> bool:
    if group.words:
        said = (customer.employer, *customer.notes)
        if not any(word in text for word in group.words for text in said):
            return False
    if group.age_from == 0 and group.age_to is None:
        return True
    age = age_of(customer, today)
    return age is not None and group.age_from <= age and (group.age_to is None or age <= group.age_to)


def age_of(customer: Customer, today: date) -> int | None:
    """Full years by the solar or, near enough for a group, the lunar date; None when no year is known."""
    born = customer.birthday
    if born is None or born.year is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
