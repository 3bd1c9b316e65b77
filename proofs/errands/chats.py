"""What a chat writes: calls, promises put off, a customer handed over, the updates themselves."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from desk.promises import put_off
from desk.settle import done, skip, snooze
from proofs.bank import BANK, NOW, book_of, database, logged, opened, sitting, unsound
from proofs.errands.errand import Said, seen, settled_in
from proofs.killing import Say, killed_at
from store.books import Books
from store.inbox import InboxState
from store.ledger import State
from store.records import Customer
from store.store import Store

UPDATE = 70


def logging_calls(folder: Path, say: Say) -> None:
    async def work() -> None:
        async with opened(database(folder)) as store:
            for number in range(10, 14):
                await logged(store, "1000", number)
                say(str(number))

    asyncio.run(work())


async def calls_are_kept(store: Store, said: Said) -> list[str]:
    book = await seen(store, "1000")
    there = sorted(int(each[1:]) for each in book.contacts if each >= "c000010")
    wanted = [int(each) for each in said]
    found: list[str] = []
    if there not in (wanted, [*wanted, 10 + len(wanted)]):
        found.append(f"contacts {there} after {wanted}")
    promised = sorted(int(each[1:]) for each in book.follow_ups if each >= "p000010")
    if promised != there:
        found.append(f"promises {promised} with contacts {there}")
    rows = await store.ledger.of_book(book.id, (State.ARMED,))
    armed = {each.subject for each in rows if each.kind == "follow_up"}
    open_ = {each.id for each in book.follow_ups.values() if each.open}
    if not open_ <= armed:
        found.append(f"promises without an alarm: {sorted(open_ - armed)}")
    entries = await store.audit.entries(BANK, book.id)
    if sum(each.action == "log" for each in entries) != len(book.contacts):
        found.append("the audit trail has another number of contacts")
    return found


def putting_off(folder: Path, say: Say) -> None:
    async def work() -> None:
        async with opened(database(folder)) as store:
            book = await book_of(store, "1000")

            async def at(decide: Callable[[Books], object], line: str) -> None:
                await store.change(BANK, (book,), decide, now=NOW)
                say(line)

            await at(
                lambda books: put_off(
                    sitting(books, book, NOW, str), books[book].follow_ups["p000001"], timedelta(hours=3)
                ),
                "put off",
            )
            await at(
                lambda books: snooze(
                    sitting(books, book, NOW, str),
                    "birthday|1004|2026-11-25",
                    "1004",
                    NOW + timedelta(days=1),
                ),
                "snoozed",
            )
            await at(
                lambda books: skip(
                    sitting(books, book, NOW, str), "birthday|1006|2026-11-26", "1006", "away"
                ),
                "skipped",
            )
            await at(
                lambda books: done(sitting(books, book, NOW, str), "cadence|1008|2026-11-24", "1008"), "done"
            )

    asyncio.run(work())


async def is_put_off(store: Store, said: Said) -> list[str]:
    book = await seen(store, "1000")
    there = {
        "put off": book.follow_ups["p000001"].snoozed_to is not None,
        "snoozed": "birthday|1004|2026-11-25" in book.settlements,
        "skipped": "birthday|1006|2026-11-26" in book.settlements,
        "done": "cadence|1008|2026-11-24" in book.settlements,
    }
    return [f"{each} was acknowledged and is not there" for each in said if not there[each]]


def handing_over(folder: Path, say: Say) -> None:
    async def work() -> None:
        async with opened(database(folder)) as store:
            source, target = await book_of(store, "1000"), await book_of(store, "1001")

            def decide(books: Books) -> None:
                moved = books[source].customers["1000"]
                books[source].drop(Customer, "1000")
                books[target].put(moved)
                books.audit("head", "handover", "1000", partition=target)

            await store.change(BANK, (source, target), decide, now=NOW)
            say("handed over")

    asyncio.run(work())


async def is_in_one_place(store: Store, said: Said) -> list[str]:
    books = await store.partitions(BANK, "book")
    holders = await store.read(
        BANK, books, lambda opened: [each.id for each in opened.values() if "1000" in each.customers]
    )
    at, target = await book_of(store, "1000"), await book_of(store, "1001")
    wrong = holders != [at] or (bool(said) and at != target)
    return [f"customer 1000 lies in {holders}, is placed in {at} after {said}"] * wrong


def taking_updates(folder: Path, say: Say) -> None:
    """An update is kept, has its effect, is answered; and another is put aside."""

    async def work() -> None:
        async with opened(database(folder)) as store:
            await store.inbox.take([(UPDATE, 1, b"{}"), (UPDATE + 1, 1, b"{}")], NOW)
            say("taken")
            await logged(store, "1000", 10, update=UPDATE)
            say("applied")
            await store.inbox.answered(UPDATE)
            say("answered")
            await store.inbox.failed(UPDATE + 1, "Broken")
            await store.inbox.quarantine(UPDATE + 1, "Broken")
            say("aside")

    asyncio.run(work())


async def updates_are_kept(store: Store, said: Said) -> list[str]:
    one, other = await store.inbox.get(UPDATE), await store.inbox.get(UPDATE + 1)
    found: list[str] = []
    if "taken" in said and (one is None or other is None):
        return ["an update that was taken is not there"]
    effect = "c000010" in (await seen(store, "1000")).contacts
    applied = one is not None and one.state is not InboxState.NEW
    if effect != applied:
        found.append(f"effect {effect}, but the update is {one and one.state}")
    if "applied" in said and not applied:
        found.append("an applied update is new again")
    if "answered" in said and (one is None or one.state is not InboxState.ANSWERED):
        found.append("an answered update would be answered again")
    if "aside" in said and (other is None or other.state is not InboxState.QUARANTINED):
        found.append("an update that was put aside is back")
    return found


def torn(folder: Path, say: Say) -> None:
    """A store killed after its pages and before its journal's end: the next one to open it must mend it."""
    settled_in(folder, say)
    # The third sync of a commit is the one after the pages: all is written, and the journal still says undo.
    killed_at(logging_calls, folder, "fdatasync", 3)


def looking(folder: Path, say: Say) -> None:
    del say
    if unsound(database(folder)):
        raise RuntimeError("the store is not sound")
