"""Books as a use case sees them: one partition each, records in and records out."""

from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Protocol, TypeVar, cast

from store.audit import Head
from store.errors import NotThere
from store.ledger import Ledger
from store.records.base import Record
from store.records.complaint import Complaint
from store.records.contact import Contact
from store.records.customer import Customer
from store.records.dialogue import Dialogue
from store.records.draft import Draft
from store.records.follow_up import FollowUp
from store.records.person import Person
from store.records.remark import Remark
from store.records.request import Request
from store.records.settlement import Settlement
from store.rows import NO_ROWS, Document, RowDatabase, Rows, RowStorage, differences
from store.snapshots import Snapshot
from store.summaries import Summary

R = TypeVar("R", bound=Record)


class Book:
    """One partition: a TinyDB database of records, read from a snapshot and changed in memory.

    What `all` and `get` hand out is frozen and shared; `put` and `drop` are the only writers, and nothing
    is kept before the unit of work commits.
    """

    def __init__(self, snapshot: Snapshot, *, writable: bool = False) -> None:
        self._snapshot = snapshot
        self._writable = writable
        self._storage = RowStorage(snapshot.tables)
        self._opened: RowDatabase | None = None
        self._views = snapshot.views

    @classmethod
    def detached(cls, *records: Record, id: str = "book:x", branch: str = "") -> "Book":  # noqa: A002  # its name everywhere
        """A book in memory only, for pure code and its tests; of the same type and just as writable."""
        book = cls(Snapshot(id, branch, {}), writable=True)
        book.put(*records)
        return book

    def __repr__(self) -> str:
        return f"<Book {self.id} version {self._snapshot.version}>"

    @property
    def id(self) -> str:
        return self._snapshot.id

    @property
    def branch(self) -> str:
        return self._snapshot.branch

    @property
    def database(self) -> RowDatabase:
        """The TinyDB database itself, for queries; its documents are read-only."""
        # Made when first asked for: most looks need no more than the records.
        if self._opened is None:
            self._opened = RowDatabase(self._storage)
        return self._opened

    def all(self, kind: type[R]) -> Mapping[str, R]:
        """All records of a kind by id, in the order of their ids; the same object until the next change."""
        rows = self._storage.tables.get(kind.table, NO_ROWS)
        known = self._views.get(kind.table)
        if known is not None and known[0] is rows:
            return cast("Mapping[str, R]", known[1])
        table = cast("Iterable[Document]", self.database.table(kind.table))
        records = {each.doc_id: each.record(kind) for each in table}
        view = MappingProxyType(dict(sorted(records.items())))
        self._views[kind.table] = (rows, cast("MappingProxyType[str, Record]", view))
        return view

    def _rows_of(self, table: str) -> Rows:
        return self._storage.tables.get(table, NO_ROWS)

    def get(self, kind: type[R], key: str) -> R | None:
        found = self._rows_of(kind.table).get(key)
        return None if found is None else found.record(kind)

    def put(self, *records: Record) -> None:
        """Writes records over those with their ids; one that is equal to what is there changes nothing."""
        self._must_be_writable()
        tables: dict[str, list[Document]] = {}
        for record in records:
            if record.table == Customer.table and not self.id.startswith(("book:", "pool:")):
                raise ValueError(f"a customer lies in a book or a pool, not in {self.id}")
            if self.get(type(record), record.id) != record:
                tables.setdefault(record.table, []).append(Document.of(record))
        for name, documents in tables.items():
            before = self._rows_of(name)
            self.database.table(name).put(documents)
            self._follow(name, before, documents)

    def _follow(self, table: str, before: Rows, documents: Iterable[Document]) -> None:
        # A view that was made is carried along: making it anew costs more than the commit of one record.
        known = self._views.get(table)
        if known is None or known[0] is not before:
            return
        records = known[1].copy()
        records.update((each.doc_id, each.record(Record)) for each in documents)
        if len(records) != len(known[1]):
            records = dict(sorted(records.items()))
        self._views[table] = (self._rows_of(table), MappingProxyType(records))

    def drop(self, kind: type[Record], key: str) -> None:
        """Takes a record out; one that is not there raises KeyError."""
        self._must_be_writable()
        self.database.table(kind.table).drop(key)

    def _must_be_writable(self) -> None:
        if not self._writable:
            raise TypeError(f"{self.id} is open for reading only; change it through Store.change")
        if self._views is self._snapshot.views:
            # From here on the views are this book's own; the snapshot's are shared with readers.
            self._views = dict(self._views)

    @property
    def owner(self) -> Person:
        """The person whose book it is; KeyError where there is none."""
        for person in self.all(Person).values():
            return person
        raise KeyError(f"{self.id} has no person")

    @property
    def customers(self) -> Mapping[str, Customer]:
        return self.all(Customer)

    @property
    def contacts(self) -> Mapping[str, Contact]:
        return self.all(Contact)

    @property
    def follow_ups(self) -> Mapping[str, FollowUp]:
        return self.all(FollowUp)

    @property
    def complaints(self) -> Mapping[str, Complaint]:
        return self.all(Complaint)

    @property
    def requests(self) -> Mapping[str, Request]:
        return self.all(Request)

    @property
    def remarks(self) -> Mapping[str, Remark]:
        return self.all(Remark)

    @property
    def drafts(self) -> Mapping[str, Draft]:
        return self.all(Draft)

    @property
    def settlements(self) -> Mapping[str, Settlement]:
        return self.all(Settlement)

    @property
    def dialogues(self) -> Mapping[str, Dialogue]:
        return self.all(Dialogue)

    def changes(self) -> tuple[list[tuple[str, Document]], list[tuple[str, str]]]:
        """What was put (table, document) and dropped (table, id) since it was opened."""
        return differences(self._snapshot.tables, self._storage.tables)

    def turns_on(self, put: Iterable[tuple[str, Document]], derives: Callable[[Record], bool]) -> bool:
        """Whether any of those records, as it is or as it was, is one from which something is derived."""
        for table, each in put:
            record = each.record(Record)
            was = self._snapshot.tables.get(table, NO_ROWS).get(each.doc_id)
            if derives(record) or (was is not None and derives(was.record(type(record)))):
                return True
        return False

    def had(self, kind: type[Record], key: str) -> bool:
        """Whether the record was there before the change."""
        return key in self._snapshot.tables.get(kind.table, {})

    def seal(self) -> None:
        """Ends its change: from here on it is read only."""
        self._writable = False

    def keys_of(self, kind: type[Record]) -> KeysView[str]:
        return self._rows_of(kind.table).keys()

    def snapshot(self, version: int, dropped: int) -> Snapshot:
        """Its state of now, to be kept as that version."""
        rows = self._storage.tables
        return Snapshot(self.id, self.branch, rows, version=version, dropped=dropped, views=self._views)

    @property
    def version(self) -> int:
        return self._snapshot.version

    @property
    def dropped(self) -> int:
        """The last version that dropped a document."""
        return self._snapshot.dropped


