"""A backup is taken while people work, is whole, and becomes a store again."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from store import Books, Store, StoreError, replace
from store.backup import restore
from store.lock import RunLock
from tests.store.house import BANK, KEY, LI, NOW, change, customer, names, opened, settle_in


async def test_a_backup_holds_all_that_was_acknowledged(file_url: str, tmp_path: Path) -> None:
    copy, elsewhere = tmp_path / "copy.db", f"sqlite:///{tmp_path / 'other.db'}"
    async with opened(file_url) as store:
        await store.change(BANK, [], settle_in(customers=250), now=NOW)
        await change(store, [LI], lambda books: books.audit("li", "reveal", "li-1"))
        await store.backup(copy)
        await change(store, [LI], lambda books: books[LI].put(customer("afterwards")))
    assert copy.stat().st_mode & 0o077 == 0
    restore(copy, elsewhere, KEY)
    async with opened(elsewhere) as store:
        assert len(await names(store, LI)) == 250
        assert await store.check() == []
        assert len(await store.audit.entries(BANK, LI)) == 1


async def test_people_go_on_working_while_a_backup_runs(file_url: str, tmp_path: Path) -> None:
    copy, elsewhere = tmp_path / "copy.db", f"sqlite:///{tmp_path / 'other.db'}"
    counts: list[int] = []
    async with opened(file_url) as store:
        for number in range(10):
            await store.change(BANK, [], crowd(number), now=NOW)
        async with asyncio.TaskGroup() as tasks:
            backup = tasks.create_task(store.backup(copy))
            tasks.create_task(write_until(store, backup, counts))
        assert await store.check() == []
    assert counts
    restore(copy, elsewhere, KEY)
    async with opened(elsewhere) as store:
        assert await store.check() == []
        copied = (await store.read(BANK, ["book:crowd0"], lambda b: b["book:crowd0"].customers["0-0"])).assets
        assert 0 <= (copied or 0) <= counts[-1]


async def test_a_backup_beside_a_running_program_ends(file_url: str, tmp_path: Path) -> None:
    copy, elsewhere = tmp_path / "a copy?.db", f"sqlite:///{tmp_path / 'other.db'}"
    counts: list[int] = []
    async with opened(file_url) as running, opened(file_url) as beside:
        for number in range(5):
            await running.change(BANK, [], crowd(number), now=NOW)
        async with asyncio.TaskGroup() as tasks:
            backup = tasks.create_task(beside.backup(copy))
            tasks.create_task(write_until(running, backup, counts))
    assert counts
    restore(copy, elsewhere, KEY)
    async with opened(elsewhere) as store:
        assert await store.check() == []


def crowd(number: int) -> Callable[[Books], None]:
    def decide(books: Books) -> None:
        people = (replace(customer(f"{number}-{k}"), notes=("x" * 2000,)) for k in range(250))
        books.new(f"book:crowd{number}", "east").put(*people)

    return decide


async def write_until(store: Store, backup: asyncio.Task[None], counts: list[int]) -> None:
    while not backup.done():
        count = len(counts) + 1

        def decide(books: Books, count: int = count) -> None:
            found = books["book:crowd0"].customers["0-0"]
            books["book:crowd0"].put(replace(found, assets=count))

        await change(store, ["book:crowd0"], decide)
        counts.append(count)


async def test_a_backup_into_a_missing_folder_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        await store.backup(tmp_path / "nowhere" / "copy.db")
    assert refused.value.key == "store.no_folder"


async def test_a_damaged_store_gives_no_backup(file_url: str, tmp_path: Path) -> None:
    async with opened(file_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        await store._access.write(lambda c: c.command("DELETE FROM place WHERE key = 'li-1'"))
        with pytest.raises(StoreError) as refused:
            await store.backup(tmp_path / "copy.db")
    assert refused.value.key == "store.backup_damaged"
    assert not (tmp_path / "copy.db").exists()  # nobody else is on this loop


async def test_a_restore_overwrites_nothing(file_url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    async with opened(file_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        await store.backup(copy)
        await store.backup(copy)
    with pytest.raises(StoreError) as refused:
        restore(copy, file_url, KEY)
    assert refused.value.key == "store.exists"
    with RunLock.take(file_url), pytest.raises(StoreError) as refused:
        restore(copy, file_url, KEY)
    assert refused.value.key == "store.running"


def test_what_cannot_be_restored_is_refused(tmp_path: Path) -> None:
    target = f"sqlite:///{tmp_path / 'new.db'}"
    letter = tmp_path / "letter.txt"
    letter.write_bytes(b"Dear Sir or Madam, " * 400)
    for source, url, key in (
        (tmp_path / "absent.db", target, "store.absent"),
        (letter, target, "store.not_a_store"),
        (letter, "sqlite://", "store.restore_needs_a_file"),
    ):
        with pytest.raises(StoreError) as refused:
            restore(source, url, KEY)
        assert refused.value.key == key
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.txt", "new.db-run"]


async def test_a_backup_of_other_hands_is_refused(file_url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    async with opened(file_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        await change(store, [LI], lambda books: books.audit("li", "reveal", "li-1"))
        await store.backup(copy)
    with pytest.raises(StoreError) as refused:
        restore(copy, f"sqlite:///{tmp_path / 'new.db'}", b"guessed")
    assert refused.value.key == "store.backup_damaged"
    assert not (tmp_path / "new.db").exists()
