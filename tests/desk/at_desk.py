"""One sitting at the desk over a store in memory, for a use case and what is left of it."""

from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import TypeVar

from desk.sitting import Sitting
from scheduling.rules import Rules
from store.books import Books
from store.records import Person, Record
from store.scope import Scope
from store.store import Store
from tests.scheduling.made import MANAGER, MORNING, RULES

A = TypeVar("A")


async def at_desk(
    *records: Record,
    use: Callable[[Sitting], A],
    now: datetime = MORNING,
    owner: Person = MANAGER,
    actor: Person | None = None,
    rules: Rules = RULES,
) -> A:
    """What a use case answers that finds these records in the owner's book."""
    store, numbers = Store.open("sqlite://", key=b"k" * 32), count(1)
    home = f"book:{owner.id}"

    def keep(books: Books) -> None:
        books.new(home, owner.branch).put(owner, *records)

    def decide(books: Books) -> A:
        sitting = Sitting(
            actor=actor or owner,
            book=books[home],
            books=books,
            rules=rules,
            now=now,
            new_id=lambda: f"n{next(numbers)}",
        )
        return use(sitting)

    try:
        await store.change(Scope.bank(), (home,), keep, now=now)
        return await store.change(Scope.bank(), (home,), decide, now=now)
    finally:
        await store.close()
