"""All that a command, a chat or the deliverer writes, one errand each, and what must be true afterwards."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from desk.promises import put_off
from desk.settle import done, skip, snooze
from proofs.bank import (
    BANK,
    BRANCH,
    LI,
    NOW,
    book_of,
    brought,
    cli,
    customers,
    database,
    joined,
    logged,
    opened,
    problems,
    sitting,
    unsound,
    with_store,
)
from proofs.killing import Say, Work, killed_at
from store.books import Book, Books
from store.inbox import InboxState
from store.ledger import State
from store.messages import Message
from store.records import Customer
from store.store import Store

MANY = 40
UPDATE = 70
Said = tuple[str, ...]
Look = Callable[[Store, Said], Awaitable[list[str]]]


@dataclass(frozen=True, kw_only=True)
class Errand:
    """`before` makes what is there, `work` is killed, `judge` names what is not as it was acknowledged."""

    name: str
    before: Work
    work: Work
    judge: Callable[[Path, Said], list[str]]


def nothing(folder: Path, say: Say) -> None:
    """The empty folder of a first start."""


def settled_in(folder: Path, say: Say) -> None:
    """A branch with two managers, their customers, two logged calls and their promises."""
    del say

    async def work(store: Store) -> None:
        await brought(store, customers(MANY))
        await joined(store)
        await logged(store, "1000", 1)
        await logged(store, "1002", 2)

    with_store(database(folder), work)


def said_if(done_: int, say: Say, line: str) -> None:
    if done_ == 0:
        say(line)
    else:
        raise RuntimeError(f"a command ended with {done_}")


def judged(look: Look, *, grounds: bool = True) -> Callable[[Path, Said], list[str]]:
    """The store is sound, holds what was there before, and what `look` wants."""

    async def whole(store: Store, said: Said) -> list[str]:
        found = await problems(store)
        if grounds:
            found += await _grounds(store)
        return [*found, *await look(store, said)]

    def judge(folder: Path, said: Said) -> list[str]:
        path = database(folder)
        try:
            return with_store(path, lambda store: whole(store, said))
        except Exception as error:  # noqa: BLE001  # any of them is a finding
            return [f"unreadable: {type(error).__name__} {error}"]

    return judge


async def _grounds(store: Store) -> list[str]:
    """What was acknowledged before the errand began."""
    book = await seen(store, "1000")
    there = len(book.customers) == MANY // 2 and {"c000001", "c000002"} <= set(book.contacts)
    return [] if there else ["what was there before is not"]


async def seen(store: Store, customer: str) -> Book:
    at = await book_of(store, customer)
    return await store.read(BANK, (at,), lambda books: books[at])


# Commands


def setting_up(folder: Path, say: Say) -> None:
    said_if(cli(folder, "setup", "--branch", BRANCH, "--manager", LI, "--head", "周敏"), say, "set up")


def set_up_whole(folder: Path, said: Said) -> list[str]:
    found = unsound(database(folder))
    if found:
        return found

    async def people(store: Store) -> int:
        return len(await store.partitions(BANK, "book"))

    there = with_store(database(folder), people)
    if there not in ((2,) if said else (0, 2)):
        found.append(f"{there} people after {said}")
    if cli(folder, "setup", "--branch", BRANCH, "--manager", LI, "--head", "周敏"):
        found.append("setup can't be run again")
    return found + unsound(database(folder))


def importing(folder: Path, say: Say) -> None:
    (folder / "list.csv").write_text(customers(MANY))
    said_if(cli(folder, "import", "list.csv", "--add-staff"), say, "imported")


async def imported_whole(store: Store, said: Said) -> list[str]:
    books = await store.partitions(BANK, "book")
    count = await store.read(BANK, books, lambda opened: sum(len(each.customers) for each in opened.values()))
    wrong = count not in ((MANY,) if said else (0, MANY))
    again = await brought(store, customers(MANY))
    left = {int(count == MANY) * MANY} != {again.unchanged} if count else len(again.new) != MANY
    return [f"{count} of {MANY} customers after {said}"] * wrong + ["the list can't be brought again"] * left


def newer_list(folder: Path, say: Say) -> None:
    (folder / "list.csv").write_text(customers(MANY, assets=900_000, day="2026-11-24"))
    said_if(cli(folder, "import", "list.csv"), say, "imported")


async def updated_whole(store: Store, said: Said) -> list[str]:
    books = await store.partitions(BANK, "book")
    many = await store.read(
        BANK,
        books,
        lambda opened: sum(
            (each.assets or 0) >= 90_000_000 for book in opened.values() for each in book.customers.values()
        ),
    )
    return [] if many in ((MANY,) if said else (0, MANY)) else [f"{many} of {MANY} are new after {said}"]


def backing_up(folder: Path, say: Say) -> None:
    said_if(cli(folder, "backup", "copy.db"), say, "backed up")


def backed_up(folder: Path, said: Said) -> list[str]:
    found = judged(_no_more)(folder, said)
    copy = folder / "copy.db"
    if said and not copy.exists():
        found.append("the acknowledged backup is not there")
    if said:
        (folder / "elsewhere").mkdir()
        if cli(folder, "restore", "copy.db", store=folder / "elsewhere" / "bank.db"):
            found.append("the acknowledged backup can't be restored")
        else:
            found += judged(_no_more)(folder / "elsewhere", said)
    elif cli(folder, "backup", "another.db"):
        found.append("a backup can't be made any more")
    return found


async def _no_more(store: Store, said: Said) -> list[str]:
    del store, said
    return []


def with_a_backup(folder: Path, say: Say) -> None:
    settled_in(folder, say)
    said_if(cli(folder, "backup", "copy.db"), say, "")
    for each in folder.glob("bank.db*"):
        each.unlink()


def restoring(folder: Path, say: Say) -> None:
    said_if(cli(folder, "restore", "copy.db"), say, "restored")


def restored(folder: Path, said: Said) -> list[str]:
    path = database(folder)
    if said or (path.exists() and path.stat().st_size):
        return unsound(path) or judged(_no_more)(folder, said)
    # Whoever sees that it did not end, does it again.
    if cli(folder, "restore", "copy.db"):
        return ["the backup can't be restored any more"]
    return judged(_no_more)(folder, said)


def exporting(folder: Path, say: Say) -> None:
    said_if(cli(folder, "export", "--customer", "1000", "--to", "out.json"), say, "exported")


async def export_is_written_down(store: Store, said: Said) -> list[str]:
    entries = await store.audit.entries(BANK, await book_of(store, "1000"))
    there = any(each.action == "export" for each in entries)
    return ["the export is not in the audit trail"] * (bool(said) and not there)


def torn(folder: Path, say: Say) -> None:
    """A store killed after its pages and before its journal's end: the next one to open it must mend it."""
    settled_in(folder, say)
    # The third sync of a commit is the one after the pages: all is written, and the journal still says undo.
    killed_at(logging_calls, folder, "fdatasync", 3)


