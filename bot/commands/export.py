"""guanjia export: everything that is kept of one customer, or the books of a branch, as JSON."""

import argparse
from pathlib import Path
from typing import TypeAlias

import msgspec

from bot.rulebook import Rulebook
from bot.terminal import Terminal
from store.books import Book, Books
from store.records import Complaint, Contact, FollowUp, Refused, Remark, Request, Settlement
from store.scope import Scope
from store.store import Store

NEEDS_TOKEN = False
_About: TypeAlias = Contact | FollowUp | Complaint | Remark | Request | Settlement
_ABOUT: tuple[type[_About], ...] = (Contact, FollowUp, Complaint, Remark, Request, Settlement)


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--customer", metavar="NUMBER")
    what.add_argument("--branch", metavar="NAME")
    parser.add_argument("--to", type=Path, metavar="FILE", help="a file instead of standard output")


def run(terminal: Terminal, given: argparse.Namespace) -> int:
    documents = terminal.with_store(lambda store, rules: _collect(terminal, given, store, rules))
    if given.to is None:
        terminal.say_json(documents)
        return 0
    try:
        given.to.write_bytes(msgspec.json.format(msgspec.json.encode(documents)))
    except OSError as error:
        raise Refused("cli.unwritable", path=str(given.to)) from error
    return 0


async def _collect(
    terminal: Terminal, given: argparse.Namespace, store: Store, rules: Rulebook
) -> list[dict[str, object]]:
    del rules
    scope, now = Scope.bank(), terminal.clock.now()
    homes = await _homes(store, given)

    def collected(books: Books) -> list[dict[str, object]]:
        found: list[dict[str, object]] = []
        for home in homes:
            numbers = [given.customer] if given.customer else list(books[home].customers)
            found += [_document(books[home], number) for number in numbers]
            # Somebody carried data out of the house: that is written down first.
            books.audit("cli", "export", given.customer or home, partition=home, customers=len(numbers))
        return found

    return await store.change(scope, homes, collected, now=now)


async def _homes(store: Store, given: argparse.Namespace) -> list[str]:
    if given.customer:
        home = await store.place("customer", given.customer)
        if home is None:
            raise Refused("cli.no_customer", number=given.customer)
        return [home]
    place = await store.place("branch", given.branch)
    if place is None:
        raise Refused("cli.no_branch", name=given.branch)
    scope = Scope.branch(place.removeprefix("branch:"))
    return [*await store.partitions(scope, "book"), *await store.partitions(scope, "pool")]


def _document(book: Book, number: str) -> dict[str, object]:
    return {
        "customer": msgspec.to_builtins(book.customers[number]),
        **{kind.table: _about(book, kind, number) for kind in _ABOUT},
    }


def _about(book: Book, kind: type[_About], number: str) -> list[object]:
    return [msgspec.to_builtins(each) for each in book.all(kind).values() if each.customer == number]
