"""What a durable change costs: against a bare commit, with many in flight, and in a large store."""

import asyncio
import sqlite3
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.row import Row
from store import Alarm, Book, Books, Scope, Store, Summary, replace
from store.engine import Connection, Database, Statements
from store.records import Customer, Person, Role
from store.rows import Document
from store.work import Arm

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
BANK = Scope.bank()
FLIGHT = 32
IN_A_BOOK = 250
HOT = 4
"""Books that are worked on: all there are in the small store, as many spread over the large one."""


def rows(quick: bool = False) -> Iterable[Row]:
    """The store's part of the table; `quick` takes fewer rounds and 20,000 customers for the large store."""
    large = 20_000 if quick else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        yield from changes(Path(folder), rounds=12 if quick else 30, large=large)
        yield reminders(Path(folder) / "reminders.db", 1_000 if quick else 10_000)


def changes(folder: Path, *, rounds: int, large: int) -> Iterator[Row]:
    """Bare commits and changes in turn, round by round, so that a busy machine slows all of them alike."""
    small_path, large_path = folder / "small.db", folder / "large.db"
    build(small_path, HOT * IN_A_BOOK)
    build(large_path, large)
    with closing(bare(folder / "bare.db")) as connection:
        figures = asyncio.run(measure(connection, small_path, large_path, rounds))
    single, flight = ratio(figures, "small", "bare"), ratio(figures, "small flight", "bare")
    yield Row("a change, one at a time / a bare commit", f"{single:.2f}", "≤ 4", single <= 4)
    yield Row(f"a change, {FLIGHT} in flight / a bare commit", f"{flight:.2f}", "≤ 1", flight <= 1)
    for name, what in (("", "one at a time"), (" flight", f"{FLIGHT} in flight")):
        grown = ratio(figures, "large" + name, "small" + name)
        title = f"a change, {what}, {large:,} customers / {HOT * IN_A_BOOK:,}"
        yield Row(title, f"{grown:.2f}", "≤ 1.2", grown <= 1.2)


def ratio(figures: dict[str, list[float]], one: str, other: str) -> float:
    return median(a / b for a, b in zip(figures[one], figures[other], strict=True))


async def measure(
    connection: sqlite3.Connection, small_path: Path, large_path: Path, rounds: int
) -> dict[str, list[float]]:
    """Seconds a commit or a change, for each round."""
    small, large = opened(small_path), opened(large_path)
    values = count()
    books = {small: hot(small_path), large: hot(large_path)}
    found: dict[str, list[float]] = {}
    for number in range(rounds + 1):
        ways: dict[str, Callable[[], Awaitable[float]]] = {
            "bare": lambda: commits(connection, values),
            "small": lambda: one_at_a_time(small, books[small], values),
            "large": lambda: one_at_a_time(large, books[large], values),
            "small flight": lambda: in_flight(small, books[small], values),
            "large flight": lambda: in_flight(large, books[large], values),
        }
        for name, way in ways.items():
            seconds = await way()
            if number:  # the first round only warms up
                found.setdefault(name, []).append(seconds)
    await small.close()
    await large.close()
    return found


def opened(path: Path, arm: Arm | None = None) -> Store:
    return Store.open(f"sqlite:///{path}", key=b"bench", arm=arm or alarms, summarise=summary)


