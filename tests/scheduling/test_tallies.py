"""Sums that go along with a book come to the same as those that are reckoned anew."""

from collections.abc import Iterator, Mapping
from random import Random

import pytest

from scheduling.rules import Rules
from scheduling.tallies import Tally
from store.records import Customer, replace
from tests.scheduling.made import RULES, YUAN, customer

ZONE = "Asia/Shanghai"


def by_tier(one: Customer, _rules: Rules, _zone: str) -> Iterator[tuple[str, int]]:
    if one.assets is None:
        raise LookupError(one.id)
    yield f"digits {len(str(one.assets))}", one.assets
    yield "people", 1


def anew(records: Mapping[str, Customer]) -> dict[str, int]:
    return Tally(by_tier).of("book:li", records, RULES, ZONE)


def test_whatever_changes_the_sums_are_those_of_a_book_seen_for_the_first_time() -> None:
    chance, tally = Random(4), Tally(by_tier)
    book = {str(number): customer(str(number), assets=number * YUAN) for number in range(20)}
    for _ in range(200):
        number = str(chance.randrange(30))
        if chance.random() < 0.3:
            book = {key: one for key, one in book.items() if key != number}
        else:
            one = book.get(number) or customer(number)
            book = {**book, number: replace(one, assets=chance.randrange(10_000))}
        assert tally.of("book:li", book, RULES, ZONE) == anew(book)


def test_a_sum_stands_as_long_as_somebody_gives_to_it_be_it_nothing() -> None:
    tally = Tally(by_tier)
    poor = {"1": customer("1", assets=0)}
    assert tally.of("book:li", poor, RULES, ZONE) == {"digits 1": 0, "people": 1}
    assert tally.of("book:li", {}, RULES, ZONE) == {}


def test_a_book_that_cannot_be_counted_leaves_the_sums_as_they_were() -> None:
    tally = Tally(by_tier)
    book = {"1": customer("1", assets=5), "2": customer("2", assets=7)}
    before = tally.of("book:li", book, RULES, ZONE)
    wrong = {"1": replace(book["1"], assets=9), "2": replace(book["2"], assets=None)}
    with pytest.raises(LookupError):
        tally.of("book:li", wrong, RULES, ZONE)
    assert tally.of("book:li", book, RULES, ZONE) == before


def test_books_and_readers_do_not_change_the_sums_of_one_another() -> None:
    tally = Tally(by_tier, books=2)
    books = {f"book:{name}": {"1": customer("1", assets=place)} for place, name in enumerate("abc")}
    for partition, book in (*books.items(), *books.items()):
        found = tally.of(partition, book, RULES, ZONE)
        assert found == anew(book)
        found.clear()
        assert tally.of(partition, book, RULES, ZONE) == anew(book)
