"""What an import would do, as records: who is new, changed, moved or gone, and what is written where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desk.importing.lists import Problem
from store.records import Branch, Customer, Person


@dataclass(frozen=True, kw_only=True)
class Change:
    """A customer whose facts differ: the record fields that do, and both states."""

    number: str
    name: str
    fields: tuple[str, ...]
    before: Customer
    after: Customer


@dataclass(frozen=True, kw_only=True)
class Move:
    """A customer whom the list gives to another manager.

    `origin` and `target` are partitions, `before` and `after` the names of the managers (empty for a pool).
    """

    number: str
    name: str
    origin: str
    target: str
    customer: Customer
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Write:
    """A customer to be put into a home; `origin` is the other home they leave, or empty."""

    home: str
    customer: Customer
    origin: str = ""
    new: bool = False


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What an import would do: `writes` only stand where `problems` is empty, for it is all rows or none."""

    data_date: date
    new: tuple[str, ...]
    changed: tuple[Change, ...]
    moved: tuple[Move, ...]
    gone: tuple[Change, ...]
    unchanged: int
    new_people: tuple[Person, ...]
    new_branches: tuple[Branch, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    writes: tuple[Write, ...]
    homes: Mapping[str, str]
    """The branch of every home that is written to."""
    branches: Mapping[str, str]
    """The names of the branches that are known or new, by their ids."""
