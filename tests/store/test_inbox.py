"""An update is kept before it is confirmed, has its effect once, and is emptied when it is answered."""

import pytest

from store import Books, InboxState, Store, StoreError
from tests.store.house import BANK, LI, NOW, change, customer, names


async def test_a_batch_is_taken_once(store: Store) -> None:
    taken = await store.inbox.take([(2, 7, b"two"), (1, 7, b"one")], NOW)
    assert [row.update_id for row in taken] == [2, 1]
    assert sorted(taken, key=lambda row: row.update_id) == await store.inbox.pending()
    (third,) = await store.inbox.take([(2, 7, b"two again"), (3, 8, b"three")], NOW)
    assert third == await store.inbox.get(3)
    assert [(row.update_id, row.body) for row in await store.inbox.pending()] == [
        (1, b"one"),
        (2, b"two"),
        (3, b"three"),
    ]


async def test_the_answer_is_kept_with_its_effect(store: Store) -> None:
    await store.inbox.take([(1, 7, b"log")], NOW)

    def decide(books: Books) -> None:
        books[LI].put(customer("new"))
        books.answered(1, b"noted")

    await change(store, [LI], decide)
    (row,) = await store.inbox.pending()
    assert (row.state, row.answer, row.chat, row.at) == (InboxState.APPLIED, b"noted", 7, NOW)

    def again(books: Books) -> None:
        books[LI].put(customer("twice"))
        books.answered(1, b"again")

    with pytest.raises(StoreError) as refused:
        await change(store, [LI], again)
    assert refused.value.key == "store.applied_already"
    assert "twice" not in await names(store, LI)


async def test_an_update_that_was_never_taken_cannot_be_answered(store: Store) -> None:
    with pytest.raises(StoreError) as refused:
        await change(store, [LI], lambda books: books.answered(9, b""))
    assert refused.value.key == "store.no_such_update"


async def test_an_answered_update_is_emptied_and_still_known(store: Store) -> None:
    await store.inbox.take([(1, 7, b"log")], NOW)
    await store.change(BANK, [], lambda books: books.answered(1, b"noted"), now=NOW)
    await store.inbox.answered(1)
    assert await store.inbox.pending() == []
    row = await store.inbox.get(1)
    assert row is not None
    assert (row.state, row.body, row.answer) == (InboxState.ANSWERED, b"", None)
    assert await store.inbox.take([(1, 7, b"log")], NOW) == []


async def test_a_failing_update_is_counted_and_put_aside(store: Store) -> None:
    await store.inbox.take([(1, 7, b"odd"), (2, 7, b"fine")], NOW)
    assert [await store.inbox.failed(1, "KeyError") for _ in range(3)] == [1, 2, 3]
    await store.inbox.quarantine(1, "KeyError")
    assert [row.update_id for row in await store.inbox.pending()] == [2]
    (aside,) = await store.inbox.in_state("quarantined")
    assert (aside.body, aside.failures, aside.why) == (b"odd", 3, "KeyError")
    assert await store.inbox.failed(99, "no such") == 0


async def test_old_answered_rows_are_dropped(store: Store) -> None:
    await store.inbox.take([(1, 7, b"a"), (2, 7, b"b")], NOW)
    await store.inbox.answered(1)
    assert await store.inbox.trim(NOW) == 0
    assert await store.inbox.trim(NOW.replace(hour=3)) == 1
    assert [row.update_id for row in await store.inbox.pending()] == [2]
