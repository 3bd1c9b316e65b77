"""A small bank for proofs: its list, its store in a folder, its commands, what a manager does at the desk."""

import asyncio
import contextlib
import gc
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from bot.key import key_file, store_key
from bot.main import COMMANDS, main
from bot.rulebook import Rulebook
from bot.storing import new_id, open_store
from desk.importing import NamedFile, read_lists
from desk.importing.bring import bring
from desk.importing.report import Report
from desk.log import Line, log
from desk.promises import Promise
from desk.sitting import Sitting
from scheduling.clock import SystemClock
from scheduling.kinds import kinds
from store.books import Books
from store.records import Kind, Outcome, replace
from store.scope import Scope
from store.store import Store

A = TypeVar("A")
Where = Path | str
"""A store's file, or the address of one on a server."""

for _name in COMMANDS:
    # A command is loaded when it is asked for; a forked child finds it loaded.
    import_module(f"bot.commands.{'import_' if _name == 'import' else _name}")
# As are the kinds of reminders, which are found by being there.
kinds()
# What is here at the start stays: a child that is to be killed need not look through it, nor copy it.
gc.freeze()

BANK = Scope.bank()
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
RULES = Rulebook(None)
KEY = b"proof"
"""What seals the audit of a store on a server, where no file lies beside it."""
BRANCH, LI, WANG = "城东支行", "李晓", "王海燕"
HEADINGS = "客户号,姓名,性别,出生日期,手机,网点,客户经理,金融资产,数据日期"


def customers(
    many: int, *, assets: int = 100_000, day: str = "2026-11-23", first: int = 1000, managers: int = 2
) -> str:
    """A list of so many customers of two managers or more, as a bank's CSV."""
    names = (LI, WANG, *(f"经理{number}" for number in range(managers - 2)))
    lines = (
        f"{first + n},客户{n},{'男女'[n % 2]},{1950 + n % 50}-{n % 12 + 1:02}-{n % 28 + 1:02},1390000{n:04},"
        f"{BRANCH},{names[n % managers]},{assets + n},{day}"
        for n in range(many)
    )
    return "\n".join((HEADINGS, *lines)) + "\n"


def database(folder: Path) -> Path:
    return folder / "bank.db"


def address(folder: Path) -> str:
    return f"sqlite:///{database(folder)}"


def cli(folder: Path, *words: str, store: Path | None = None) -> int:
    """What `guanjia WORDS` ends with, on the store in the folder."""
    before = Path.cwd()
    os.environ["GUANJIA_STORE"] = f"sqlite:///{store or database(folder)}"
    os.chdir(folder)
    try:
        with (
            Path(os.devnull).open("w") as quiet,
            contextlib.redirect_stdout(quiet),
            contextlib.redirect_stderr(quiet),
        ):
            return main(words)
    finally:
        os.chdir(before)
        del os.environ["GUANJIA_STORE"]


def opened_as_it_is(where: Where) -> Store:
    """The store in a file with the key beside it, as every command opens it, or the one at an address."""
    if isinstance(where, str):
        return open_store(where, KEY, RULES)
    url = f"sqlite:///{where}"
    return open_store(url, store_key(url), RULES)


@asynccontextmanager
async def opened(where: Where) -> AsyncIterator[Store]:
    store = opened_as_it_is(where)
    try:
        yield store
    finally:
        await store.close()


def with_store(where: Where, work: Callable[[Store], Awaitable[A]]) -> A:
    """Opens the store, does the work, closes the store."""

    async def inside() -> A:
        async with opened(where) as store:
            return await work(store)

    return asyncio.run(inside())


async def problems(store: Store) -> list[str]:
    return [f"{each.key} {each.facts}" for each in await store.check()]


def unsound(path: Path) -> list[str]:
    """Why the store in this file can't be trusted; empty where it can, or where there is none yet."""
    if not path.exists() or not path.stat().st_size:
        return []
    if not key_file(f"sqlite:///{path}").exists():
        return [f"{path.name} is there without its key"]
    try:
        return with_store(path, problems)
    except Exception as error:  # noqa: BLE001  # any of them is a finding
        return [f"{path.name} can't be opened: {type(error).__name__} {error}"]


async def brought(store: Store, listed: str, *, now: datetime = NOW) -> Report:
    """The bank's list comes in, with the managers it names."""
    return await bring(
        store,
        BANK,
        read_lists([NamedFile(name="list.csv", body=listed.encode())]),
        now=now,
        actor="proof",
        new_id=new_id,
        invite=lambda person: (person, ""),
        add_staff=True,
    )


async def joined(store: Store, *, first: int = 501) -> dict[str, int]:
    """Everybody opens the bot; the Telegram account of each book."""
    accounts: dict[str, int] = {}
    for account, book in enumerate(await store.partitions(BANK, "book"), first):

        def decide(books: Books, book: str = book, account: int = account) -> None:
            person = replace(books[book].owner, telegram=account, invitation=None, joined=NOW, met=True)
            books[book].put(person)
            books.place("telegram", str(account), book)

        await store.change(BANK, (book,), decide, now=NOW)
        accounts[book] = account
    return accounts


async def book_of(store: Store, customer: str) -> str:
    found = await store.place("customer", customer)
    if found is None:
        raise LookupError(f"customer {customer} has no place")
    return found


def sitting(books: Books, book: str, now: datetime, ids: Callable[[], str]) -> Sitting:
    return Sitting(actor=books[book].owner, book=books[book], books=books, rules=RULES(), now=now, new_id=ids)


async def logged(
    store: Store, customer: str, number: int, *, now: datetime = NOW, update: int | None = None
) -> str:
    """A call that reached the customer, with a promise for an hour later; the book it was written into.

    `number` names both records.
    """
    book = await book_of(store, customer)
    ids = iter((f"p{number:06}", f"c{number:06}", f"x{number:06}"))
    local = now + timedelta(hours=8 + 1)  # Shanghai's wall clock, an hour from now
    line = Line(
        customer=customer,
        kind=Kind.CALL,
        outcome=Outcome.REACHED,
        at=now,
        note=f"第{number}次",
        promise=Promise(day=local.date(), at=time(local.hour, local.minute)),
    )

    def decide(books: Books) -> None:
        log(sitting(books, book, now, lambda: next(ids)), line)
        if update is not None:
            books.answered(update, f"answer {update}".encode())

    await store.change(BANK, (book,), decide, now=now)
    return book


def seconds() -> Callable[[], float]:
    """Seconds since now."""
    clock = SystemClock()
    began = clock.monotonic()
    return lambda: clock.monotonic() - began
