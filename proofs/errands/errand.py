"""An errand: what is there before it, the work that is killed, and what must be true afterwards."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from proofs.bank import BANK, book_of, brought, customers, database, joined, logged, problems, with_store
from proofs.killing import Say, Work
from store.books import Book
from store.store import Store

MANY = 40
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


async def nothing_else(store: Store, said: Said) -> list[str]:
    """For an errand that leaves the store as it was."""
    del store, said
    return []


async def _grounds(store: Store) -> list[str]:
    """What was acknowledged before the errand began."""
    book = await seen(store, "1000")
    there = len(book.customers) == MANY // 2 and {"c000001", "c000002"} <= set(book.contacts)
    return [] if there else ["what was there before is not"]


async def seen(store: Store, customer: str) -> Book:
    at = await book_of(store, customer)
    return await store.read(BANK, (at,), lambda books: books[at])
