"""Kills at random moments under load, with the bank's real list where it is at hand."""

import asyncio
import os
import random
import signal
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from proofs.bank import (
    BANK,
    NOW,
    Where,
    book_of,
    brought,
    customers,
    database,
    joined,
    logged,
    opened,
    problems,
    with_store,
)
from proofs.killing import Ended, Say, Standing, quick_folder
from proofs.row import Row
from store.books import Books
from store.records import Customer, Refused
from store.store import Store

PROMISE = "killed at random under load: every acknowledged write is there"
KILLS, ACKNOWLEDGED = 2_000, 20_000
LANES = 4
FULL_LOOK = 100
"""Kills between two looks at the whole store."""


def real_list() -> Path | None:
    """The bank's list beside the checkout, or where GUANJIA_SHARED says."""
    root = Path(os.environ.get("GUANJIA_SHARED", Path(__file__).parents[2] / "shared"))
    found = root / "data/branch-2026/customers.csv"
    return found if found.exists() else None


@dataclass
class Believed:
    """What was acknowledged so far: contacts with their book, and where customers were handed over to."""

    contacts: dict[str, str] = field(default_factory=dict[str, str])
    homes: dict[str, str] = field(default_factory=dict[str, str])
    under_way: dict[str, str] = field(default_factory=dict[str, str])
    acknowledged: int = 0

    def hears(self, said: Sequence[str]) -> set[str]:
        """The books that the lines of one life speak of."""
        touched: set[str] = set()
        for line in said:
            word, one, other = line.split()
            if word == "moving":
                self.under_way[one] = other
                continue
            self.acknowledged += 1
            if word == "logged":
                self.contacts[one] = other
                touched.add(other)
            else:
                self.homes[one] = self.under_way.pop(one)
        return touched


def rows(scale: float = 1.0) -> Iterator[Row]:
    with quick_folder() as folder:
        kills, wanted = max(3, round(KILLS * scale)), max(30, round(ACKNOWLEDGED * scale))
        yield killed(folder, database(folder), whole_list(), kills, wanted)


def whole_list() -> str:
    """The bank's real customers, or as many invented ones."""
    listed = real_list()
    return listed.read_text() if listed else customers(5_369, managers=96)


def settled(where: Where, body: str) -> list[str]:
    """The books of a new store into which a list has come."""

    async def settle(store: Store) -> list[str]:
        await brought(store, body)
        await joined(store)
        return await store.partitions(BANK, "book")

    return with_store(where, settle)


def killed(folder: Path, where: Where, body: str, kills: int, wanted: int, promise: str = PROMISE) -> Row:
    """Forks from a process that has no loop and no threads of its own."""
    books = settled(where, body)
    dice, believed = random.Random(2026), Believed()
    failures: list[str] = []
    done = 0
    while done < kills or believed.acknowledged < wanted:
        done += 1
        ended = life(folder, where, books, done, after=dice.randint(4, 20), delay=dice.random() * 0.02)
        if ended.status:
            failures.append(f"life {done} ended by itself: {ended}")
            break
        touched = believed.hears(ended.said)
        failures += [f"kill {done}: {each}" for each in judged(where, believed, touched)]
        if done % FULL_LOOK == 0:
            failures += [f"kill {done}: {each}" for each in with_store(where, problems)]
    failures += judged(where, believed, set(books)) + with_store(where, problems)
    whose = f"{body.count(chr(10)) - 1:,} customers in {len(books)} books"
    found = f"{done:,} kills, {believed.acknowledged:,} acknowledged writes, {whose}"
    return Row(
        promise,
        believed.acknowledged,
        failures,
        goal=wanted,
        found=found,
    )


def life(folder: Path, where: Where, books: Sequence[str], number: int, *, after: int, delay: float) -> Ended:
    """One child that works until it has said so many lines and a moment more."""
    child = Standing(lambda _folder, say: working(where, say, books, number), folder)
    child.go()
    timer: threading.Timer | None = None
    for seen, _line in enumerate(child.lines(), 1):
        if seen == after:
            timer = threading.Timer(delay, os.kill, (child.pid, signal.SIGKILL))
            timer.start()
    if timer is not None:
        timer.join()
    return child.ended()


def working(where: Where, say: Say, books: Sequence[str], life_: int) -> None:
    async def work() -> None:
        async with opened(where) as store, asyncio.TaskGroup() as lanes:
            for lane in range(LANES):
                lanes.create_task(
                    _logs(store, say, random.Random(f"{life_} {lane}"), books, life_ * 1000 + lane * 200)
                )
            lanes.create_task(_moves(store, say, random.Random(f"{life_} moves"), books))

    asyncio.run(work())


async def _logs(store: Store, say: Say, dice: random.Random, books: Sequence[str], first: int) -> None:
    for number in range(first, first + 200):
        book = dice.choice(books)
        whom = dice.choice(await store.read(BANK, (book,), lambda found: list(found[book].customers) or [""]))  # noqa: B023  # awaited here
        if not whom:
            continue
        try:
            at = await logged(store, whom, number)
        except (Refused, LookupError):
            continue  # it was handed over between the look and the change
        say(f"logged c{number:06} {at}")


async def _moves(store: Store, say: Say, dice: random.Random, books: Sequence[str]) -> None:
    while True:
        source, target = dice.sample(books, 2)
        held = await store.read(BANK, (source,), lambda found: list(found[source].customers))  # noqa: B023  # awaited here
        if not held:
            continue
        whom = dice.choice(held)
        say(f"moving {whom} {target}")

        def decide(found: Books, source: str = source, target: str = target, whom: str = whom) -> None:
            moved = found[source].customers[whom]
            found[source].drop(Customer, whom)
            found[target].put(moved)
            found.audit("head", "handover", whom, partition=target)

        await store.change(BANK, (source, target), decide, now=NOW)
        say(f"moved {whom} {target}")


def judged(where: Where, believed: Believed, touched: set[str]) -> list[str]:
    """What was acknowledged and is not as it was said, in those books."""

    async def look(store: Store) -> list[str]:
        found: list[str] = []
        there = {
            book: await store.read(BANK, (book,), lambda books: frozenset(books[book].contacts))  # noqa: B023  # awaited here
            for book in touched
        }
        for contact, book in believed.contacts.items():
            if book in touched and contact not in there[book]:
                found.append(f"{contact} of {book} was acknowledged and is gone")
        for whom, home in {**believed.homes, **believed.under_way}.items():
            at = await book_of(store, whom)
            if at != home and (whom not in believed.under_way or at != believed.homes.get(whom, at)):
                found.append(f"customer {whom} was handed to {home} and is in {at}")
            believed.homes[whom] = at
        believed.under_way.clear()
        return found

    return with_store(where, look)
