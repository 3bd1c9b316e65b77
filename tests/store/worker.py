"""A program of its own that works on a store until it is killed; it says what was acknowledged.

`python -m tests.store.worker URL` reads one line a round from its input, and forks a worker for each:
a fork starts at once, where a new interpreter would take longer than the round.
"""

import asyncio
import os
import sys
from datetime import timedelta

from store import Books, Scope, Store, replace
from store.records import Contact, Customer, Kind, Outcome
from tests.store.house import KEY, NOW, alarms, promise, summary

BANK = Scope.bank()
LANES = 4


class Log:
    """Logs a contact, counts it on the customer, promises the next one, and audits: all or nothing."""

    def __init__(self, book: str, number: int) -> None:
        self.book = book
        self.number = number

    def __call__(self, books: Books) -> None:
        book, at = books[self.book], NOW + timedelta(minutes=self.number)
        name = f"{self.book.removeprefix('book:')}-0"
        book.put(
            replace(book.customers[name], assets=self.number),
            Contact(
                id=f"c{self.number:06}",
                customer=name,
                kind=Kind.CALL,
                outcome=Outcome.REACHED,
                at=at,
                logged_at=at,
                by="worker",
            ),
            promise("next", name, at + timedelta(hours=1)),
        )
        books.audit("worker", "log", name, number=self.number)


class Pass:
    """Hands one customer from one book to the other."""

    def __init__(self, name: str, one: str, other: str) -> None:
        self.name, self.one, self.other = name, one, other

    def __call__(self, books: Books) -> None:
        source, target = books[self.one], books[self.other]
        if self.name not in source.customers:
            source, target = target, source
        moved = source.customers[self.name]
        source.drop(Customer, self.name)
        target.put(moved)


async def lane(store: Store, book: str) -> None:
    count = await store.read(BANK, [book], lambda books: len(books[book].contacts))
    while True:
        count += 1
        await store.change(BANK, [book], Log(book, count), now=NOW)
        os.write(1, f"{book} {count}\n".encode())


async def passing(store: Store) -> None:
    while True:
        await store.change(BANK, ["book:0", "book:1"], Pass("0-1", "book:0", "book:1"), now=NOW)


async def work(url: str) -> None:
    store = Store.open(url, key=KEY, arm=alarms, summarise=summary)
    async with asyncio.TaskGroup() as tasks:
        for number in range(LANES):
            tasks.create_task(lane(store, f"book:{number}"))
        tasks.create_task(passing(store))


async def add(url: str, rounds: int) -> None:
    """Adds one to the shared counter again and again, and passes a customer to and fro."""
    store = Store.open(url, key=KEY, arm=alarms, summarise=summary)

    def decide(books: Books) -> None:
        found = books["book:0"].customers["0-0"]
        books["book:0"].put(replace(found, assets=(found.assets or 0) + 1))

    for _ in range(rounds):
        await store.change(BANK, ["book:0"], decide, now=NOW)
        await store.change(BANK, ["book:0", "book:1"], Pass("0-1", "book:0", "book:1"), now=NOW)
    await store.close()


def rounds(url: str) -> None:
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            asyncio.run(work(url))
        os.write(1, f"pid {child}\n".encode())
        os.waitpid(child, 0)
        os.write(1, b"ended\n")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        asyncio.run(add(sys.argv[1], int(sys.argv[2])))
    else:
        rounds(sys.argv[1])
