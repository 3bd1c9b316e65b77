"""The store under test is the real one: in memory, and in a temporary folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store import Store
from tests.store.house import BANK, NOW, opened, settle_in


@pytest.fixture(params=["in memory", "in a file"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return "sqlite://" if request.param == "in memory" else f"sqlite:///{tmp_path / 'guanjia.db'}"


@pytest.fixture
def file_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'guanjia.db'}"


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """A store with three people in two branches, three customers each."""
    async with opened(url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        yield store
