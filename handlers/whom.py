"""Whom a few words name for certain, and whom they may mean."""

from desk.finding import only_alike
from desk.maturities import awaited
from desk.understanding import Understanding, search
from handlers.conversation import Screen, Turn
from handlers.entries import entries_of
from handlers.walk import card_of
from store.records import Customer

# So much is typed of a name, its letters or a number.
LONGEST_NAME = 20
_RECENT = 4


def named_in(turn: Turn, said: str) -> Customer | None:
    """The one customer whom a bare name, its letters or a number mean for certain."""
    if len(said.strip()) > LONGEST_NAME or is_guess(turn, said):
        return None
    found = search(said, turn.people)
    alone = [number for number in found if _has_tail(turn, number, said.strip())] or found
    return turn.desk.book.get(Customer, alone[0]) if len(alone) == 1 else None


def _has_tail(turn: Turn, number: str, said: str) -> bool:
    customer = turn.desk.book.get(Customer, number)
    return customer is not None and customer.tail == said


def card_named(turn: Turn, said: str) -> Screen | None:
    """The card of the one customer of this whole name; None for any other words."""
    name = said.strip()
    named = [each.id for each in turn.desk.book.customers.values() if each.name == name]
    return card_of(named[0]) if len(named) == 1 else None


def is_guess(turn: Turn, said: str) -> bool:
    """Whether those found only sound alike: a guess is named as one."""
    return only_alike(said, turn.people)


def offered(turn: Turn, heard: Understanding) -> list[Customer]:
    """Whom a line may mean; where it names nobody, those whose cards were open last and those of today."""
    book = turn.desk.book
    likely = [*heard.customers, *(each.id for each in heard.candidates)]
    if not likely and not heard.name_said:
        first = {each.id: each for each in (*owners_of(turn, heard), *recent(turn))}
        return list(first.values())[:_RECENT]
    found = (book.get(Customer, number) for number in dict.fromkeys(likely))
    return [each for each in found if each is not None][:_RECENT]


def owners_of(turn: Turn, heard: Understanding) -> list[Customer]:
    """Whose open money is the sum of which a line says what became: 「那62万先转走50万」 begins with it."""
    if heard.maturity_outcome is None:
        return []
    sums = {(each.fen, each.currency) for each in heard.amounts[:1]}
    return [
        each
        for each in turn.desk.book.customers.values()
        if any((held.open_amount, held.currency) in sums for held in awaited(each, turn.desk.rules))
    ]


def recent(turn: Turn) -> list[Customer]:
    """The customers whose cards were open last, then those of today."""
    book = turn.desk.book
    shown = sorted(book.dialogues.values(), key=lambda each: each.made, reverse=True)
    likely = [
        *(each.subject for each in shown if not each.book),
        *(each.customer.id for each in entries_of(turn)),
    ]
    found = (book.customers.get(number) for number in dict.fromkeys(likely) if number)
    return [each for each in found if each is not None][:_RECENT]
