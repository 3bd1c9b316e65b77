"""Every reminder to come: what preview says is what is sent."""

from datetime import date, datetime, time, timedelta

import msgspec

from scheduling.agenda import agendas
from scheduling.occurrence import Reason
from scheduling.rules import Rules
from store.books import Book
from store.records import Customer


class PreviewRow(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a day to come; its reasons are in the order of its kinds' occurrences."""

    day: date
    at: time | None
    customer: Customer
    kinds: tuple[str, ...]
    reasons: tuple[Reason, ...]
    listed: bool


def preview(book: Book, rules: Rules, start: date, days: int, now: datetime) -> tuple[PreviewRow, ...]:
    """The rows of `days` days from start on, by day and in the order of each day's agenda."""
    end = start + timedelta(days=days - 1)
    return tuple(
        PreviewRow(
            day=entry.day,
            at=entry.at,
            customer=entry.customer,
            kinds=entry.kinds,
            reasons=tuple(occurrence.reason for occurrence in entry.occurrences),
            listed=entry.listed,
        )
        for entries in agendas(book, rules, start, end, now).values()
        for entry in entries
    )
