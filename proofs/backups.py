"""A copy is taken while people write, is a store elsewhere, is quick when large, outlives its version."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.key import key_file, store_key
from proofs.bank import (
    BANK,
    NOW,
    brought,
    cli,
    customers,
    database,
    joined,
    logged,
    opened,
    problems,
    seconds,
    unsound,
    with_store,
)
from proofs.killing import Say, alone, quick_folder
from proofs.row import Row
from store import rows as rows_of_records
from store.backup import restore
from store.books import Books
from store.errors import StoreError
from store.records import Customer, Person, Role
from store.store import Store
from store.upgrades import UPGRADES

ROUNDS = 30
LARGE = 100_000
LIMIT = 60.0
IN_A_BOOK = 250


def rows(scale: float = 1.0) -> Iterator[Row]:
    yield while_writing(max(2, round(ROUNDS * scale)))
    yield large(max(2_000, round(LARGE * scale)))
    yield of_an_older_version()


def while_writing(rounds: int) -> Row:
    """Copies made by the program that writes, and by another beside it, restored and compared."""
    failures: list[str] = []
    copied = 0
    with quick_folder() as folder:

        async def settle(store: Store) -> None:
            await brought(store, customers(400))
            await joined(store)

        with_store(database(folder), settle)
        for number in range(rounds):
            copy = folder / f"copy{number}.db"
            before, after = asyncio.run(_copied(database(folder), copy, number))
            copied += before
            target = folder / f"restored{number}.db"
            restore(copy, f"sqlite:///{target}", store_key(f"sqlite:///{database(folder)}"))
            key_file(f"sqlite:///{target}").write_bytes(store_key(f"sqlite:///{database(folder)}"))
            failures += [f"{number}: {each}" for each in unsound(target)]
            there = with_store(target, _contacts)
            lost = [each for each in range(number * 1000, number * 1000 + before) if each not in there]
            if lost:
                failures.append(
                    f"{number}: {len(lost)} of {before} acknowledged before the copy are not in it"
                )
            if after <= before:
                failures.append(f"{number}: nobody could write while the copy was made")
            target.unlink()
            copy.unlink()
    promise = "backup while writing: whole, and everything acknowledged before it is in it"
    return Row(promise, rounds, failures, found=f"{copied:,} writes acknowledged just before the copies")


async def _copied(path: Path, copy: Path, number: int) -> tuple[int, int]:
    """How many were acknowledged when the copy was asked for, and when it had ended."""
    acknowledged = 0
    enough = asyncio.Event()

    async def write(store: Store, stop: asyncio.Event) -> None:
        nonlocal acknowledged
        while not stop.is_set():
            await logged(store, str(1000 + acknowledged % 400), number * 1000 + acknowledged)
            acknowledged += 1
            if acknowledged >= 10:
                enough.set()

    async with opened(path) as store, opened(path) as beside:
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(write(store, stop))
            await enough.wait()
            before = acknowledged
            await (store if number % 2 else beside).backup(copy)
            stop.set()
    return before, acknowledged


async def _contacts(store: Store) -> set[int]:
    found: set[int] = set()
    for book in await store.partitions(BANK, "book"):
        found |= {
            int(each[1:])
            for each in await store.read(BANK, (book,), lambda books: list(books[book].contacts))  # noqa: B023  # awaited here
        }
    return found


def large(many: int) -> Row:
    """The commands of an operator, on a real disk, from a large bank's store to an empty folder."""
    with quick_folder() as folder:
        with_store(database(folder), lambda store: _fill(store, many))
        size = database(folder).stat().st_size / 2**20
        failures: list[str] = []
        took = seconds()
        if cli(folder, "backup", "copy.db"):
            failures.append("the backup was refused")
        backed = took()
        (folder / "empty").mkdir()
        if cli(folder, "restore", "copy.db", store=folder / "empty" / "bank.db"):
            failures.append("the restore was refused")
        restored = took() - backed
        there = with_store(folder / "empty" / "bank.db", _count)
        if there != many:
            failures.append(f"{there} of {many} customers are there")
        failures += [
            f"{name} took {each:.0f} s"
            for name, each in (("backup", backed), ("restore", restored))
            if each > LIMIT
        ]
    found = (
        f"{size:.0f} MB; backup {backed:.1f} s, restore {restored:.1f} s, both verified; limit {LIMIT:.0f} s"
    )
    return Row(f"backup and restore of {many:,} customers", 2, failures, found=found)


async def _fill(store: Store, many: int) -> None:
    for number in range(-(-many // IN_A_BOOK)):
        people = [
            Customer(
                id=f"{number}-{each}",
                name=f"客户{each}",
                assets=each * 10_000_00,
                notes=("爱喝普洱，孩子今年高考",),
            )
            for each in range(min(IN_A_BOOK, many - number * IN_A_BOOK))
        ]
        book = f"book:m{number}"

        def decide(books: Books, book: str = book, people: list[Customer] = people) -> None:
            opened_ = books.new(book, "east")
            opened_.put(Person(id=book[5:], name=book[5:], role=Role.MANAGER, branch="east"), *people)
            books.audit("proof", "import", book, partition=book)

        await store.change(BANK, (), decide, now=NOW)


async def _count(store: Store) -> int:
    books = await store.partitions(BANK, "book")
    return sum([len(await store.read(BANK, (each,), lambda b: b[each].keys_of(Customer))) for each in books])  # noqa: B023  # awaited here


def of_an_older_version() -> Row:
    """Today's copy is restored by a later version that knows another shape of them; not the other way."""
    failures: list[str] = []
    with quick_folder() as folder:
        with_store(database(folder), lambda store: brought(store, customers(50)))
        cli(folder, "backup", "copy.db")
        (folder / "later").mkdir()
        ended = alone(_later, folder)
        if ended.said != ("50",):
            failures.append(f"the later version read {ended.said}")
        later = folder / "later" / "bank.db"
        try:
            with_store(later, _count_and_read)
            failures.append("an older version reads what it does not know")
        except StoreError as refused:
            if refused.key != "store.newer":
                failures.append(f"an older version says {refused.key}")
    return Row("a backup of an older version is upgraded; a newer one is refused, not misread", 2, failures)


def _later(folder: Path, say: Say) -> None:
    """A program that writes customers otherwise; it changes one, so that the new shape is kept."""

    def renamed(document: dict[str, Any]) -> dict[str, Any]:
        return {**document, "name": f"{document['name']}先生"}

    UPGRADES["customers"] = [renamed]  # type: ignore[index]  # a later version's table of upgrades
    Customer.schema = 2
    rows_of_records._prefixes.clear()  # noqa: SLF001  # this process has been of the older version until now
    if cli(folder, "restore", "copy.db", store=folder / "later" / "bank.db"):
        return
    with_store(folder / "later" / "bank.db", lambda store: _read_later(store, say))


async def _read_later(store: Store, say: Say) -> None:
    if await problems(store):
        return
    count = 0
    for book in await store.partitions(BANK, "book"):
        people = await store.read(BANK, (book,), lambda books: list(books[book].customers.values()))  # noqa: B023  # awaited here
        count += sum(each.name.endswith("先生") for each in people)
    await logged(store, "1000", 1)
    say(str(count))


async def _count_and_read(store: Store) -> int:
    found = 0
    for book in await store.partitions(BANK, "book"):
        found += len(await store.read(BANK, (book,), lambda books: books[book].customers))  # noqa: B023  # awaited here
    return found
