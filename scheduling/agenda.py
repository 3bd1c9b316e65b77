"""今日: the entries of a day in the order to work them, one a customer (DOMAIN 4)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from scheduling.foresight import Foresight, foresight
from scheduling.occurrence import Occurrence, Reason
from scheduling.plan import lay
from scheduling.rules import Rules
from store.books import Book
from store.records import Customer


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A customer of a day with everything there is to do, the most pressing first, never empty.

    `at` is the earliest time said (of the owner's zone); `listed` entries come as a list, not one by one.
    """

    customer: Customer
    day: date
    occurrences: tuple[Occurrence, ...]
    at: time | None
    listed: bool

    @property
    def first(self) -> Occurrence:
        return self.occurrences[0]

    @property
    def reason(self) -> Reason:
        return self.first.reason

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its occurrences, each once, the most pressing first."""
        return tuple(dict.fromkeys(occurrence.kind for occurrence in self.occurrences))


def agenda(book: Book, rules: Rules, day: date, now: datetime) -> tuple[Entry, ...]:
    """The entries of one day in working order, those of lists at the end."""
    return agendas(book, rules, day, day, now).get(day, ())


def agendas(
    book: Book, rules: Rules, start: date, end: date, now: datetime
) -> Mapping[date, tuple[Entry, ...]]:
    """The agendas of the days from start to end that have entries, in order of days."""
    # One message asks for the same day several times.
    seen, known = foresight(book, rules, start, end, now), _KNOWN.get(book.id)
    if known is not None and known.foresight is seen and known.span == (start, end):
        return known.entries
    found = MappingProxyType(_entries(book, rules, start, end, now))
    if len(_KNOWN) >= _BOOKS:
        _KNOWN.clear()
    _KNOWN[book.id] = _Known(seen, (start, end), found)
    return found


class _Known(NamedTuple):
    """The entries of a span of days that follow from a foresight."""

    foresight: Foresight
    span: tuple[date, date]
    entries: Mapping[date, tuple[Entry, ...]]


_KNOWN: dict[str, _Known] = {}
_BOOKS = 16


def _entries(
    book: Book, rules: Rules, start: date, end: date, now: datetime
) -> dict[date, tuple[Entry, ...]]:
    laid = lay(book, rules, start, end, now)
    planned = (one.occurrence for one in laid.planned if start <= one.day <= end)
    by_day: dict[date, dict[str, list[Occurrence]]] = {}
    for occurrence in (*laid.fixed, *planned):
        by_day.setdefault(occurrence.day, {}).setdefault(occurrence.customer, []).append(occurrence)
    return {day: _ordered(book, by_day[day], day) for day in sorted(by_day)}


def _ordered(book: Book, customers: Mapping[str, Iterable[Occurrence]], day: date) -> tuple[Entry, ...]:
    entries = (_entry(book.customers[customer], many, day) for customer, many in customers.items())
    return tuple(sorted(entries, key=_pressing))


def _entry(customer: Customer, occurrences: Iterable[Occurrence], day: date) -> Entry:
    ranked = tuple(sorted(occurrences, key=_rank))
    times = [occurrence.at for occurrence in ranked if occurrence.at is not None]
    return Entry(
        customer=customer,
        day=day,
        occurrences=ranked,
        at=min(times, default=None),
        listed=all(occurrence.listed for occurrence in ranked),
    )


def _rank(occurrence: Occurrence) -> tuple[object, ...]:
    late_first = not occurrence.late
    return occurrence.rank, late_first, occurrence.at or time.max, -(occurrence.amount or 0), occurrence.key


def _pressing(entry: Entry) -> tuple[object, ...]:
    assets = entry.customer.assets or 0
    rank, late_first, at, amount, key = _rank(entry.first)
    return entry.listed, rank, late_first, at, amount, -assets, key
