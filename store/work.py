"""The unit of work: what a decision changed becomes rows, places, alarms, summaries and audit entries."""

import inspect
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from store import audit, inbox, places, summaries
from store.books import Book, Books
from store.engine import Connection, Statements
from store.errors import NotThere, StoreError
from store.ledger import Alarm, Ledger
from store.records.base import Record
from store.records.customer import Customer
from store.records.person import Person
from store.rows import Document
from store.scope import Scope
from store.snapshots import Snapshot
from store.summaries import Summary
from store.writer import Transaction

A = TypeVar("A")

Arm = Callable[[Book, datetime], Iterable[Alarm]]
Summarise = Callable[[Book, datetime], Summary]
Derives = Callable[[Record], bool]
"""Whether an alarm or a summary can follow from a record."""


Put = tuple[str, Document]
Drop = tuple[str, str]


class House(NamedTuple):
    """What every unit of work of a store is given."""

    sql: Statements
    key: bytes
    arm: Arm | None
    summarise: Summarise | None
    derives: Derives = lambda _record: True


class Reading:
    """A read's session: looks only."""

    def __init__(self, connection: Connection, house: House, scope: Scope) -> None:
        self._connection = connection
        self._house = house
        self._scope = scope
        self.ledger = Ledger(house.sql, lambda: connection, self._refuse)

    def look(
        self,
        ids: Sequence[str],
        fetch: Callable[[str], Snapshot | None],
        seen: Callable[[Books], A],
    ) -> A:
        """Opens the named partitions one after another; no transaction is open when they are looked at."""
        opened: dict[str, Book] = {}
        for partition in ids:
            found = fetch(partition)
            if found is not None and self._holds(partition, found.branch):
                opened[partition] = Book(found)
        return seen(Books(opened, self))

    def _holds(self, partition: str, branch: str) -> bool:
        return places.in_scope(self._connection, self._house.sql, self._scope, partition, branch)

    def _refuse(self) -> Connection:
        raise TypeError("nothing is written in a read; use Store.change")

    def create(self, partition: str, branch: str) -> Book:
        raise TypeError(f"{partition} in {branch} cannot be made in a read; use Store.change")

    def find(self, kind: str, key: str) -> str | None:
        return places.find(self._connection, self._house.sql, kind, key)

    def summaries(self, branch: str) -> list[Summary]:
        return summaries.read(self._connection, self._house.sql, self._scope, branch)

    def heads(self) -> list[audit.Head]:
        return audit.heads(self._connection, self._house.sql)

    def place(self, kind: str, key: str, partition: str) -> None:
        raise TypeError(f"{kind} {key} cannot be placed in {partition} in a read; use Store.change")

    def unplace(self, kind: str, key: str) -> None:
        raise TypeError(f"{kind} {key} cannot be unplaced in a read; use Store.change")

    def audit(self, partition: str, actor: str, action: str, subject: str, values: dict[str, object]) -> None:
        del actor, subject, values
        raise TypeError(f"{action} cannot be written to the chain of {partition} in a read; use Store.change")

    def forget(self, partition: str, subject: str) -> int:
        raise TypeError(f"{subject} cannot be forgotten in {partition} in a read; use Store.change")

    def answered(self, update_id: int, body: bytes) -> None:
        del body
        raise TypeError(f"update {update_id} cannot be answered in a read; use Store.change")


