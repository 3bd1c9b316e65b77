"""The check finds what a store must never hold."""

import pytest

from store import Store
from tests.store.house import BANK, LI, NOW, change, opened, promise, settle_in

DAMAGE = {
    "a customer without a place": ("DELETE FROM place WHERE key = 'li-1'", "check.misplaced"),
    "a customer in two books": (
        "INSERT INTO document SELECT 'book:wang', kind, id, version, body FROM document WHERE id = 'li-1'",
        "check.misplaced",
    ),
    "a place without its customer": (
        "INSERT INTO place VALUES ('customer', 'nobody', 'book:li')",
        "check.misplaced",
    ),
    "a place in the wrong book": (
        "UPDATE place SET partition = 'book:wang' WHERE key = 'li-1'",
        "check.misplaced",
    ),
    "a document cut short": (
        "UPDATE document SET body = substr(body, 1, 20) WHERE id = 'li-1'",
        "check.unreadable",
    ),
    "a document of an unknown kind": (
        "INSERT INTO document VALUES ('book:li', 'ghosts', 'x', 1, '{}')",
        "check.unreadable",
    ),
    "an armed row that would never wake": ("UPDATE ledger SET wake = NULL", "check.ledger"),
}


@pytest.mark.parametrize("damage", DAMAGE)
async def test_it_finds(damage: str, file_url: str) -> None:
    edit, found = DAMAGE[damage]
    async with opened(file_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        await change(store, [LI], lambda books: books[LI].put(promise("p", "li-1", NOW)))
        assert await store.check() == []
        await store._access.write(lambda connection: connection.command(edit))
        assert {problem.key for problem in await store.check()} == {found}


async def test_a_new_store_is_whole(store: Store) -> None:
    assert await store.check() == []
