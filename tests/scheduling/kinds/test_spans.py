"""Whoever asks about a month hears what a year says of it: kinds pass over most of a book unread."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from scheduling.kinds import Kind, kinds
from scheduling.occurrence import Occurrence
from store.books import Book
from tests.scheduling.anything import anything
from tests.scheduling.made import RULES

# A year's end, the end of February with and without its 29th, about Spring Festival and a leap month.
DAYS = ("2026-12-30", "2027-02-27", "2028-02-28", "2026-02-12", "2025-07-20", "2027-03-25")
SPANS = ((0, 60), (-10, 5), (7, 7), (20, 190))

each_kind = pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)


@pytest.fixture(scope="module")
def books() -> list[tuple[date, Book]]:
    days = [date.fromisoformat(day) for day in DAYS]
    return [(day, anything(seed, day)) for seed, day in enumerate(days)]


@each_kind
def test_a_short_look_says_what_a_long_one_says_of_its_days(
    kind: Kind, books: list[tuple[date, Book]]
) -> None:
    heard = 0
    for today, book in books:
        whole = said(kind, book, today, (-250, 500))
        for first, last in SPANS:
            start, end = today + timedelta(days=first), today + timedelta(days=last)
            there = [one for one in whole if start <= one.day <= end]
            assert sorted(said(kind, book, today, (first, last)), key=repr) == sorted(there, key=repr)
            heard += len(there)
    assert heard or kind.name in {"campaign", "financial_event"}  # these wait for a bank to write some


def said(kind: Kind, book: Book, today: date, span: tuple[int, int]) -> list[Occurrence]:
    start, end = (today + timedelta(days=each) for each in span)
    now = datetime.combine(today, time(6), UTC)
    return list(kind.occurrences(book, RULES, start, end, now))
