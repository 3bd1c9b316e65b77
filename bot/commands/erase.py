"""guanjia erase: forget a customer on a lawful request; without --sure it only says what would go."""

import argparse

from bot.rulebook import Rulebook
from bot.terminal import Terminal
from desk.erasing import erase
from store.records import Customer, Refused
from store.scope import Scope
from store.store import Store

NEEDS_TOKEN = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--customer", metavar="NUMBER", required=True)
    parser.add_argument("--sure", action="store_true", help="really erase; this can not be taken back")


def run(terminal: Terminal, given: argparse.Namespace) -> int:
    terminal.say(terminal.with_store(lambda store, rules: _erased(terminal, given, store, rules)))
    return 0


async def _erased(terminal: Terminal, given: argparse.Namespace, store: Store, rules: Rulebook) -> str:
    del rules
    number: str = given.customer
    if not given.sure:
        return terminal.words("cli.erase_sure", name=await _name(store, number), number=number)
    done = await erase(store, number, terminal.clock.now(), actor="cli")
    facts = {"records": done.records, "cards": done.cards, "books": done.books}
    return terminal.words("cli.erased", number=number, **facts)


async def _name(store: Store, number: str) -> str:
    home = await store.place("customer", number)
    if home is None:
        raise Refused("cli.no_customer", number=number)
    known = await store.read(Scope.bank(), (home,), lambda books: books[home].get(Customer, number))
    return known.name if known else number
