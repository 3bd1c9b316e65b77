"""The one base of all records: frozen, keyword-only, checked when built and when read back."""

from datetime import datetime
from typing import Any, ClassVar, get_type_hints

import msgspec
from msgspec.structs import replace

__all__ = ["Record", "Refused", "replace"]


class Refused(Exception):
    """What was asked cannot be done; `key` names the sentence in the catalogues, `facts` fill it."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key, facts)
        self.key = key
        self.facts = facts


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A document of a book: its `id` is unique within its table, its instants are aware."""

    table: ClassVar[str]
    schema: ClassVar[int] = 1

    id: str

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError(f"a {type(self).__name__} without an id")
        for name in _instants_of(type(self)):
            moment: datetime | None = getattr(self, name)
            if moment is not None and moment.tzinfo is None:
                raise ValueError(f"{type(self).__name__}.{name} is a naive datetime: {moment}")


_known: dict[type, tuple[str, ...]] = {}


def _instants_of(record: type[Record]) -> tuple[str, ...]:
    # Looked up once a class: a book of 250 is decoded in one go, and each record passes here.
    found = _known.get(record)
    if found is None:
        hints: dict[str, Any] = get_type_hints(record)
        found = tuple(name for name, hint in hints.items() if hint is datetime or datetime in _members(hint))
        _known[record] = found
    return found


def _members(hint: object) -> tuple[object, ...]:
    return getattr(hint, "__args__", ())
