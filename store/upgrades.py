"""How documents of older schemas become today's: numbered pure functions, one list a table."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from store.errors import StoreError

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

UPGRADES: Mapping[str, Sequence[Upgrade]] = {}
"""For each table its upgrades; the one at index n makes a document of schema n+1 one of schema n+2."""


def upgrade(
    table: str,
    document: dict[str, Any],
    to: int,
    upgrades: Mapping[str, Sequence[Upgrade]] = UPGRADES,
) -> dict[str, Any]:
    """The document as today's schema `to` says it; a newer one is refused, a gap is our mistake."""
    found = int(document.pop("schema", 1))
    if found > to:
        raise StoreError("store.newer", found=found, known=to)
    steps = upgrades.get(table, ())
    for step in steps[found - 1 : to - 1]:
        document = step(document)
    if len(steps) < to - 1:
        raise LookupError(f"{table} is of schema {found}, and no upgrade leads to {to}")
    return document
