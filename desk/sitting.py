"""One person's turn at the desk: what a use case is given, and what it remembers so that it can be undone."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from scheduling.cover import stands_in
from scheduling.rules import Rules
from store.books import Book, Books
from store.records import Customer, Person, Record, Refused


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One document before and after a use case; None where there was none."""

    book: str
    table: str
    id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Sitting:
    """Everything a use case may touch, inside the unit of work; use cases decide on nothing else."""

    def __init__(
        self,
        *,
        actor: Person,
        book: Book,
        books: Books,
        rules: Rules,
        now: datetime,
        new_id: Callable[[], str],
    ) -> None:
        self.actor = actor
        self.book = book
        self.books = books
        self.rules = rules
        self.now = now
        self.new_id = new_id
        self.changes: list[Change] = []

    def at_book(self, partition: str) -> "Sitting":
        """The same turn with another opened book on the desk; changes are remembered together."""
        other = Sitting(
            actor=self.actor,
            book=self.books[partition],
            books=self.books,
            rules=self.rules,
            now=self.now,
            new_id=self.new_id,
        )
        other.changes = self.changes
        return other

    @property
    def own(self) -> Book:
        """The actor's own book, where their cards lie, whichever is open."""
        return self.books[f"book:{self.actor.id}"]

    @property
    def stands_in(self) -> bool:
        """Whether the open book is that of a colleague for whom the actor stands in now."""
        others = self.book.id.startswith("book:") and self.book.id != f"book:{self.actor.id}"
        return others and stands_in(self.actor, self.book.owner, self.now)

    @property
    def only_looks(self) -> bool:
        """Whether the open book is a colleague's, or nobody's, and not the actor's to work in."""
        return self.book.id != f"book:{self.actor.id}" and not self.stands_in

    @property
    def local(self) -> datetime:
        """The minute on the actor's own clock."""
        return self.now.astimezone(ZoneInfo(self.actor.zone))

    @property
    def today(self) -> date:
        return self.local.date()

    def customer(self, number: str) -> Customer:
        """The customer of the open book; a foreign one and an absent one are refused alike."""
        found = self.book.get(Customer, number)
        if found is None:
            raise Refused("customer.gone")
        return found

    def put(self, record: Record) -> None:
        """Keep a record in the open book, remembering what stood there."""
        before = self.book.get(type(record), record.id)
        if before != record:
            self._note(type(record), record.id, before, record)
            self.book.put(record)

    def drop(self, record: Record) -> None:
        self._note(type(record), record.id, record, None)
        self.book.drop(type(record), record.id)

    def audit(self, action: str, subject: str, **values: object) -> None:
        self.books.audit(self.actor.id, action, subject, partition=self.book.id, **values)

    def _note(self, kind: type[Record], key: str, before: Record | None, after: Record | None) -> None:
        self.changes.append(
            Change(
                book=self.book.id, table=kind.table, id=key, before=_document(before), after=_document(after)
            )
        )


def _document(record: Record | None) -> dict[str, Any] | None:
    return None if record is None else msgspec.to_builtins(record)
