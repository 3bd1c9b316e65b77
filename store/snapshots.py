"""Partitions as they were at one version, and the shelf that keeps the ones in use."""

import threading
from collections import OrderedDict
from types import MappingProxyType

from store.engine import Connection, Row, Statements
from store.records.base import Record
from store.rows import Document, Rows, Tables

View = tuple[Rows, MappingProxyType[str, Record]]
"""A table's rows, and its records in the order of their ids."""


_NOTHING: Tables = {}


class Snapshot:
    """One partition at one version; never changed, so that threads share it with its decoded records."""

    __slots__ = ("branch", "dropped", "id", "tables", "version", "views")

    def __init__(
        self,
        partition: str,
        branch: str,
        tables: Tables,
        *,
        version: int = 0,
        dropped: int = 0,
        views: dict[str, View] | None = None,
    ) -> None:
        self.id = partition
        self.branch = branch
        self.version = version
        self.dropped = dropped
        self.tables = tables
        self.views = {} if views is None else views

    @property
    def size(self) -> int:
        return 1 + sum(map(len, self.tables.values()))


class Shelf:
    """The partitions lately used, some `limit` documents of them; a stale one reads only what is newer."""

    def __init__(self, statements: Statements, limit: int = 40_000) -> None:
        self._statements = statements
        self._limit = limit
        self._held: OrderedDict[str, Snapshot] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def fetch(self, connection: Connection, partition: str) -> Snapshot | None:
        """The partition as a reader sees it now; None if there is none."""
        here = self._statements.get_partition
        row = connection.one(here, id=partition)
        if row is None:
            return None
        known = self._known(partition)
        if known is not None and known.version >= row[1]:
            return known
        connection.begin_reading()
        try:
            return self._fetched(connection, partition, connection.one(here, id=partition))
        finally:
            connection.commit()

    def fetch_inside(self, connection: Connection, partition: str) -> Snapshot | None:
        """The same within a writing transaction, locked from here on, also against being made."""
        here = self._statements.lock_partition
        row = connection.one(here, id=partition)
        if row is None:
            connection.lock(f"partition {partition}")
            row = connection.one(here, id=partition)
        return self._fetched(connection, partition, row)

    def _fetched(self, connection: Connection, partition: str, row: Row | None) -> Snapshot | None:
        if row is None:
            return None
        branch, version, dropped = row
        known = self._known(partition)
        if known is not None and known.version == version:
            return known
        base, after = _NOTHING, -1
        if known is not None and dropped <= known.version < version:
            base, after = known.tables, known.version
        newer = connection.all(self._statements.newer_documents, partition=partition, version=after)
        found = Snapshot(partition, branch, _merged(base, newer), version=version, dropped=dropped)
        self.keep([found])
        return found

    def keep(self, snapshots: list[Snapshot]) -> None:
        """Puts committed states on the shelf, and takes off the longest unused beyond the limit."""
        with self._lock:
            for each in snapshots:
                known = self._held.pop(each.id, None)
                if known is not None:
                    self._size -= known.size
                newest = known if known is not None and known.version > each.version else each
                self._held[each.id] = newest
                self._size += newest.size
            while self._size > self._limit and len(self._held) > 1:
                self._size -= self._held.popitem(last=False)[1].size

    def _known(self, partition: str) -> Snapshot | None:
        with self._lock:
            known = self._held.get(partition)
            if known is not None:
                self._held.move_to_end(partition)
            return known


def _merged(base: Tables, newer: list[Row]) -> Tables:
    tables: dict[str, dict[str, Document]] = {}
    for kind, key, body in newer:
        if kind not in tables:
            tables[kind] = dict(base.get(kind, {}))
        tables[kind][key] = Document(key, bytes(body))
    return {**base, **tables}
