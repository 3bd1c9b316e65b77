"""Sums over the records of a book that go along with it: only what has changed is counted anew.

Every commit of a book asks for them, and most commits change one record of hundreds.
"""

import threading
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from scheduling.rules import Rules
from store.records.base import Record

K = TypeVar("K", bound=Hashable)
R = TypeVar("R", bound=Record)

_BOOKS = 256


@dataclass(kw_only=True)
class _Sums(Generic[K, R]):
    """What some records came to together, and how many of them gave to each sum."""

    rules: Rules
    zone: str
    records: Mapping[str, R] = field(default_factory=dict[str, R])
    sums: dict[K, int] = field(default_factory=dict[K, int])
    givers: dict[K, int] = field(default_factory=dict[K, int])


class Tally(Generic[K, R]):
    """The sums of the books that were asked about last; `count` says what one record gives to which sum.

    A key stands as long as any record gives to it, be it nothing. Whoever asks may keep what they get.
    """

    def __init__(
        self, count: Callable[[R, Rules, str], Iterable[tuple[K, int]]], books: int = _BOOKS
    ) -> None:
        self._count = count
        self._books = books
        self._known: dict[str, _Sums[K, R]] = {}
        # A page that is read asks on another thread than a commit.
        self._turn = threading.Lock()

    def of(self, book: str, records: Mapping[str, R], rules: Rules, zone: str) -> dict[K, int]:
        """The sums of these records, most of which are those that this book had when last asked about."""
        with self._turn:
            known = self._known.get(book)
            if known is None or known.rules is not rules or known.zone != zone:
                if len(self._known) >= self._books:
                    self._known.clear()
                known = self._known[book] = _Sums[K, R](rules=rules, zone=zone)
            if known.records is not records:
                self._follow(known, records)
            return known.sums.copy()

    def _follow(self, known: _Sums[K, R], records: Mapping[str, R]) -> None:
        gone, new = _DIFFERENCES.between(known.records, records)
        changes = [
            (key, amount, sign)
            for sign, some in ((1, new), (-1, gone))
            for record in some
            for key, amount in self._count(record, known.rules, known.zone)
        ]
        # Nothing fails from here on: sums that were changed by half would be wrong to the end.
        for key, amount, sign in changes:
            known.sums[key] = known.sums.get(key, 0) + sign * amount
            known.givers[key] = known.givers.get(key, 0) + sign
            if not known.givers[key]:
                del known.sums[key], known.givers[key]
        known.records = records


class _Differences:
    """What tells two states of a table apart; several tallies ask it of the same two, one after another."""

    def __init__(self) -> None:
        self._last: tuple[object, object, tuple[list[Any], list[Any]]] = (None, None, ([], []))

    def between(self, before: Mapping[str, R], now: Mapping[str, R]) -> tuple[list[R], list[R]]:
        """The records that are gone, and those that were not there."""
        last = self._last
        if last[0] is before and last[1] is now:
            return last[2]
        found = _others(before, now)
        self._last = (before, now, found)
        return found


_DIFFERENCES = _Differences()


def _others(before: Mapping[str, R], now: Mapping[str, R]) -> tuple[list[R], list[R]]:
    if len(before) == len(now):
        pairs = [(old, new) for old, new in zip(before.values(), now.values(), strict=True) if old is not new]
        if all(old.id == new.id for old, new in pairs):
            return [old for old, _ in pairs], [new for _, new in pairs]
    gone = [each for key, each in before.items() if now.get(key) is not each]
    new = [each for key, each in now.items() if before.get(key) is not each]
    return gone, new
