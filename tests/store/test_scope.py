"""Nobody sees a partition that their scope does not hold, and nobody can tell it from an absent one."""

import pytest

from store import Books, NotThere, Scope, Store
from tests.store.house import BANK, FOREIGN, LI, NOW, WANG, change, customer

EAST = Scope.branch("east")
OWN = Scope.own("li", "east")


def test_a_scope_of_nothing_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="holds nothing"):
        Scope()
    with pytest.raises(ValueError, match="holds nothing"):
        Scope.branch("")
    with pytest.raises(ValueError, match="needs a person"):
        Scope.own("", "east")


@pytest.mark.parametrize(
    ("scope", "seen"),
    [(BANK, [LI, WANG, FOREIGN]), (EAST, [LI, WANG]), (OWN, [LI]), (Scope.branch("north"), [])],
)
async def test_a_scope_shows_its_own_books(store: Store, scope: Scope, seen: list[str]) -> None:
    ids = [LI, WANG, FOREIGN, "book:nobody"]
    assert await store.read(scope, ids, list) == seen
    assert await store.change(scope, ids, list, now=NOW) == seen
    assert {each.book for each in await store.summaries(scope)} == set(seen)
    assert sorted(await store.partitions(scope, "book")) == sorted(seen) or scope == OWN


async def test_foreign_and_absent_are_one_answer(store: Store) -> None:
    foreign, absent = await refusal(store, WANG), await refusal(store, "book:nobody")
    assert (foreign.key, foreign.facts, str(foreign)) == (absent.key, absent.facts, str(absent))


async def refusal(store: Store, partition: str) -> NotThere:
    with pytest.raises(NotThere) as refused:
        await store.read(OWN, [partition], lambda books: books[partition])
    return refused.value


async def test_a_book_that_was_not_named_is_not_there(store: Store) -> None:
    with pytest.raises(NotThere):
        await change(store, [LI], lambda books: books[WANG])
    assert await store.read(BANK, [LI], lambda books: books.get(WANG)) is None


async def test_nobody_makes_a_partition_outside_their_scope(store: Store) -> None:
    for scope in (EAST, OWN):
        with pytest.raises(NotThere):
            await store.change(scope, [], lambda books: books.new("pool:west:1", "west"), now=NOW)


async def test_an_existing_partition_cannot_be_found_out_by_making_it(store: Store) -> None:
    with pytest.raises(NotThere):
        await store.change(EAST, [], lambda books: books.new(FOREIGN, "east"), now=NOW)


async def test_a_history_is_seen_by_whoever_has_its_customer(store: Store) -> None:
    history = "history:li-1"
    await store.change(OWN, [LI, history], lambda books: books.open(history), now=NOW)
    wang = Scope.own("wang", "east")
    assert await store.read(OWN, [history], len) == 1
    assert await store.read(EAST, [history], len) == 1
    assert await store.read(wang, [history], len) == 0
    assert await store.read(Scope.branch("west"), [history], len) == 0

    def hand_over(books: Books) -> None:
        moved = books[LI].customers["li-1"]
        books[LI].drop(type(moved), "li-1")
        books[WANG].put(moved)

    await change(store, [LI, WANG], hand_over)
    assert await store.read(OWN, [history], len) == 0
    assert await store.read(wang, [history], len) == 1


async def test_the_history_of_nobody_cannot_be_made(store: Store) -> None:
    with pytest.raises(NotThere):
        await store.change(OWN, [LI], lambda books: books.new("history:x"), now=NOW)


async def test_a_new_customer_may_have_a_history_in_the_same_change(store: Store) -> None:
    def decide(books: Books) -> None:
        books[LI].put(customer("new"))
        books.place("customer", "new", LI)
        books.new("history:new")

    await store.change(OWN, [LI], decide, now=NOW)
    assert await store.read(OWN, ["history:new"], len) == 1


async def test_a_branch_sees_no_other_branch_in_its_summaries(store: Store) -> None:
    assert await store.summaries(EAST, branch="west") == []
    assert await store.summaries(OWN, branch="west") == []
    assert [each.book for each in await store.summaries(BANK, branch="west")] == [FOREIGN]


async def test_an_audit_chain_is_read_within_the_scope(store: Store) -> None:
    await change(store, [WANG], lambda books: books.audit("wang", "reveal", "wang-1"))
    assert [each.action for each in await store.audit.entries(EAST, WANG)] == ["reveal"]
    with pytest.raises(NotThere):
        await store.audit.entries(OWN, WANG)


async def test_summaries_inside_a_change_keep_to_the_scope(store: Store) -> None:
    async def seen(scope: Scope, branch: str) -> list[str]:
        return await store.read(scope, [], lambda books: [each.book for each in books.summaries(branch)])

    assert await seen(BANK, "west") == [FOREIGN]
    assert await seen(EAST, "east") == [LI, WANG]
    assert await seen(EAST, "west") == []
    assert await seen(OWN, "east") == [LI]
    assert await seen(OWN, "west") == []
