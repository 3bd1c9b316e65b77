"""PostgreSQL: what it does in its own way, and what its errors mean."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

from sqlalchemy import URL, Dialect
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from store.engine.dialect import BUSY_SECONDS, DriverConnection
from store.engine.schema import partial
from store.errors import StoreError

OLDEST = 130_000
"""Servers before 13 cannot say what became of a transaction."""

_BUSY = f"{int(BUSY_SECONDS * 1000)}ms"

_FATES = {"committed": True, "aborted": False}

_SESSION = "SELECT pid::text || ' ' || backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()"
_END_SESSION = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE pid::text || ' ' || backend_start::text = %(name)s"
)

# Ours alone: two stores may lie in two schemas of one database.
_KEY = "hashtextextended(current_schema() || '|' || {}, 0)"


def key_of(name: str) -> str:
    """The number under which the server locks what has no row; `name` is an SQL expression."""
    return _KEY.format(name)


class Postgresql:
    """A server for several machines; a partition's row is locked, in the order of their ids."""

    begin = "BEGIN"
    begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    table_names = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
    making = "SELECT pg_advisory_xact_lock(" + key_of("'making'") + ")"
    # An error ends a transaction here, unless a savepoint was set before it.
    error_ends_all = True
    # Two that hold and wait, each for the other, would wait for ever: only a commit's first job may wait.
    no_more_waiting = "SET LOCAL lock_timeout = '1ms'"
    forget_journal = ""  # the server keeps its own, by its own rules
    lock_name = f"SELECT pg_advisory_xact_lock({key_of('%(name)s')})"
    # Shared, so that a session that nobody has buried yet does not keep out its successor.
    hold_name = f"SELECT pg_advisory_lock_shared({key_of('%(name)s')})"
    # A session shows which name it holds, so that those who live can be asked for.
    show_name = "SELECT set_config('application_name', %(name)s, false)"
    shown_names = (
        "SELECT DISTINCT application_name FROM pg_stat_activity"
        " WHERE datname = current_database() AND starts_with(application_name, 'run ')"
    )
    is_free = f"SELECT pg_try_advisory_xact_lock({key_of('%(name)s')})"
    enter = f"SELECT pg_try_advisory_lock({key_of('%(name)s')})"
    leave = f"SELECT pg_advisory_unlock({key_of('%(name)s')})"
    # Alone, or beside others who do not want to be alone either.
    take = (f"SELECT pg_try_advisory_lock_shared({key_of('%(name)s')})", enter)
    marks = False
    in_memory = False
    copies_beside = True
    file: Path | None = None

    def __init__(self, url: URL) -> None:
        for index, rows in partial.items():
            index.dialect_options["postgresql"]["where"] = rows
        self.dialect: Dialect = cast("Any", PGDialect_psycopg)(paramstyle="pyformat")
        self.where = url.render_as_string(hide_password=True)
        self._database = url.database or url.username or ""

    def driver_errors(self) -> type[BaseException]:
        """The base of what the driver raises; refused where it is not installed."""
        try:
            return cast("type[BaseException]", cast("Any", PGDialect_psycopg).import_dbapi().Error)
        except ImportError as error:
            raise StoreError("store.no_driver") from error

    def connect_arguments(self) -> dict[str, Any]:
        return {
            "autocommit": True,
            "connect_timeout": int(BUSY_SECONDS),
            "client_encoding": "utf8",
            # A server that is gone without a word is noticed within a minute.
            "keepalives_idle": 20,
            "keepalives_interval": 5,
            "keepalives_count": 4,
            "tcp_user_timeout": 30_000,
            "application_name": "guanjia",
        }

    def prepare(self, *, make: bool) -> None:
        """A server's database is made by its own tools."""
        self.driver_errors()

    def opened(self, raw: DriverConnection) -> None:
        info = cast("Any", raw).info
        if info.server_version < OLDEST:
            raise StoreError("store.server_too_old", found=info.server_version // 10_000, known=13)
        for name, value in (
            ("lock_timeout", _BUSY),
            # A machine that is gone must not keep what it had locked.
            ("idle_in_transaction_session_timeout", "60s"),
            ("tcp_keepalives_idle", "20"),
            ("tcp_keepalives_interval", "5"),
            ("tcp_keepalives_count", "4"),
        ):
            raw.execute(f"SET {name} = '{value}'")
        # What is acknowledged has been flushed, whatever the server's default is; never less than that.
        raw.execute(
            "SELECT set_config('synchronous_commit', 'on', false)"
            " WHERE current_setting('synchronous_commit') = 'off'"
        )

    def in_transaction(self, raw: DriverConnection) -> bool:
        state: Any = getattr(raw, "info", None)
        return state is not None and state.transaction_status.name in {"INTRANS", "ACTIVE", "INERROR"}

    def lost(self, raw: DriverConnection) -> bool:
        return bool(cast("Any", raw).closed)

    def integrity(self, raw: DriverConnection) -> list[str]:
        """A server checks its own pages; what is looked at is whether it keeps what it acknowledges."""
        return [
            f"{name} = off"
            for name in ("fsync", "full_page_writes")
            if raw.execute(f"SHOW {name}").fetchone()[0] == "off"
        ]

    def may_be_made(self, raw: DriverConnection) -> None:
        """Refuses a database that cannot hold the words of the people here."""
        encoding = str(raw.execute("SHOW server_encoding").fetchone()[0])
        if encoding != "UTF8":
            raise StoreError("store.encoding", path=self.where, found=encoding)

    def number(self, raw: DriverConnection) -> str | None:
        """The transaction's number, by which its fate can be asked for; None while nothing was written."""
        row = raw.execute("SELECT pg_current_xact_id_if_assigned()::text").fetchone()
        return None if row is None or row[0] is None else str(row[0])

    def fate(self, raw: DriverConnection, number: str) -> bool | None:
        """Whether that transaction was committed; None where nobody can say yet."""
        # Its session may not have noticed that nobody listens any more; nothing of it is wanted.
        raw.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE backend_xid IS NOT NULL AND backend_xid = xid(%(number)s::xid8)"
            " AND usename = current_user AND pid <> pg_backend_pid()",
            {"number": number},
        )
        for _ in range(100):
            row = raw.execute("SELECT pg_xact_status(%(number)s::xid8)", {"number": number}).fetchone()
            if row[0] in _FATES:
                return _FATES[row[0]]
            raw.execute("SELECT pg_sleep(0.05)")
        return None

    def session(self, raw: DriverConnection) -> str:
        """A name for this session that no later one has."""
        row = raw.execute(_SESSION).fetchone()
        return str(row[0])

    def bury(self, raw: DriverConnection, session: str) -> None:
        """Ends a session whose line is cut and which the server still believes in; waits until it is gone."""
        for _ in range(100):
            # What is being ended is found until it has ended.
            if raw.execute(_END_SESSION, {"name": session}).fetchone() is None:
                return
            raw.execute("SELECT pg_sleep(0.05)")

    def copy(self, raw: DriverConnection, target: Path, pages: int, between: Callable[[], None]) -> None:
        del raw, pages, between
        raise StoreError("store.backup_by_the_server", path=str(target))

    def refusal(self, error: BaseException) -> StoreError:
        if isinstance(error, StoreError):
            return error
        state = str(getattr(error, "sqlstate", "") or "")
        why = " ".join(str(error).split())
        facts = {"path": self.where, "database": self._database, "why": why}
        return StoreError(_meaning(state, _STATES) if state else _meaning(why, _WORDS), **facts)


