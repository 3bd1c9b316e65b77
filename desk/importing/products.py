"""What the bank's product names, states and tiers mean to us."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from store.records import HoldingKind


@cache
def _names() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("desk.importing").joinpath("products.toml").read_text("utf-8"))


@cache
def kind_of(product: str, kind: str = "") -> HoldingKind:
    """The kind of a product by its name, else by what its type column says; other where neither tells."""
    for written in (product.lower(), kind.lower()):
        for entry in _names()["product"]:
            if written and any(word in written for word in entry["words"]):
                return HoldingKind(entry["kind"])
    return HoldingKind.OTHER


@cache
def has_ended(status: str) -> bool:
    """Whether a state says that the product is over: finished_ok, 已结清, closed."""
    written = status.lower().replace(" ", "_")
    ended: Mapping[str, Sequence[str]] = _names()["ended"]
    if any(word in written for word in ended["not"]):
        return False
    return any(word in written for word in (*ended["words"], *ended["also"]))


@cache
def tier_of(written: str) -> str:
    """The playbook's name of a tier; a name it does not know stays as the bank wrote it."""
    plain = written.lower().replace(" ", "").replace("_", "")
    for tier, words in _names()["tiers"].items():
        if plain in words:
            return str(tier)
    return written