class Session(Protocol):
    """What the unit of work does for a `Books` at its moment; in reading, the writers refuse."""

    ledger: Ledger

    def create(self, partition: str, branch: str) -> Book: ...
    def find(self, kind: str, key: str) -> str | None: ...
    def place(self, kind: str, key: str, partition: str) -> None: ...
    def unplace(self, kind: str, key: str) -> None: ...
    def audit(
        self, partition: str, actor: str, action: str, subject: str, values: dict[str, object]
    ) -> None: ...
    def forget(self, partition: str, subject: str) -> int: ...
    def answered(self, update_id: int, body: bytes) -> None: ...
    def summaries(self, branch: str) -> list[Summary]: ...
    def heads(self) -> list[Head]: ...


class Books(Mapping[str, Book]):
    """The partitions that were asked for, as far as they exist and the scope holds them."""

    def __init__(self, opened: dict[str, Book], session: Session, now: datetime | None = None) -> None:
        self._opened = opened
        self._session = session
        self._now = now

    def __getitem__(self, partition: str) -> Book:
        """The book; `NotThere` if it is absent, out of scope or was not named."""
        try:
            return self._opened[partition]
        except KeyError:
            raise NotThere(partition) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._opened)

    def __len__(self) -> int:
        return len(self._opened)

    @property
    def ledger(self) -> Ledger:
        return self._session.ledger

    @property
    def now(self) -> datetime:
        """The instant that was handed to the change."""
        if self._now is None:
            raise TypeError("a read has no instant of its own")
        return self._now

    def new(self, partition: str, branch: str = "") -> Book:
        """Makes a partition; an opened one is a mistake, one out of scope or unnamed is `NotThere`."""
        if partition in self._opened:
            raise ValueError(f"{partition} is there already")
        book = self._session.create(partition, branch)
        self._opened[partition] = book
        return book

    def open(self, partition: str, branch: str = "") -> Book:
        """The partition, made if it does not exist yet; it must have been named."""
        return self._opened.get(partition) or self.new(partition, branch)

    def find(self, kind: str, key: str) -> str | None:
        """Where it is placed, as of this moment of the change."""
        return self._session.find(kind, key)

    def summaries(self, branch: str) -> list[Summary]:
        """The summaries of a branch that the scope holds, as of this moment."""
        return self._session.summaries(branch)

    def heads(self) -> list[Head]:
        """The last entry of every audit chain of the bank, as of this moment."""
        return self._session.heads()

    def place(self, kind: str, key: str, partition: str) -> None:
        """Places it; `Taken` if it lies elsewhere. Customers are placed by putting them into a book."""
        self._session.place(kind, key, partition)

    def unplace(self, kind: str, key: str) -> None:
        self._session.unplace(kind, key)

    def audit(
        self, actor: str, action: str, subject: str, *, partition: str | None = None, **values: object
    ) -> None:
        """An entry in the chain of `partition`, or of the first one opened, within this commit."""
        chain = partition or next(iter(self._opened), "bank")
        self._session.audit(chain, actor, action, subject, values)

    def forget(self, partition: str, subject: str) -> int:
        """Empties the values of the chain's entries about a subject; the chain stays whole. Says how many."""
        return self._session.forget(partition, subject)

    def answered(self, update_id: int, body: bytes) -> None:
        """Keeps the answer to an update with its effect; an update that had its effect already is refused."""
        self._session.answered(update_id, body)
