"""A commit that fails may have happened: whoever asked for it hears what is there, or that nobody knows."""

from collections.abc import Callable

import pytest

from store import Books, Store, StoreError
from store.engine import Connection
from tests.store.house import BANK, LI, NOW, change, customer, names, opened, settle_in


class Failing(Connection):
    """A disk that fails at the end of one commit; `meanwhile` is what really became of that."""

    meanwhile: Callable[[], None]

    def commit(self) -> None:
        self.meanwhile()
        raise StoreError("store.disk_fails")

    def really(self) -> None:
        super().commit()


def failing(store: Store) -> Failing:
    """The disk fails at the end of the next commit of this store."""
    writer = store._access._writer
    assert writer._connection is not None
    writer._connection = bad = Failing(writer._connection.raw, store._database.engine)
    return bad


async def heard(store: Store, key: str) -> str:
    try:
        await change(store, [LI], lambda books: books[LI].put(customer(key)))
    except StoreError as refused:
        return refused.key
    return ""


async def test_what_is_there_although_the_last_sync_failed_is_acknowledged(file_url: str) -> None:
    async with opened(file_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        bad = failing(store)
        bad.meanwhile = bad.really
        assert await heard(store, "kept") == ""
        assert await heard(store, "next") == ""
        assert await names(store, LI) == ["kept", "li-0", "li-1", "li-2", "next"]
    async with opened(file_url) as store:
        assert await names(store, LI) == ["kept", "li-0", "li-1", "li-2", "next"]
        assert await store.check() == []


async def test_what_is_not_there_after_a_failed_commit_is_refused(file_url: str) -> None:
    async with opened(file_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        failing(store).meanwhile = lambda: None
        assert await heard(store, "lost") == "store.disk_fails"
        assert await heard(store, "next") == ""
        assert await names(store, LI) == ["li-0", "li-1", "li-2", "next"]


async def test_where_nobody_can_know_the_answer_says_so(file_url: str) -> None:
    async with opened(file_url) as store, opened(file_url) as other:
        await store.change(BANK, [], settle_in(), now=NOW)
        bad = failing(store)

        def meanwhile() -> None:
            bad.rollback()
            beside = other._database.connect()
            beside.begin()
            beside.run(other._database.statements.put_meta, name="commit", value="of another program")
            beside.commit()
            beside.close()

        bad.meanwhile = meanwhile
        assert await heard(store, "unknown") == "store.unsure"
        assert await heard(store, "next") == ""


async def test_a_refused_change_writes_no_mark(file_url: str) -> None:
    async with opened(file_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        before = await mark(store)

        def refuses(books: Books) -> None:
            books[LI].put(customer("undone"))
            books.audit("li", "log", "undone")
            raise KeyError("no")

        with pytest.raises(KeyError):
            await change(store, [LI], refuses)
        assert await mark(store) == before
        await change(store, [LI], lambda books: books[LI].put(customer("done")))
        assert await mark(store) != before


async def mark(store: Store) -> str:
    sql = store._database.statements
    row = await store._access.look(lambda c: c.one(sql.get_meta, name="commit"))
    assert row is not None
    return str(row[0])
