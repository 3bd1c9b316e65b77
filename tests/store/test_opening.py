"""What cannot be opened is refused with a key and never a stack of somebody else's."""

import os
import sqlite3
from pathlib import Path

import pytest

from store import Store, StoreError
from store.engine import Database
from store.engine.dialect import wal_is_safe
from store.lock import RunLock
from tests.store.house import BANK, NOW, opened, settle_in


def refusal(url: str, *, make: bool = True) -> str:
    with pytest.raises(StoreError) as refused:
        Store.open(url, key=b"k", make=make)
    return refused.value.key


def test_a_missing_folder(tmp_path: Path) -> None:
    assert refusal(f"sqlite:///{tmp_path}/nowhere/guanjia.db") == "store.no_folder"


def test_an_absent_store_that_should_be_there(tmp_path: Path) -> None:
    assert refusal(f"sqlite:///{tmp_path}/guanjia.db", make=False) == "store.absent"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    assert refusal(f"sqlite:///{tmp_path}") == "store.not_a_store"


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"Dear Sir or Madam, " * 400)
    assert refusal(f"sqlite:///{path}") == "store.not_a_store"
    assert path.read_bytes() == b"Dear Sir or Madam, " * 400


def test_somebody_elses_database(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name)")
    other.close()
    assert refusal(f"sqlite:///{path}") == "store.not_a_store"


async def test_a_store_of_a_newer_version(file_url: str) -> None:
    async with opened(file_url) as store:
        await store._access.write(lambda c: c.command("UPDATE meta SET value = '99'"))
    assert refusal(file_url) == "store.newer"


async def test_a_cut_file_is_damaged(file_url: str, tmp_path: Path) -> None:
    async with opened(file_url) as store:
        await store.change(BANK, [], settle_in(customers=300), now=NOW)
    path = tmp_path / "guanjia.db"
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(StoreError) as refused:
        await looked_through(file_url)
    assert refused.value.key == "store.damaged"


async def looked_through(url: str) -> None:
    store = Store.open(url, key=b"k")
    try:
        await store.check()
    finally:
        await store.close()


def test_an_address_that_is_none(tmp_path: Path) -> None:
    assert refusal("guanjia") == "store.bad_address"
    assert refusal("mysql://x:secret@y/z") == "store.bad_address"
    assert refusal(f"{tmp_path}/guanjia.db") == "store.bad_address"


def test_a_password_is_not_said_again() -> None:
    with pytest.raises(StoreError) as refused:
        Store.open("mysql://x:secret@y/z", key=b"k")
    assert "secret" not in repr(refused.value.facts)


def test_chains_need_a_key() -> None:
    with pytest.raises(ValueError, match="key"):
        Store.open("sqlite://", key=b"")


def test_the_file_is_for_its_owners_eyes(file_url: str, tmp_path: Path) -> None:
    Database(file_url).engine.prepare(make=True)
    assert (tmp_path / "guanjia.db").stat().st_mode & 0o077 == 0


async def test_every_commit_is_synced(file_url: str) -> None:
    async with opened(file_url) as store:
        for pragma, value in (("synchronous", 2), ("secure_delete", 1), ("fullfsync", 1)):
            assert await asked(store, pragma) == value
        safe = wal_is_safe(sqlite3.sqlite_version_info[:3])
        assert await asked(store, "journal_mode") == ("wal" if safe else "persist")


async def asked(store: Store, pragma: str) -> object:
    rows = await store._access.write(lambda connection: connection.all(f"PRAGMA {pragma}"))
    return rows[0][0]


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 9), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
    ],
)
def test_wal_is_used_only_where_its_reset_was_mended(version: tuple[int, int, int], safe: bool) -> None:
    assert wal_is_safe(version) is safe


def test_the_same_statements_compile_for_a_server() -> None:
    statements = Database("postgresql://reader@nowhere/guanjia").statements
    texts = [text for text in vars(statements).values() if isinstance(text, str)]
    assert len(texts) > 40
    assert "FOR UPDATE" in statements.lock_partition
    assert "%(partition)s" in statements.put_document


def test_a_second_copy_on_the_same_store_is_refused(file_url: str) -> None:
    with RunLock.take(file_url):
        with pytest.raises(StoreError) as refused:
            RunLock.take(file_url)
        assert refused.value.key == "store.running"
    RunLock.take(file_url).release()


def test_a_store_in_memory_needs_no_lock() -> None:
    with RunLock.take("sqlite://"), RunLock.take("sqlite://"):
        pass


def test_a_lock_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        RunLock.take(f"sqlite:///{tmp_path}/nowhere/guanjia.db")
    assert refused.value.key == "store.no_folder"
