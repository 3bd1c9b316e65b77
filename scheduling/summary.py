"""The small row that is kept of each book, so that a head's page opens no book.

A row may be read days after it was written, so what depends on the day is counted by date: keys are a word,
or a word and a date or UTC minute after "|". `standing_at` reads such a row for a later moment.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec

from scheduling.cadence import gap_of
from scheduling.complaint_clocks import running_clocks
from scheduling.joining import joined_visits
from scheduling.rules import Rules
from scheduling.sums import is_planned, summarise_customers
from scheduling.tallies import Tally
from scheduling.wall import local_day, week_of
from store.books import Book
from store.records import Contact, Customer, Outcome
from store.summaries import Summary


def summarise(book: Book, rules: Rules, now: datetime) -> Summary:
    """The counts of a book: people and money (fen) only, no name but the owner's.

    A pool has no owner; of it only those are counted who wait for a manager.
    """
    if book.id.startswith("pool:"):
        return _of_pool(book, now)
    person = book.owner
    counts = summarise_customers(book, rules)
    counts["customers"] = len(book.customers)
    counts["bound"] = int(person.telegram is not None and person.left is None)
    if person.left is not None:
        # Who has left keeps nobody: all of them wait for the head's word.
        counts["left"] = 1
        counts["unallocated"] = _waiting(book)
    if person.invitation is not None and person.telegram is None:
        counts[f"invited|{local_day(person.invitation.expires, person.zone)}"] = 1
    counts["drafts"] = len(book.drafts)
    counts |= _WORKED.of(book.id, book.contacts, rules, person.zone)
    for key, amount in (*_open(book, rules), *_this_week(book, rules, rules.today(person, now))):
        counts[key] = counts.get(key, 0) + amount
    return Summary(
        book=book.id,
        branch=book.branch or person.branch,
        person=person.name,
        role=person.role.value,
        day=rules.today(person, now),
        counts=counts,
        body=_body(book),
    )


def _body(book: Book) -> dict[str, Any]:
    """What is told of the book besides numbers: the leave of its owner, visits that the head joins."""
    cover, visits = book.owner.cover, joined_visits(book)
    told = {"cover": msgspec.to_builtins(cover)} if cover and book.owner.left is None else {}
    return told | ({"visits": msgspec.to_builtins(visits)} if visits else {})


def _of_pool(book: Book, now: datetime) -> Summary:
    counts = {"unallocated": _waiting(book)}
    day = now.astimezone(UTC).date()
    return Summary(book=book.id, branch=book.branch, person="", role="", day=day, counts=counts)


def _waiting(book: Book) -> int:
    """How many customers need somebody to keep them; those who have left the list do not."""
    return sum(each.left_list is None for each in book.customers.values())


def _open(book: Book, rules: Rules) -> Iterator[tuple[str, int]]:
    for complaint in book.complaints.values():
        clocks = running_clocks(complaint, rules, book.owner.zone)
        if clocks:
            yield f"complaint|{min(clock.late_at for clock in clocks).astimezone(UTC):%Y-%m-%dT%H:%M}", 1
    for follow_up in book.follow_ups.values():
        if follow_up.open and follow_up.because != "retry":
            yield f"promise|{follow_up.day}", 1


def _this_week(book: Book, rules: Rules, day: date) -> Iterator[tuple[str, int]]:
    """Of those who were reached in the week of the day: until when they were in time before it (`was_due`),
    and whom nobody had reached before (`was_unmet`). So the last week can be told beside this one.
    """
    monday = week_of(day)
    for (week, key), many in _REACHED.of(book.id, book.customers, rules, book.owner.zone).items():
        if week >= monday:
            yield key, many


def _reached(customer: Customer, rules: Rules, zone: str) -> Iterator[tuple[tuple[date, str], int]]:
    """By the week in which the customer was reached last, how it stood before."""
    gap = gap_of(customer, rules)
    if customer.reached_at is None or gap is None or not is_planned(customer):
        return
    before, key = customer.reached_before, "was_unmet"
    if before is not None:
        key = f"was_due|{local_day(before, zone) + timedelta(days=gap)}"
    yield (week_of(local_day(customer.reached_at, zone)), key), 1


def _worked(contact: Contact, _rules: Rules, zone: str) -> Iterator[tuple[str, int]]:
    word = "reached" if contact.outcome is Outcome.REACHED else "tried"
    yield f"{word}|{local_day(contact.at, zone)}", 1


_REACHED = Tally(_reached)
_WORKED = Tally(_worked)
