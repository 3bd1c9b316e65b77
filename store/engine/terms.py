"""What statements are made of: terms, and how a statement becomes the words of the dialect at hand."""

from importlib import import_module
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    LargeBinary,
    Table,
    Text,
    bindparam,
    literal_column,
)
from sqlalchemy.sql import ClauseElement

# Said, because SQLite's dialect binds an offset of its own where none is.
NONE: ColumnElement[Any] = literal_column("0", BigInteger)
ONE: ColumnElement[Any] = literal_column("1", BigInteger)


def compiled(statement: ClauseElement, dialect: Dialect) -> str:
    """The statement in the driver's own words, with named parameters."""
    return str(statement.compile(dialect=dialect))


def word(value: str) -> ColumnElement[str]:
    """A constant of ours inside the text, so that no call has to bind it."""
    return literal_column(f"'{value}'", Text)


def number(name: str) -> ColumnElement[Any]:
    return bindparam(name, type_=BigInteger)


def text(name: str) -> ColumnElement[Any]:
    return bindparam(name, type_=Text)


def raw(name: str) -> ColumnElement[Any]:
    """Bytes."""
    return bindparam(name, type_=LargeBinary)


class Compiling:
    """Statements as text, for one dialect."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        # Each dialect has its own insert for ON CONFLICT, with the same methods; the others are not loaded.
        self._inserting: Any = import_module(f"sqlalchemy.dialects.{dialect.name}")

    def _sql(self, statement: ClauseElement) -> str:
        return compiled(statement, self._dialect)

    def _locked(self, statement: Any, *, skip: bool = False) -> str:
        """For what is written next: nobody else may change it meanwhile; `skip` leaves out what others hold.

        SQLite holds the whole store inside BEGIN IMMEDIATE and has no words for locking a row.
        """
        if self._dialect.name == "sqlite":
            return self._sql(statement)
        return self._sql(statement.with_for_update(skip_locked=skip))

    def _insert(self, table: Table) -> Any:
        return self._inserting.insert(table)