class Work(Reading):
    """One change inside the writer's transaction."""

    def __init__(self, transaction: Transaction, house: House, scope: Scope, now: datetime) -> None:
        super().__init__(transaction.connection, house, scope)
        self._transaction = transaction
        self._now = now
        self._new: set[str] = set()
        self._moved: set[str] = set()
        self._opened: dict[str, Book] = {}
        self._ended = False
        self.ledger = Ledger(house.sql, lambda: transaction.connection, self._wakes, now)

    def _wakes(self) -> Connection:
        self._transaction.wakes = True
        return self._writing()

    def change(self, ids: Sequence[str], decide: Callable[[Books], A]) -> A:
        """Opens the named partitions, lets the decision be taken, and writes down what it changed."""
        found = {partition: self._transaction.fetch(partition) for partition in sorted(set(ids))}
        for partition in ids:
            snapshot = found[partition]
            if snapshot is not None and self._holds(partition, snapshot.branch):
                self._opened[partition] = Book(snapshot, writable=True)
        try:
            answer = decide(Books(self._opened, self, self._now))
            if inspect.iscoroutine(answer):
                answer.close()
                raise TypeError("a decision is a plain function; it must not wait for anything")
            self._write_down()
        finally:
            self._end()
        return answer

    def _end(self) -> None:
        # Whoever keeps a book or the books beyond their change would write what nobody commits.
        self._ended = True
        for book in self._opened.values():
            book.seal()

    def _writing(self) -> Connection:
        if self._ended:
            raise TypeError("the change has ended; nothing more can be written in it")
        return self._transaction.writing()

    def create(self, partition: str, branch: str) -> Book:
        if not self._holds(partition, branch):
            raise NotThere(partition)
        writing = self._writing()
        known = self._transaction.fetch(partition)
        if known is not None:
            if self._holds(partition, known.branch):
                raise ValueError(f"{partition} is there already; name it among the ids")
            raise NotThere(partition)
        writing.run(self._house.sql.add_partition, id=partition, branch=branch, version=0, dropped=0)
        self._new.add(partition)
        return Book(Snapshot(partition, branch, {}), writable=True)

    def place(self, kind: str, key: str, partition: str) -> None:
        places.take(self._writing(), self._house.sql, kind, key, partition)
        if kind == "customer":
            self._moved.add(key)

    def unplace(self, kind: str, key: str) -> None:
        self._writing().run(self._house.sql.drop_place, kind=kind, key=key)
        if kind == "customer":
            self._moved.add(key)

    def audit(self, partition: str, actor: str, action: str, subject: str, values: dict[str, object]) -> None:
        audit.append(
            self._writing(),
            self._house.sql,
            self._house.key,
            partition,
            self._now,
            actor=actor,
            action=action,
            values={"subject": subject, **values},
        )

    def forget(self, partition: str, subject: str) -> int:
        return audit.forget(self._writing(), self._house.sql, partition, subject)

    def answered(self, update_id: int, body: bytes) -> None:
        inbox.apply(self._writing(), self._house.sql, update_id, body)

    def _write_down(self) -> None:
        kept: list[Snapshot] = []
        arrived: list[tuple[str, str]] = []
        derived: list[Book] = []
        for book in sorted(self._opened.values(), key=lambda each: each.id):
            put, dropped = book.changes()
            if not put and not dropped and book.id not in self._new:
                continue
            version = book.version + 1
            last_drop = version if dropped else book.dropped
            self._rows(book, (version, last_drop), put=put, dropped=dropped)
            kept.append(book.snapshot(version, last_drop))
            if dropped or book.id in self._new or book.turns_on(put, self._house.derives):
                derived.append(book)
            arrived.extend(
                (book.id, each.doc_id)
                for table, each in put
                if table == Customer.table and not book.had(Customer, each.doc_id)
            )
        for partition, key in arrived:
            self.place("customer", key, partition)
        self._placed_truly()
        self._derive(derived)
        self._transaction.keep(kept)

    def _rows(
        self, book: Book, versions: tuple[int, int], *, put: Sequence[Put], dropped: Sequence[Drop]
    ) -> None:
        sql, writing = self._house.sql, self._writing()
        version, last_drop = versions
        bumped = writing.run(
            sql.bump_partition,
            at_id=book.id,
            was=version - 1,
            new=version,
            new_dropped=last_drop,
            new_branch=book.branch,
        )
        if bumped != 1:
            raise StoreError("store.damaged", path=book.id)
        same = {"partition": book.id, "version": version}
        writing.many(
            sql.put_document,
            [{**same, "kind": kind, "id": each.doc_id, "body": each.body} for kind, each in put],
        )
        for kind, key in dropped:
            writing.run(sql.drop_document, partition=book.id, kind=kind, id=key)
            if kind == Customer.table:
                writing.run(sql.drop_place_at, kind="customer", key=key, partition=book.id)
                self._moved.add(key)

    def _placed_truly(self) -> None:
        # Each customer in exactly one place is a promise of the store, not of those who use it.
        lies: dict[str, list[str]] = {}
        for book in self._opened.values():
            for key in book.keys_of(Customer) & self._moved:
                lies.setdefault(key, []).append(book.id)
        for key in self._moved:
            at, holders = self.find("customer", key), lies.get(key, [])
            if any(holder != at for holder in holders) or (at in self._opened and not holders):
                raise ValueError(f"customer {key} is placed in {at} and lies in {holders}")

    def _derive(self, changed: Sequence[Book]) -> None:
        touched = {book.id for book in changed}
        again = [self._opened[each] for each in sorted(self.ledger.claimed - touched) if each in self._opened]
        for book in (*changed, *again):
            owned = book.id.startswith("book:") and bool(book.all(Person))
            if owned and self._house.arm is not None:
                self.ledger.arm(book.id, self._house.arm(book, self._now), self._now)
            counted = (owned or book.id.startswith("pool:")) and book.id in touched
            if counted and self._house.summarise is not None:
                summary = self._house.summarise(book, self._now)
                summaries.keep(self._writing(), self._house.sql, summary)