def looking(folder: Path, say: Say) -> None:
    del say
    if unsound(database(folder)):
        raise RuntimeError("the store is not sound")


# Chats


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


# The deliverer

KEY = "follow_up|p000001|2026-11-24"


def delivering(folder: Path, say: Say) -> None:
    async def work() -> None:
        async with opened(database(folder)) as store:
            book, later = await book_of(store, "1000"), NOW + timedelta(hours=2)
            await store.change(
                BANK, (book,), lambda books: books.ledger.claim([KEY], "run", later), now=later
            )
            say("claimed")
            await store.ledger.sent(KEY, 5, 50, later)
            say("sent")
            await store.messages.sent(Message(chat=5, message=50, book=book, subject="1000", sent_at=later))
            say("kept")
            await store.ledger.settle(KEY, State.SEEN, later)
            say("seen")

    asyncio.run(work())


async def delivery_is_kept(store: Store, said: Said) -> list[str]:
    row = await store.ledger.get(KEY)
    if row is None:
        return ["the reminder is not there"]
    order = [State.ARMED, State.SENDING, State.SENT, State.SENT, State.SEEN]
    least = order[len(said)]
    may = order[len(said) : len(said) + 2]
    found = [] if row.state in may else [f"the reminder is {row.state} after {said}, not {least}"]
    if "kept" in said and await store.messages.find(5, 50) is None:
        found.append("a message that was sent is not known")
    return found


ERRANDS: Sequence[Errand] = (
    Errand(name="first setup: store and key", before=nothing, work=setting_up, judge=set_up_whole),
    Errand(name="first import", before=nothing, work=importing, judge=judged(imported_whole, grounds=False)),
    Errand(name="a newer list", before=settled_in, work=newer_list, judge=judged(updated_whole)),
    Errand(name="logged calls", before=settled_in, work=logging_calls, judge=judged(calls_are_kept)),
    Errand(name="snooze, skip, done", before=settled_in, work=putting_off, judge=judged(is_put_off)),
    Errand(
        name="handover", before=settled_in, work=handing_over, judge=judged(is_in_one_place, grounds=False)
    ),
    Errand(
        name="updates from Telegram", before=settled_in, work=taking_updates, judge=judged(updates_are_kept)
    ),
    Errand(name="a reminder is sent", before=settled_in, work=delivering, judge=judged(delivery_is_kept)),
    Errand(name="backup", before=settled_in, work=backing_up, judge=backed_up),
    Errand(name="restore", before=with_a_backup, work=restoring, judge=restored),
    Errand(name="mending after an earlier kill", before=torn, work=looking, judge=judged(calls_are_kept)),
    Errand(name="export", before=settled_in, work=exporting, judge=judged(export_is_written_down)),
)
