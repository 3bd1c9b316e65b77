"""The store against a plain dict: whatever is done to both, in any order, they say the same."""

import asyncio
import os
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from store import Books, State, Store, Taken
from store.records import Customer, FollowUp
from tests.store.house import BANK, KEY, NOW, alarms, customer, opened, person, promise, summary

BOOKS = ("book:a", "book:b", "book:c")
books_ = st.sampled_from(BOOKS)
numbers = st.sampled_from(["1", "2", "3", "4", "5"])
amounts = st.integers(min_value=0, max_value=3)
hours = st.integers(min_value=1, max_value=20)


class Changed(Exception):
    """The mind of whoever decides."""


class Machine(RuleBasedStateMachine):
    """Two copies of the store on one file, and dicts that say what must be in it."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.url = f"sqlite:///{Path(self.folder.name) / 'guanjia.db'}"
        self.loop = asyncio.Runner()
        self.customers: dict[str, dict[str, int]] = {book: {} for book in BOOKS}
        self.promises: dict[str, dict[str, int]] = {book: {} for book in BOOKS}
        self.copies = [self.open(), self.open()]

        def decide(books: Books) -> None:
            for book in BOOKS:
                books.new(book, "east").put(person(book[-1]))

        self.change(0, [], decide)

    def open(self) -> Store:
        return Store.open(self.url, key=KEY, arm=alarms, summarise=summary)

    def change(self, copy: int, ids: list[str], decide: Callable[[Books], object]) -> None:
        self.loop.run(self.copies[copy].change(BANK, ids, decide, now=NOW))

    def holder(self, number: str) -> str | None:
        return next((book for book, held in self.customers.items() if number in held), None)

    @rule(copy=st.integers(0, 1), book=books_, number=numbers, assets=amounts)
    def put(self, copy: int, book: str, number: str, assets: int) -> None:
        if self.holder(number) in {None, book}:
            self.change(copy, [book], lambda books: books[book].put(customer(number, assets)))
            self.customers[book][number] = assets
        else:
            with pytest.raises(Taken):
                self.change(copy, [book], lambda books: books[book].put(customer(number, assets)))

    @rule(copy=st.integers(0, 1), number=numbers)
    def drop(self, copy: int, number: str) -> None:
        book = self.holder(number)
        if book is not None:
            self.change(copy, [book], lambda books: books[book].drop(Customer, number))
            del self.customers[book][number]

    @rule(copy=st.integers(0, 1), number=numbers, receiver=books_)
    def hand_over(self, copy: int, number: str, receiver: str) -> None:
        source = self.holder(number)
        if source is None or source == receiver:
            return

        def decide(books: Books) -> None:
            moved = books[source].customers[number]
            books[source].drop(Customer, number)
            books[receiver].put(moved)

        self.change(copy, [source, receiver], decide)
        self.customers[receiver][number] = self.customers[source].pop(number)

    @rule(copy=st.integers(0, 1), book=books_, number=numbers)
    def change_ones_mind(self, copy: int, book: str, number: str) -> None:
        def decide(books: Books) -> None:
            books[book].put(customer(number, 99), promise("never", number, NOW))
            books.audit("x", "y", "z")
            raise Changed

        with pytest.raises(Changed):
            self.change(copy, [book], decide)

    @rule(copy=st.integers(0, 1), book=books_, name=numbers, hour=hours)
    def promise_a_call(self, copy: int, book: str, name: str, hour: int) -> None:
        # A promise's id names its book, for no two books ever hold the same one at once.
        key = f"{book[-1]}{name}"
        at = NOW + timedelta(hours=hour)
        self.change(copy, [book], lambda books: books[book].put(promise(key, name, at)))
        self.promises[book][key] = hour

    @rule(copy=st.integers(0, 1), book=books_, name=numbers)
    def break_a_promise(self, copy: int, book: str, name: str) -> None:
        key = f"{book[-1]}{name}"
        if self.promises[book].pop(key, None) is not None:
            self.change(copy, [book], lambda books: books[book].drop(FollowUp, key))

    @rule(copy=st.integers(0, 1))
    def restart(self, copy: int) -> None:
        self.loop.run(self.copies[copy].close())
        self.copies[copy] = self.open()

    @rule(copy=st.integers(0, 1))
    def look_for_damage(self, copy: int) -> None:
        assert self.loop.run(self.copies[copy].check()) == []

    @invariant()
    def they_say_the_same(self) -> None:
        for copy in getattr(self, "copies", ()):
            assert self.loop.run(self.said(copy)) == (self.customers, self.promises, self.due())

    def due(self) -> set[tuple[str, str, int]]:
        return {(book, key, hour) for book, held in self.promises.items() for key, hour in held.items()}

    async def said(self, store: Store) -> object:
        def look(books: Books) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
            customers = {
                book: {key: each.assets or 0 for key, each in books[book].customers.items()} for book in BOOKS
            }
            promises = {
                book: {key: hours_to(each) for key, each in books[book].follow_ups.items()} for book in BOOKS
            }
            return customers, promises

        customers, promises = await store.read(BANK, BOOKS, look)
        rows = [row for book in BOOKS for row in await store.ledger.of_book(book, [State.ARMED])]
        armed = {(row.book, row.subject, int((row.due - NOW) / timedelta(hours=1))) for row in rows}
        return customers, promises, armed

    def teardown(self) -> None:
        if hasattr(self, "loop"):
            for copy in self.copies:
                self.loop.run(copy.close())
            self.loop.close()
            self.folder.cleanup()


def hours_to(each: FollowUp) -> int:
    assert each.at is not None
    return (each.day - NOW.date()).days * 24 + each.at.hour - NOW.hour


TestMachine = Machine.TestCase
TestMachine.settings = settings(
    max_examples=int(os.environ.get("GUANJIA_EXAMPLES", "15")),
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


async def test_two_stores_in_memory_are_two_stores() -> None:
    async with opened() as one, opened() as other:
        await one.change(BANK, [], lambda books: books.new("book:a").put(person("a")), now=NOW)
        assert await other.partitions(BANK, "book") == []
