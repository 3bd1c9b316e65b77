"""The store under test is the real one: in memory, in a temporary folder, and on a server."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from store import Store
from tests.store.house import BANK, NOW, opened, settle_in
from tests.store.server import NoServer, Server, a_server


@pytest.fixture(scope="session")
def any_server() -> Iterator[Server | NoServer]:
    try:
        with a_server() as server:
            yield server
    except NoServer as reason:
        yield reason


@pytest.fixture
def server(any_server: Server | NoServer) -> Server:
    """A running PostgreSQL server; without one the test skips and says why."""
    if isinstance(any_server, NoServer):
        pytest.skip(str(any_server))
    return any_server


@pytest.fixture(params=["in memory", "in a file", "on a server"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty place for a store, on each engine."""
    return "sqlite://" if request.param == "in memory" else lasting(request, tmp_path)


@pytest.fixture
def file_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'guanjia.db'}"


@pytest.fixture(params=["in a file", "on a server"])
def lasting_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty place for a store that several programs may open, one after the other or together."""
    return lasting(request, tmp_path)


def lasting(request: pytest.FixtureRequest, folder: Path) -> str:
    if request.param != "on a server":
        return f"sqlite:///{folder / 'guanjia.db'}"
    server: Server = request.getfixturevalue("server")
    return server.place()


@pytest.fixture
def server_url(server: Server) -> str:
    return server.place()


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """A store with three people in two branches, three customers each."""
    async with opened(url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        yield store
