"""Cells about the relationship: stage, risk profile, and the days of a customer's family and company."""

from collections.abc import Mapping

from desk.importing.cells import Bad, said, words
from desk.importing.lists import Cell
from desk.risk import risk_of
from store.records import Birthday, Occasion, OccasionKind, Stage

_STAGES: Mapping[str, Stage] = {
    **dict.fromkeys(("建立", "establish", "establishing"), Stage.ESTABLISH),
    **dict.fromkeys(("强化", "強化", "strengthen", "strengthening"), Stage.STRENGTHEN),
    **dict.fromkeys(("信任", "trust"), Stage.TRUST),
    **dict.fromkeys(("衰退", "decline", "declining"), Stage.DECLINE),
}
# Which column tells of which day, and whose it is in the words of the list.
OCCASIONS: Mapping[str, tuple[OccasionKind, str]] = {
    "wedding": ("wedding", ""),
    "spouse_birthday": ("birthday", "配偶"),
    "child_birthday": ("birthday", "孩子"),
    "company_day": ("company", ""),
}


def stage(cell: Cell) -> Stage | None:
    """建立期, 强化期, 信任期 or 衰退期; None where nothing is said."""
    found = said(cell).lower()
    if not found:
        return None
    plain = found.removesuffix("期")
    if plain not in _STAGES:
        raise Bad("import.stage_unknown", value=found[:40])
    return _STAGES[plain]


def risk(cell: Cell) -> str:
    """C1 to C5, or the bank's own word for a result of its own."""
    found = words(cell)
    return risk_of(found) or found[:20]


def occasion(field: str, day: Birthday) -> Occasion:
    """The day of a column, which comes every year."""
    kind, whose = OCCASIONS[field]
    return Occasion(kind=kind, day=day, whose=whose)
