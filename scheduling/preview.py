"""Every reminder to come: what preview says is what is sent."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import msgspec

from scheduling.agenda import Entry, agendas
from scheduling.alarms import morning_at
from scheduling.dailies import AFTER_THE_DIGEST, is_there
from scheduling.horizon import planned_on
from scheduling.kinds import kind_named
from scheduling.occurrence import Reason
from scheduling.rules import Rules
from scheduling.wall import instant, local
from store.books import Book
from store.records import Customer, Role

MESSAGES = ("digest", "head_digest", "plan_week", "plan_month", "wrapup")
"""The kinds of messages that come by themselves on a day."""


class PreviewRow(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a day to come; its reasons are in the order of its kinds' occurrences.

    `late` counts the days after the last day of its window, where the days before have no room.
    """

    day: date
    at: time | None
    customer: Customer
    kinds: tuple[str, ...]
    reasons: tuple[Reason, ...]
    listed: bool
    late: int = 0


class MessageRow(msgspec.Struct, frozen=True, kw_only=True):
    """A message of a day at its time of the owner's zone: digest, plan of a week or month, wrap-up."""

    day: date
    at: time
    kind: str


def messages(book: Book, rules: Rules, start: date, days: int) -> Iterator[MessageRow]:
    """The messages that come by themselves on `days` days from start on, in order; `alarms` arms the same."""
    person, opens = book.owner, morning_at(book.owner, rules)
    if person.role is Role.OPERATOR:
        return
    keeps = person.role is Role.MANAGER or bool(book.customers)
    for step in range(days):
        day = start + timedelta(days=step)
        morning = instant(day, opens, person.zone)
        if is_there(person, day, morning, rules):
            yield MessageRow(day=day, at=opens, kind="head_digest" if person.role is Role.HEAD else "digest")
            begins = planned_on(person, day, rules) if keeps else None
            if begins is not None:
                at = local(morning + AFTER_THE_DIGEST, person.zone).time()
                yield MessageRow(day=day, at=at, kind=f"plan_{begins}")
        if keeps and is_there(person, day, instant(day, person.wrap_at, person.zone), rules):
            yield MessageRow(day=day, at=person.wrap_at, kind="wrapup")


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
            late=_late(entry),
        )
        for entries in agendas(book, rules, start, end, now).values()
        for entry in entries
    )


def _late(entry: Entry) -> int:
    """Days after the last day of its window on which a contact comes, as the days before have no room."""
    late = (
        (entry.day - one.named).days for one in entry.occurrences if one.late and kind_named(one.kind).repeats
    )
    return max(late, default=0)
