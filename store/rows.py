"""The one door of TinyDB: its databases lie in rows, one database a partition, one document a row.

TinyDB mutates documents in place and would keep stale query results after a rollback; so documents are
read-only here, `put` and `drop` are the only writers, and nothing is cached between queries.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NoReturn, TypeVar, cast

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from store.records.base import Record
from store.upgrades import upgrade

R = TypeVar("R", bound=Record)

_encoder = msgspec.json.Encoder()
_decoders: dict[type[Record], msgspec.json.Decoder[Any]] = {}


class Document(Mapping[str, Any]):
    """A stored document, read-only to its depths; decoded when first asked for, and then only once."""

    __slots__ = ("_body", "_fields", "_record", "doc_id")

    doc_id: str
    _body: bytes | None
    _record: Record | None
    _fields: Mapping[str, Any] | None

    def __init__(self, doc_id: str, body: bytes | None = None, record: Record | None = None) -> None:
        self.doc_id = doc_id
        self._body = body
        self._record = record
        self._fields = None

    @classmethod
    def of(cls, record: Record) -> "Document":
        return cls(record.id, record=record)

    @property
    def body(self) -> bytes:
        """The document as JSON, its schema first."""
        body = self._body
        if body is not None:
            return body
        record = cast("Record", self._record)
        return _mark(record) + _encoder.encode(record)[1:]

    def record(self, kind: type[R]) -> R:
        """The record it holds; the bytes are let go, so that a cached book is held once."""
        # Readers share documents: another thread may decode this one between any two of these lines.
        body = self._body
        if self._record is None and body is not None:
            self._record = decode(kind, body)
            self._body = None
        return cast("R", self._record)

    def _decoded(self) -> Mapping[str, Any]:
        if self._fields is None:
            self._fields = cast("Mapping[str, Any]", _frozen(msgspec.json.decode(self.body)))
        return self._fields

    def __getitem__(self, name: str) -> Any:
        return self._decoded()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._decoded())

    def __len__(self) -> int:
        return len(self._decoded())


def decode(kind: type[R], body: bytes) -> R:
    """The record in a row's body, upgraded if an older version wrote it."""
    if body.startswith(_prefixes.get(kind) or _prefix(kind)):
        return cast("R", _decoders[kind].decode(body))
    fields: dict[str, Any] = msgspec.json.decode(body)
    return msgspec.convert(upgrade(kind.table, fields, kind.schema), kind)


_prefixes: dict[type[Record], bytes] = {}


def _prefix(kind: type[Record]) -> bytes:
    _decoders[kind] = msgspec.json.Decoder(kind)
    _prefixes[kind] = b'{"schema":%d,' % kind.schema
    return _prefixes[kind]


def _mark(record: Record) -> bytes:
    kind = type(record)
    return _prefixes.get(kind) or _prefix(kind)


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return MappingProxyType({name: _frozen(each) for name, each in fields.items()})
    if isinstance(value, list):
        return tuple(map(_frozen, cast("Iterable[Any]", value)))
    return value


Rows = Mapping[str, Document]
Tables = Mapping[str, Rows]

NO_ROWS: Rows = MappingProxyType({})


class RowStorage(Storage):
    """What TinyDB reads and writes: the rows of one partition; what changed is found by identity."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self.tables: Tables = tables

    def read(self) -> Any:
        # TinyDB puts the table it rebuilt into what it read; the rows as they were must not notice.
        return dict(self.tables)

    def write(self, data: Any) -> None:
        self.tables = cast("Tables", data)


def _as_it_is(document: Document, _doc_id: str) -> Document:
    # TinyDB would wrap a row in a dict that can be written to; ours is handed out as it lies there.
    return document


class RowTable(Table):
    """A TinyDB table with string ids, whose only writers are `put` and `drop`."""

    document_class: Any = staticmethod(_as_it_is)
    document_id_class: Any = str

    def _update_table(self, updater: Callable[[dict[Any, Any]], None]) -> None:
        # TinyDB makes every id of the table anew, twice over; here they are strings from the beginning.
        storage = cast("RowStorage", self._storage)
        rows = dict(storage.tables.get(self.name, NO_ROWS))
        updater(rows)
        storage.write({**storage.tables, self.name: rows})
        self.clear_cache()

    def put(self, documents: Iterable[Document]) -> None:
        new = {each.doc_id: each for each in documents}

        def updater(rows: dict[Any, Any]) -> None:
            rows.update(new)

        self._update_table(updater)

    def drop(self, doc_id: str) -> None:
        def updater(rows: dict[Any, Any]) -> None:
            del rows[doc_id]

        self._update_table(updater)

    def _refuse(self, *_arguments: object, **_options: object) -> NoReturn:
        raise TypeError("documents are written with put and drop only")

    insert = insert_multiple = update = update_multiple = upsert = remove = truncate = _refuse


class RowDatabase(TinyDB):
    """One partition as a TinyDB database; tables are asked for by name, there is no default one."""

    table_class = RowTable

    def __init__(self, storage: RowStorage) -> None:
        super().__init__(storage=lambda: storage)

    @property
    def rows(self) -> Tables:
        return cast("RowStorage", self.storage).tables

    def table(self, name: str, **_options: object) -> RowTable:
        if name == self.default_table_name:
            raise TypeError("documents lie in named tables; there is no default one")
        # The size must be given to each table: the class attribute is bound when TinyDB is imported.
        return cast("RowTable", super().table(name, cache_size=0))

    def drop_tables(self) -> NoReturn:
        raise TypeError("documents are written with put and drop only")

    def drop_table(self, name: str) -> NoReturn:
        raise TypeError(f"documents are written with put and drop only; {name} stays")


def differences(before: Tables, after: Tables) -> tuple[list[tuple[str, Document]], list[tuple[str, str]]]:
    """What was put (table, document) and dropped (table, id) between two states, found by identity."""
    put: list[tuple[str, Document]] = []
    dropped: list[tuple[str, str]] = []
    for table, rows in after.items():
        old = before.get(table, NO_ROWS)
        if rows is old:
            continue
        changed = [(table, each) for key, each in rows.items() if old.get(key) is not each]
        put += changed
        added = sum(each.doc_id not in old for _, each in changed)
        if len(old) + added > len(rows):
            dropped += [(table, key) for key in old if key not in rows]
    return put, dropped
