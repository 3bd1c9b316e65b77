"""A head asks for a customer of the branch: found by name, letters or part of a number; only looked at."""

from collections.abc import Mapping, Sequence
from typing import Any

from desk.branch import Kept, find_in_branch
from desk.understanding import mask_numbers
from handlers.answer import Button
from handlers.conversation import Outside, Screen, Turn
from handlers.walk import card_of
from store.records import Person, Role

BRANCH = "branch"
"""The step of /customers at which those of the whole branch are shown."""
_LONGEST = 20


async def in_branch(outside: Outside, actor: Person, said: str) -> Mapping[str, Any]:
    """Whom a head may mean besides their own customers; the book of one who is alone is to be opened."""
    query = mask_numbers(said.strip())
    # One letter or figure fits half a branch; one character is a surname.
    too_short = len(query) < 2 and query.isascii()
    if actor.role is not Role.HEAD or "\n" in query or too_short or len(query) > _LONGEST:
        return {}
    found = await find_in_branch(outside.office, actor, query, outside.people)
    if all(each.book == f"book:{actor.id}" for each in found):
        return await _colleague(outside, actor, query) if not found else {}
    opens = (found[0].book,) if len(found) == 1 and not found[0].guessed else ()
    return {"found": found, "opens": opens}


async def _colleague(outside: Outside, actor: Person, query: str) -> Mapping[str, Any]:
    """The manager of this name, whose page is meant where no customer is called so."""
    name = query.removesuffix("客户经理").removesuffix("经理").removesuffix("經理").strip()
    team = await outside.office.team(actor)
    own = f"book:{actor.id}"
    book = next((each.book for each in team if name and each.person == name and each.book != own), "")
    return {"colleague": book, "opens": (book,), "team": team} if book else {}


def page_of_colleague(turn: Turn) -> Screen | None:
    """The page of the manager whose name a head typed, with an entry in the audit trail."""
    book: str = turn.facts.get("colleague", "")
    if book not in turn.desk.books:
        return None
    turn.desk.books.audit(turn.actor.id, "look", book, partition=book)
    return Screen(conversation="tm", step="book", book=book)


def found_in(turn: Turn) -> Sequence[Kept]:
    """What `in_branch` has found for this turn."""
    found: Sequence[Kept] = turn.facts.get("found", ())
    return found


def told_of_branch(turn: Turn, query: str) -> Screen | None:
    """The card of the one who was found, a choice of several, or None where the branch has nobody else."""
    found = found_in(turn)
    if not found:
        return page_of_colleague(turn)
    if len(found) == 1 and found[0].book in turn.desk.books:
        return looked_at(turn, found[0].book, found[0].customer.id)
    return Screen(conversation="cs", step=BRANCH, draft={"query": query})


def looked_at(turn: Turn, book: str, customer: str) -> Screen:
    """The card of a customer in a colleague's book, with an entry in its audit trail."""
    turn.at_book(book).desk.audit("look", customer)
    return card_of(customer, book=book)


def kept_button(turn: Turn, kept: Kept) -> Button:
    """Namesakes are told apart by their numbers' tails and by who keeps them."""
    words, own = turn.words, kept.book == turn.desk.book.id
    who = words("customers.own") if own else kept.manager or words("customers.unkept")
    action = f"open:{kept.short}" if own else f"look:{kept.short}:{kept.book}"
    return Button(text=f"{words.told_apart(kept.customer)} · {who}"[:60], action=action)
