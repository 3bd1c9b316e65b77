"""Which engine a store's address means; the only place that knows them all."""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from store.engine.dialect import Engine, Sqlite
from store.errors import StoreError


def engine_for(url: str | URL) -> tuple[URL, Engine]:
    """The engine of a store's address; an unknown one is refused."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:  # a port may be no number
        raise StoreError("store.bad_address", url=_without_password(str(url))) from error
    if parsed.get_backend_name() == "sqlite":
        return parsed.set(drivername="sqlite+pysqlite"), Sqlite(parsed)
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg"), _postgresql(parsed)
    raise StoreError("store.bad_address", url=parsed.render_as_string(hide_password=True))


def _postgresql(url: URL) -> Engine:
    # Loaded by those who have a server: every command would wait a tenth of a second for it.
    from store.engine.postgresql import Postgresql  # noqa: PLC0415

    return Postgresql(url)


def _without_password(url: str) -> str:
    """What was written in the place of an address, as far as it holds no secret."""
    scheme, apart, rest = url.partition("://")
    return f"{scheme}://…@{rest.rpartition('@')[2]}" if apart and "@" in rest else url