def hot(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        ids = [str(row[0]) for row in connection.execute("SELECT id FROM partition ORDER BY id")]
    return ids[:: max(1, len(ids) // HOT)][:HOT]


def alarms(book: Book, now: datetime) -> Iterator[Alarm]:
    due = now + timedelta(days=1)
    key = f"digest|{book.id}|{due.date()}"
    yield Alarm(key=key, kind="digest", subject=book.id, day=due.date(), due=due, book=book.id)


def summary(book: Book, now: datetime) -> Summary:
    counts = {"customers": len(book.customers), "open": len(book.follow_ups)}
    name, role = book.owner.name, book.owner.role
    return Summary(book=book.id, branch=book.branch, person=name, role=role, day=now.date(), counts=counts)


def bare(path: Path) -> sqlite3.Connection:
    """A table of one row beside the store, opened with the store's own pragmas."""
    database = Database(f"sqlite:///{path}")
    connection = sqlite3.connect(path, isolation_level=None)
    database.engine.opened(connection)
    connection.execute("CREATE TABLE one (id TEXT PRIMARY KEY, body BLOB)")
    return connection


async def commits(connection: sqlite3.Connection, values: Iterator[int], times: int = 50) -> float:
    start = perf_counter()
    for _ in range(times):
        body = f"{next(values):0500}".encode()  # another value each time: identical ones are skipped
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT OR REPLACE INTO one VALUES ('a', ?)", (body,))
        connection.execute("COMMIT")
    return (perf_counter() - start) / times


async def touch(store: Store, book: str, value: int) -> None:
    def decide(books: Books) -> None:
        name = f"{book.removeprefix('book:')}-{value % IN_A_BOOK:03}"
        found = books[book].get(Customer, name)
        assert found is not None
        books[book].put(replace(found, assets=value))

    await store.change(BANK, [book], decide, now=NOW)


async def one_at_a_time(store: Store, books: list[str], values: Iterator[int], times: int = 50) -> float:
    start = perf_counter()
    for _ in range(times):
        value = next(values)
        await touch(store, books[value % HOT], value)
    return (perf_counter() - start) / times


async def in_flight(store: Store, books: list[str], values: Iterator[int], times: int = 15) -> float:
    async def lane() -> None:
        for _ in range(times):
            value = next(values)
            await touch(store, books[value % HOT], value)

    start = perf_counter()
    await asyncio.gather(*(lane() for _ in range(FLIGHT)))
    return (perf_counter() - start) / (times * FLIGHT)


def build(path: Path, customers: int) -> None:
    """A store of full books, written in bulk past the unit of work: only its size matters here."""
    database = Database(f"sqlite:///{path}")
    database.engine.prepare(make=True)
    connection = database.connect()
    database.prepare(connection)
    connection.begin()
    for number in range(customers // IN_A_BOOK):
        fill(connection, database.statements, f"{number:05}")
    connection.commit()
    connection.close()


def fill(connection: Connection, sql: Statements, key: str) -> None:
    book = f"book:{key}"
    people = [
        Customer(id=f"{key}-{each:03}", name=f"客户{each}", assets=each, employer="x" * 200)
        for each in range(IN_A_BOOK)
    ]
    records = (Person(id=key, name=key, role=Role.MANAGER), *people)
    connection.run(sql.add_partition, id=book, branch="east", version=1, dropped=0)
    connection.many(
        sql.put_document,
        (
            {
                "partition": book,
                "kind": each.table,
                "id": each.id,
                "version": 1,
                "body": Document.of(each).body,
            }
            for each in records
        ),
    )
    connection.many(
        sql.add_place, ({"kind": "customer", "key": each.id, "partition": book} for each in people)
    )


def reminders(path: Path, number: int) -> Row:
    """Due reminders over 100 cached books, at most 16 in flight, each durably claimed and recorded."""
    build(path, 100 * IN_A_BOOK)
    rate = asyncio.run(deliver(path, number))
    name = f"{number:,} reminders claimed and recorded"
    return Row(name, f"{rate:,.0f} a second", "≥ 1,500 a second", rate >= 1_500)


async def deliver(path: Path, number: int) -> float:
    store = opened(path, arm=lambda _book, _now: ())
    waiting = [
        Alarm(
            key=f"follow_up|{each}|{NOW.date()}",
            kind="follow_up",
            subject=str(each),
            day=NOW.date(),
            due=NOW,
            book=f"book:{each % 100:05}",
        )
        for each in range(number)
    ]
    await store.ledger.write(lambda ledger: [ledger.insert(each, NOW) for each in waiting])
    await store.read(BANK, [f"book:{each:05}" for each in range(100)], lambda books: [*books.values()])
    queue = iter(await store.ledger.due(NOW, limit=number))

    async def lane() -> None:
        for row in queue:
            await store.change(BANK, [row.book], partial(_claim, row.key), now=NOW)
            await store.ledger.sent(row.key, 1, row.attempt, NOW)

    start = perf_counter()
    await asyncio.gather(*(lane() for _ in range(16)))
    rate = number / (perf_counter() - start)
    assert await store.ledger.under_way() == []
    assert await store.ledger.next_due() is None
    await store.close()
    return rate


def _claim(key: str, books: Books) -> None:
    books.ledger.claim([key], "bench", NOW)


if __name__ == "__main__":
    for row in rows(quick="--quick" in sys.argv):
        print(f"{row.name:70} {row.measured:>16} {row.goal:>18} {'holds' if row.holds else 'does not hold'}")
