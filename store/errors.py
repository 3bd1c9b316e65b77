"""What the store refuses, each with the catalogue key of its sentence."""

import msgspec

from store.records.base import Refused


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a check found; `key` names its sentence, `facts` fill it."""

    key: str
    facts: dict[str, object]


class StoreError(Refused):
    """The engine below cannot do it: no folder, no space, no right to write, damaged, too new, too busy."""


class NotThere(Refused, KeyError):
    """The partition is absent, out of scope or was not named: one answer for all three."""

    def __init__(self, partition: str) -> None:
        super().__init__("store.not_there")
        # Not among the facts, which may be shown: a stranger's guess must not be echoed back as a finding.
        self.partition = partition


class Taken(Refused):
    """The key is placed already: one Telegram account, invitation, customer number has one place."""
