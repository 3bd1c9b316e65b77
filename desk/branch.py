"""What a head sees of the whole branch that lies in no single book."""

from collections.abc import Sequence
from datetime import date, timedelta

from desk.office import Office
from scheduling.preview import PreviewRow, preview
from store.books import Book, Books
from store.records import Person


async def branch_preview(office: Office, actor: Person, *, days: int, skip: int) -> Sequence[PreviewRow]:
    """Every reminder of the branch in the `days` days from `skip` days on, by day and time."""
    rules, now, scope = office.rules(), office.clock.now(), office.scope(actor)
    start = rules.today(actor, now) + timedelta(days=skip)
    rows: list[PreviewRow] = []
    for partition in await office.store.partitions(scope, "book"):
        book = await office.store.read(scope, (partition,), _only)
        rows += preview(book, rules, start, days, now)
    return sorted(rows, key=_when)


def _only(books: Books) -> Book:
    return next(iter(books.values()))


def _when(row: PreviewRow) -> tuple[date, bool, str]:
    return row.day, row.at is None, str(row.at)
