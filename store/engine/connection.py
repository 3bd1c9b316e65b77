"""Connections that speak compiled statements, so that nothing above knows the driver."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import URL, create_engine, event
from sqlalchemy import Engine as SqlEngine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateIndex, CreateTable

from store.engine.addresses import engine_for
from store.engine.dialect import DriverConnection, Engine
from store.engine.schema import SCHEMA, metadata
from store.engine.statements import Statements, statements_of
from store.engine.terms import compiled
from store.errors import StoreError

Values = Mapping[str, object]
Row = Sequence[Any]


class Connection:
    """One connection to the store; used by one thread at a time. Driver errors become `StoreError`s."""

    def __init__(self, raw: DriverConnection, engine: Engine, held: list[str] | None = None) -> None:
        self._raw = raw
        self._engine = engine
        self._held = [] if held is None else held
        self._errors = engine.driver_errors()

    @property
    def raw(self) -> DriverConnection:
        return self._raw

    @property
    def in_transaction(self) -> bool:
        return self._engine.in_transaction(self._raw)

    @property
    def error_ends_all(self) -> bool:
        """Whether an error ends the whole transaction, unless a savepoint was set before it."""
        return self._engine.error_ends_all

    @property
    def lost(self) -> bool:
        """Whether there is nobody at the other end any more."""
        return self._engine.lost(self._raw)

    def all(self, sql: str, **values: object) -> list[Row]:
        try:
            return list(self._raw.execute(sql, values).fetchall())
        except self._errors as error:
            raise self._engine.refusal(error) from error

    def one(self, sql: str, **values: object) -> Row | None:
        try:
            row: Row | None = self._raw.execute(sql, values).fetchone()
        except self._errors as error:
            raise self._engine.refusal(error) from error
        return row

    def run(self, sql: str, **values: object) -> int:
        """Runs a statement that changes rows, and says how many."""
        try:
            return int(self._raw.execute(sql, values).rowcount)
        except self._errors as error:
            raise self._engine.refusal(error) from error

    def many(self, sql: str, values: Iterable[Values]) -> None:
        try:
            self._raw.cursor().executemany(sql, list(values))
        except self._errors as error:
            raise self._engine.refusal(error) from error

    def command(self, sql: str) -> None:
        try:
            self._raw.execute(sql)
        except self._errors as error:
            raise self._engine.refusal(error) from error

    def begin(self) -> None:
        """Takes the write lock at once, never later: nothing read inside can be stale."""
        self.command(self._engine.begin)

    def forget_journal(self) -> None:
        """Keeps nothing of what was overwritten, once its transaction has ended."""
        if self._engine.forget_journal:
            self.command(self._engine.forget_journal)

    def wait_no_more(self) -> None:
        """From here to the end of the transaction, what others hold is `store.busy` at once."""
        if self._engine.no_more_waiting:
            self.command(self._engine.no_more_waiting)

    def lock(self, name: str) -> None:
        """Keeps others away from what has no row yet, to the end of the transaction."""
        if self._engine.lock_name:
            self.all(self._engine.lock_name, name=name)

    def hold(self, name: str) -> None:
        """Shows to other processes that this one lives, from here on and on every connection to come."""
        if self._engine.hold_name and name not in self._held:
            self._holds(name)
            self._held.append(name)

    def hold_again(self) -> None:
        """A session that was opened later holds what its process has held before."""
        for name in self._held:
            self._holds(name)

    def _holds(self, name: str) -> None:
        self.all(self._engine.hold_name, name=name)
        self.all(self._engine.show_name, name=name)

    def living(self) -> int:
        """How many runs hold their names; 1 where nobody has taken one yet."""
        shown = self.all(self._engine.shown_names) if self._engine.shown_names else []
        return max(1, sum(self.is_held(str(name)) for (name,) in shown))

    def is_held(self, name: str) -> bool:
        """Whether a living process holds the name; within a transaction."""
        row = self.one(self._engine.is_free, name=name) if self._engine.is_free else None
        return row is not None and not row[0]

    def enter(self, name: str) -> bool:
        """Whether nobody else is in there; from then on nobody is, until this leaves or its session ends."""
        row = self.one(self._engine.enter, name=name) if self._engine.enter else (True,)
        return row is not None and bool(row[0])

    def leave(self, name: str) -> None:
        if self._engine.leave:
            self.all(self._engine.leave, name=name)

    def take(self, name: str, *, alone: bool) -> bool:
        """Whether it could be taken to the end of the session, alone or beside others who are not alone."""
        row = self.one(self._engine.take[alone], name=name)
        return row is not None and bool(row[0])

    def session(self) -> str:
        """The name of this session, by which a later one can end it."""
        try:
            return self._engine.session(self._raw)
        except self._errors as error:
            raise self._engine.refusal(error) from error

    def bury(self, session: str) -> None:
        """Ends what a server still holds for a session whose line is cut."""
        try:
            self._engine.bury(self._raw, session)
        except self._errors as error:
            raise self._engine.refusal(error) from error

    def begin_reading(self) -> None:
        """Several looks that must agree; the caller ends it within 50 ms, for a writer may be waiting."""
        self.command(self._engine.begin_reading)

    def commit(self) -> None:
        self.command("COMMIT")

    def rollback(self) -> None:
        if self.in_transaction:
            self.command("ROLLBACK")

    def integrity(self) -> list[str]:
        """What the engine itself finds wrong with its file."""
        try:
            return self._engine.integrity(self._raw)
        except self._errors as error:
            raise self._engine.refusal(error) from error

    def number(self) -> str | None:
        """The number of the open transaction, if the engine gives it one for what it has written."""
        try:
            return self._engine.number(self._raw)
        except self._errors as error:
            raise self._engine.refusal(error) from error

    def fate(self, number: str) -> bool | None:
        """Whether the transaction of that number was committed; None where nobody knows."""
        try:
            return self._engine.fate(self._raw, number)
        except self._errors as error:
            raise self._engine.refusal(error) from error

    def copy_to(self, target: Path, pages: int, between: Callable[[], None]) -> None:
        """Copies the store into a file, some pages at a time; what this connection commits comes along."""
        try:
            self._engine.copy(self._raw, target, pages, between)
        except self._errors as error:
            raise self._engine.refusal(error) from error

    def close(self) -> None:
        self._raw.close()


class Database:
    """A store's engine: opens connections, makes the tables, refuses what it cannot read."""

    def __init__(self, url: str | URL) -> None:
        address, self.engine = engine_for(url)
        self.statements: Statements = statements_of(self.engine.dialect)
        self._errors = self.engine.driver_errors()
        self._sql: SqlEngine = create_engine(
            address, poolclass=NullPool, connect_args=self.engine.connect_arguments()
        )
        event.listen(self._sql, "connect", self._opened)
        self._held: list[str] = []

    @classmethod
    def at(cls, path: Path) -> "Database":
        """The SQLite store in this file, whatever characters its path has."""
        return cls(URL.create("sqlite", database=str(path)))

    @property
    def file(self) -> Path | None:
        """The store's file, if it is one."""
        return self.engine.file

    @property
    def in_memory(self) -> bool:
        return self.engine.in_memory

    @property
    def shared(self) -> bool:
        """Whether several runs may work on it at the same time."""
        return bool(self.engine.enter)

    def connect(self) -> Connection:
        try:
            fairy = self._sql.raw_connection()
        except SQLAlchemyError as error:
            raise self.engine.refusal(error.__cause__ or error) from error
        except self._errors as error:
            raise self.engine.refusal(error) from error
        raw: Any = fairy.driver_connection
        fairy.detach()
        connection = Connection(raw, self.engine, self._held)
        connection.hold_again()
        return connection

    def _opened(self, raw: DriverConnection, _record: object) -> None:
        self.engine.opened(raw)

    def prepare(self, connection: Connection, *, make: bool = True) -> None:
        """Makes the tables of an empty store; refuses a foreign database and a newer schema.

        Without `make` an empty database of a server is refused: a file would have been absent.
        """
        if self.is_ours(connection):
            return
        if not make and self.shared:
            raise StoreError("store.absent", path=self.engine.where)
        connection.begin()
        try:
            if self.engine.making:
                connection.command(self.engine.making)
            self._make(connection)
        except BaseException:
            connection.rollback()
            raise
        connection.commit()

    def _make(self, connection: Connection) -> None:
        if self.is_ours(connection):
            return  # another process has just made it
        self.engine.may_be_made(connection.raw)
        for table in metadata.sorted_tables:
            connection.command(compiled(CreateTable(table), self.engine.dialect))
            for index in sorted(table.indexes, key=lambda each: str(each.name)):
                connection.command(compiled(CreateIndex(index), self.engine.dialect))
        connection.run(self.statements.add_meta, name="schema", value=str(SCHEMA))

    def is_ours(self, connection: Connection) -> bool:
        """Whether it is a store of a schema known here; False if it is empty, refused if it is neither."""
        names = {str(row[0]) for row in connection.all(self.engine.table_names)}
        if not names:
            return False
        if not names >= set(metadata.tables):
            raise StoreError("store.not_a_store", path=self.engine.where)
        row = connection.one(self.statements.get_meta, name="schema")
        found = int(row[0]) if row else 0
        if found > SCHEMA:
            raise StoreError("store.newer", found=found, known=SCHEMA)
        return True


def is_made(url: str) -> bool:
    """Whether a server has a store of ours at this address; False for one in a file, which can be seen."""
    database = Database(url)
    if not database.shared:
        return False
    connection = database.connect()
    try:
        return database.is_ours(connection)
    finally:
        connection.close()


def file_of(url: str) -> Path | None:
    """The file of the store at this address; None in memory and on a server."""
    return engine_for(url)[1].file
