"""Where somebody or something lies: one look by (kind, key), and whether a scope holds it."""

from store.engine import Connection, Statements
from store.errors import Taken
from store.scope import Scope


def find(connection: Connection, sql: Statements, kind: str, key: str) -> str | None:
    """The partition, or None."""
    row = connection.one(sql.get_place, kind=kind, key=key)
    return None if row is None else str(row[0])


def take(connection: Connection, sql: Statements, kind: str, key: str, partition: str) -> None:
    """Places it; `Taken` if it lies elsewhere, which the primary key decides."""
    if connection.run(sql.add_place, kind=kind, key=key, partition=partition) == 0:
        at = find(connection, sql, kind, key)
        if at != partition:
            raise Taken(f"store.taken.{kind}", placed=key)


def in_scope(connection: Connection, sql: Statements, scope: Scope, partition: str, branch: str) -> bool:
    """Whether the scope holds a partition of that branch; a history is where its customer is."""
    kind, _, key = partition.partition(":")
    if scope.everything or kind != "history":
        return scope.holds(partition, branch)
    at = find(connection, sql, "customer", key)
    row = None if at is None else connection.one(sql.get_partition, id=at)
    return at is not None and row is not None and scope.holds(at, str(row[0]))
