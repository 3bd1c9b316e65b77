"""What a head sees of the whole branch that lies in no single book."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desk.finding import only_alike
from desk.handle import handle
from desk.office import Office
from desk.understanding import People, search
from scheduling.preview import PreviewRow, preview
from store.books import Book, Books
from store.records import Customer, Person, Refused


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A customer of the branch with who keeps them; nobody does in a pool. `guessed` if only alike.

    `short` is the customer's handle in that book.
    """

    book: str
    short: str
    customer: Customer
    manager: str
    guessed: bool


async def branch_preview(
    office: Office, actor: Person, *, days: int, skip: int, named: str = ""
) -> Sequence[PreviewRow]:
    """Every reminder of the actor's branch (of the whole bank for an operator) in the `days` days from `skip`
    days on, by day and time; only of those whose own name, staff code or branch is `named`, if it is said.
    """
    rules, now, scope = office.rules(), office.clock.now(), office.scope(actor)
    start = rules.today(actor, now) + timedelta(days=skip)
    rows: list[PreviewRow] = []
    found = not named
    for partition in await office.store.partitions(scope, "book"):
        book = await office.store.read(scope, (partition,), _only)
        owner = book.owner
        if named and named not in (owner.name, owner.staff_code, owner.branch_name):
            continue
        found = True
        rows += preview(book, rules, start, days, now)
    if not found:
        raise Refused("week.nobody", name=named)
    return sorted(rows, key=_when)


async def find_in_branch(
    office: Office, actor: Person, query: str, people: Callable[[Book], People]
) -> Sequence[Kept]:
    """Whom a name, its letters or a part of a number mean in the actor's branch, by name and manager.

    Those that only sound alike are there where nobody else is.
    """
    scope = office.scope(actor)
    found: list[Kept] = []
    for kind in ("book", "pool"):
        for partition in await office.store.partitions(scope, kind):
            book = await office.store.read(scope, (partition,), _only)
            found += await office.aside(lambda: list(_in_book(book, query, people)))  # noqa: B023  # awaited here
    best = _best(found, query)
    return sorted(best, key=lambda each: (each.customer.name, each.manager, each.customer.id))


def _in_book(book: Book, query: str, people: Callable[[Book], People]) -> Iterable[Kept]:
    known = people(book)
    guessed = only_alike(query, known)
    manager = next((each.name for each in book.all(Person).values()), "")
    for number in search(query, known):
        if number in book.customers:
            yield Kept(
                book=book.id,
                short=handle(book, number),
                customer=book.customers[number],
                manager=manager,
                guessed=guessed,
            )


def _best(found: Sequence[Kept], query: str) -> Sequence[Kept]:
    """The surest of them: a whole number or its tail before a part of one, a name before one alike."""
    whole = [each for each in found if query in (each.customer.id, each.customer.tail)]
    sure = [each for each in found if not each.guessed]
    return whole or sure or found


def _only(books: Books) -> Book:
    return next(iter(books.values()))


def _when(row: PreviewRow) -> tuple[date, bool, str]:
    return row.day, row.at is None, str(row.at)