def _meaning(said: str, meanings: Sequence[tuple[str, str]]) -> str:
    return next(key for pattern, key in meanings if re.search(pattern, said))


# The first five characters of an error are the same in every language and version of the server.
_STATES = (
    ("^53100", "store.full"),
    ("^25006", "store.read_only"),
    ("^(55P03|40|57014)", "store.busy"),
    ("^(28|42501)", "store.no_right"),
    ("^23", "store.conflict"),
    ("^3D000", "store.no_database"),
    ("^(42P01|3F000)", "store.not_a_store"),
    ("^XX00[12]", "store.damaged"),
    ("^58030", "store.disk_fails"),
    # 25P03: the server ended a transaction that stood still; 57P: it is being stopped; 08: the line is cut.
    ("^(08|57P|25P03)", "store.unreachable"),
    ("", "store.failed"),
)

# Before a session there is no such code, only the server's words, or the client's.
_WORDS = (
    (r"invalid (connection option|integer value|URI|port)", "store.bad_server_address"),
    (r"(?i)(database|数据库|資料庫) ?[\"“「»«]", "store.no_database"),
    (
        r"(?i)(password|authentication|pg_hba|role [\"“]|密码|密碼|口令|认证|認證|角色)",
        "store.wrong_password",
    ),
    ("", "store.unreachable"),
)
