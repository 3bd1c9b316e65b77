"""The chains of looks and changes cannot be edited quietly, and erasure leaves them whole."""

from pathlib import Path

import msgspec
import pytest

from store import Books, Store
from store.audit import Head
from tests.store.house import BANK, LI, NOW, WANG, change, opened, settle_in


async def look_thrice(store: Store) -> None:
    for whom in ("li-0", "li-1", "li-2"):
        await reveal(store, whom)


async def reveal(store: Store, whom: str) -> None:
    await change(store, [LI], lambda books: books.audit("li", "reveal", whom, why="call"))


async def test_an_entry_tells_who_did_what(store: Store) -> None:
    await change(store, [LI], lambda books: books.audit("li", "reveal", "li-1", why="call", tries=2))
    (entry,) = await store.audit.entries(BANK, LI)
    assert (entry.seq, entry.at, entry.actor, entry.action, entry.subject) == (1, NOW, "li", "reveal", "li-1")
    assert entry.values == {"why": "call", "tries": 2}
    assert await store.audit.verify(LI) == []


async def test_an_entry_goes_to_the_chain_that_is_named(store: Store) -> None:
    def decide(books: Books) -> None:
        books.audit("head", "hand over", "li-1", partition=WANG, day=NOW.date())
        books.audit("head", "hand over", "li-1")

    await change(store, [LI, WANG], decide)
    assert len(await store.audit.entries(BANK, LI)) == 1
    (entry,) = await store.audit.entries(BANK, WANG)
    assert entry.values == {"day": "2026-11-24"}
    await store.change(BANK, [], lambda books: books.audit("operator", "set up", ""), now=NOW)
    assert [head.partition for head in await store.audit.heads()] == ["bank", LI, WANG]


async def test_an_undone_change_leaves_no_gap(store: Store) -> None:
    def decide(books: Books) -> None:
        books.audit("li", "reveal", "li-1")
        raise LookupError

    await look_thrice(store)
    with pytest.raises(LookupError):
        await change(store, [LI], decide)
    await look_thrice(store)
    assert [entry.seq for entry in await store.audit.entries(BANK, LI)] == [1, 2, 3, 4, 5, 6]
    assert await store.audit.verify(LI) == []


async def test_erasure_empties_values_and_keeps_the_chain(store: Store) -> None:
    await look_thrice(store)
    assert await store.change(BANK, [LI], lambda books: books.forget(LI, "li-1"), now=NOW) == 1
    entries = await store.audit.entries(BANK, LI)
    assert [(entry.subject, entry.erased) for entry in entries] == [
        ("li-0", False),
        ("", True),
        ("li-2", False),
    ]
    assert await store.audit.verify(LI) == []


TAMPERING = {
    "an entry is taken out": ("DELETE FROM audit WHERE seq = 2", "check.chain_gap"),
    "an action is rewritten": (
        "UPDATE audit SET sealed = replace(CAST(sealed AS TEXT), 'reveal', 'glance') WHERE seq = 2",
        "check.chain_changed",
    ),
    "an instant is moved": ("UPDATE audit SET at = at + 1 WHERE seq = 1", "check.chain_changed"),
    "a value is rewritten": (
        "UPDATE audit SET opened = replace(CAST(opened AS TEXT), 'call', 'care') WHERE seq = 3",
        "check.chain_value",
    ),
    "a value is made unreadable": ("UPDATE audit SET opened = x'00' WHERE seq = 3", "check.chain_value"),
    "an entry changes its chain": (
        "UPDATE audit SET partition = 'book:wang', seq = 1 WHERE seq = 1",
        "check.chain_gap",
    ),
}


@pytest.mark.parametrize("what", TAMPERING)
async def test_tampering_is_noticed_when(what: str, file_url: str) -> None:
    edit, found = TAMPERING[what]
    async with opened(file_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        await look_thrice(store)
        await store._access.write(lambda connection: connection.command(edit))
        assert found in {problem.key for problem in await store.audit.verify(LI)}
        assert found in {problem.key for problem in await store.check()}


async def test_another_key_does_not_fit(file_url: str) -> None:
    async with opened(file_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        await look_thrice(store)
    other = Store.open(file_url, key=b"guessed")
    assert [problem.key for problem in await other.audit.verify(LI)] == ["check.chain_changed"] * 3
    await other.close()


async def test_a_cut_tail_shows_against_a_head_that_somebody_kept(store: Store) -> None:
    await look_thrice(store)
    (kept,) = await store.audit.heads()
    other = Head(partition=LI, seq=3, mac="00" * 32)
    assert await store.audit.gone([kept, other]) == [other]
    await store._access.write(lambda connection: connection.command("DELETE FROM audit WHERE seq = 3"))
    assert await store.audit.verify(LI) == []
    assert await store.audit.gone([kept]) == [kept]
    # What is written on over the cut is whole in itself, and another chain than the one that was kept.
    await change(store, [LI], lambda books: books.audit("li", "reveal", "li-9", number="13900002222"))
    assert await store.audit.verify(LI) == []
    assert await store.audit.gone([kept]) == [kept]


async def test_the_chain_holds_no_value_in_the_clear(file_url: str, tmp_path: Path) -> None:
    async with opened(file_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        await change(store, [LI], lambda books: books.audit("li", "reveal", "li-1", number="13900001111"))
        rows = await store._access.look(lambda c: c.all("SELECT sealed FROM audit"))
        assert b"13900001111" not in bytes(rows[0][0])
        assert msgspec.json.decode(bytes(rows[0][0]))[:2] == ["li", "reveal"]
        await store.change(BANK, [LI], lambda books: books.forget(LI, "li-1"), now=NOW)
    assert b"13900001111" not in (tmp_path / "guanjia.db").read_bytes()
