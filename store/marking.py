"""A mark in each commit, by which one that failed is looked for: a disk or a server may have kept it."""

import contextlib
from typing import NamedTuple

from store.chance import Chance
from store.engine import Connection, Database
from store.errors import StoreError

_NAME = "commit"
_new_mark = Chance(8)


class Mark(NamedTuple):
    """What stands in the store once the commit has happened, and what stood there before.

    Where the engine numbers its transactions and keeps their fate, that number is all (`before` is None).
    """

    mine: str
    before: str | None


def put(connection: Connection, database: Database) -> Mark | None:
    """Marks the open transaction; None where nothing can come back that failed."""
    if database.in_memory:
        return None
    if not database.engine.marks:
        number = connection.number()
        return None if number is None else Mark(number, None)
    mark = Mark(_new_mark(), _read(connection, database))
    connection.run(database.statements.put_meta, name=_NAME, value=mark.mine)
    return mark


def kept(mark: Mark, database: Database) -> bool:
    """Whether a commit that failed has happened all the same; `store.unsure` where nobody can say.

    It is true only after a commit of its own that did not fail: the file's last sync did.
    """
    with contextlib.suppress(StoreError), contextlib.closing(database.connect()) as connection:
        if mark.before is None:
            fate = connection.fate(mark.mine)
            if fate is not None:
                return fate
            raise StoreError("store.unsure")
        connection.begin()
        there = _read(connection, database)
        if there == mark.before:
            return False
        if there == mark.mine:
            put(connection, database)
            connection.commit()
            return True
    raise StoreError("store.unsure")


def _read(connection: Connection, database: Database) -> str:
    row = connection.one(database.statements.get_meta, name=_NAME)
    return str(row[0]) if row else ""
