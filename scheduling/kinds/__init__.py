"""The reminder kinds, one a file; a kind is found by being here (docs/adding-a-kind.md)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from scheduling.occurrence import Occurrence
from scheduling.rules import Rules
from store.books import Book
from store.records import Customer

Occurs = Callable[[Book, Rules, date, date, datetime], Iterable[Occurrence]]
Repeats = Callable[[Customer, Rules], int | None]
Follows = Callable[[Customer, Rules, date], Occurrence]
Sequences = Callable[[Customer, Rules], tuple[tuple[date, date], ...]]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A reminder kind as its file states it.

    `occurrences(book, rules, start, end, now)` gives what falls from start to end, both included; `reasons`
    are the keys of its clauses with the names of their facts. A kind that comes again after each contact
    has `repeats(customer, rules)`, after how many days at the latest, and `follows(customer, rules,
    reached)`, its next occurrence when the customer is reached on that day, and where a sequence comes first
    `sequence(customer, rules)`, the first and last day of each step. One that `sells` is
    held back from customers with an open complaint, and from those who were sold to often enough. One that is
    told `at_once` does not wait for the next morning when a list brings it. One that is a `way` to the
    customer is planned by where they live. One with `windows` may be worked before its day. One that is not
    `answered` is ended by no contact: promises, complaints, errands and money have outcomes of their own.
    """

    name: str
    heading: str
    reasons: Mapping[str, tuple[str, ...]]
    occurrences: Occurs
    repeats: Repeats | None = None
    follows: Follows | None = None
    sequence: Sequences | None = None
    sells: bool = False
    at_once: bool = False
    way: bool = False
    windows: bool = False
    answered: bool = True


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """All kinds, by name."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    stated = [
        Kind(
            name=module.NAME,
            heading=module.HEADING,
            reasons=module.REASONS,
            occurrences=module.occurrences,
            repeats=getattr(module, "repeats", None),
            follows=getattr(module, "follows", None),
            sequence=getattr(module, "sequence", None),
            sells=getattr(module, "SELLS", False),
            at_once=getattr(module, "AT_ONCE", False),
            way=getattr(module, "WAY", False),
            windows=getattr(module, "WINDOWS", False),
            answered=getattr(module, "ANSWERED", True),
        )
        for module in modules
    ]
    return tuple(sorted(stated, key=lambda kind: kind.name))


def kind_named(name: str) -> Kind:
    """The kind of that name; KeyError when there is none."""
    return _by_name()[name]


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, Kind]:
    return {kind.name: kind for kind in kinds()}
