"""Changes happen whole or not at all, and reads show what was committed."""

from datetime import datetime

import pytest

from store import Books, NotThere, Store, Summary, Taken, replace
from store.records import Customer, Person
from tests.store.house import BANK, LI, NOW, WANG, change, customer, names, opened, settle_in


async def test_what_was_put_is_read_back(store: Store) -> None:
    await change(store, [LI], lambda books: books[LI].put(customer("li-1", assets=62_000_000)))
    found = await store.read(BANK, [LI], lambda books: books[LI].get(Customer, "li-1"))
    assert found == customer("li-1", assets=62_000_000)


async def test_records_come_in_the_order_of_their_ids(store: Store) -> None:
    await change(store, [LI], lambda books: books[LI].put(customer("b"), customer("a")))
    assert await names(store, LI) == ["a", "b", "li-0", "li-1", "li-2"]


async def test_a_change_answers_what_was_decided(store: Store) -> None:
    answer = await store.change(BANK, [LI], lambda books: books[LI].owner.name, now=NOW)
    assert answer == "Li"


async def test_a_decision_that_raises_changes_nothing(store: Store) -> None:
    def decide(books: Books) -> None:
        books[LI].put(customer("new"))
        books.place("telegram", "7", LI)
        books.audit("li", "log", "new", note="said")
        books.new("history:new")
        raise LookupError("changed my mind")

    with pytest.raises(LookupError, match="changed my mind"):
        await change(store, [LI], decide)
    assert await names(store, LI) == ["li-0", "li-1", "li-2"]
    assert await store.place("telegram", "7") is None
    assert await store.place("customer", "new") is None
    assert await store.audit.entries(BANK, LI) == []
    with pytest.raises(NotThere):
        await store.read(BANK, ["history:new"], lambda books: books["history:new"])


async def test_a_dropped_record_is_gone_and_its_place_is_free(store: Store) -> None:
    await change(store, [LI], lambda books: books[LI].drop(Customer, "li-1"))
    assert await names(store, LI) == ["li-0", "li-2"]
    assert await store.place("customer", "li-1") is None


async def test_a_handover_moves_a_customer_in_one_step(store: Store) -> None:
    def decide(books: Books) -> None:
        moved = books[LI].customers["li-1"]
        books[LI].drop(Customer, "li-1")
        books[WANG].put(moved)

    await change(store, [LI, WANG], decide)
    assert await store.place("customer", "li-1") == WANG
    assert await names(store, LI) == ["li-0", "li-2"]
    assert "li-1" in await names(store, WANG)


async def test_a_customer_cannot_be_in_two_books(store: Store) -> None:
    with pytest.raises(Taken):
        await change(store, [WANG], lambda books: books[WANG].put(customer("li-1")))
    assert await store.place("customer", "li-1") == LI
    assert "li-1" not in await names(store, WANG)


async def test_a_customer_lies_in_a_book_or_a_pool_only(store: Store) -> None:
    with pytest.raises(ValueError, match="a book or a pool"):
        await change(store, [], lambda books: books.new("history:x").put(customer("x")))


async def test_a_customer_cannot_be_placed_where_they_do_not_lie(store: Store) -> None:
    def decide(books: Books) -> None:
        books.unplace("customer", "li-1")
        books.place("customer", "li-1", WANG)

    with pytest.raises(ValueError, match="li-1"):
        await change(store, [LI, WANG], decide)
    assert await store.place("customer", "li-1") == LI


async def test_the_same_record_again_writes_nothing(store: Store) -> None:
    before = await store.read(BANK, [LI], lambda books: books[LI].version)
    await change(store, [LI], lambda books: books[LI].put(customer("li-1")))
    assert await store.read(BANK, [LI], lambda books: books[LI].version) == before


async def test_an_unchanged_book_is_decoded_once(store: Store) -> None:
    first = await store.read(BANK, [LI], lambda books: books[LI].customers)
    second = await store.read(BANK, [LI], lambda books: books[LI].customers)
    assert first is second


async def test_a_book_that_is_read_cannot_be_written(store: Store) -> None:
    with pytest.raises(TypeError, match=r"Store\.change"):
        await store.read(BANK, [LI], lambda books: books[LI].put(customer("x")))
    with pytest.raises(TypeError, match=r"Store\.change"):
        await store.read(BANK, [LI], lambda books: books.place("telegram", "1", LI))
    with pytest.raises(TypeError, match=r"Store\.change"):
        await store.read(BANK, [LI], lambda books: books.ledger.sent("key", 1, 1, NOW))
    with pytest.raises(TypeError, match=r"Store\.change"):
        await store.read(BANK, [LI], lambda books: books.new("book:new"))


async def test_nothing_is_written_after_the_change(store: Store) -> None:
    books = await store.change(BANK, [LI], lambda books: books, now=NOW)
    assert len(books[LI].customers) == 3
    with pytest.raises(TypeError, match=r"Store\.change"):
        books[LI].put(customer("late"))
    for write in (
        lambda: books.place("telegram", "1", LI),
        lambda: books.audit("li", "log", "x"),
        lambda: books.new("book:late"),
        lambda: books.ledger.sent("key", 1, 1, NOW),
    ):
        with pytest.raises(TypeError, match="has ended"):
            write()


async def test_a_decision_that_would_wait_is_refused(store: Store) -> None:
    async def decide(books: Books) -> None:
        books[LI].put(customer("x"))

    with pytest.raises(TypeError, match="plain function"):
        await change(store, [LI], decide)


async def test_a_partition_is_opened_or_made(store: Store) -> None:
    for _ in range(2):
        await change(store, [LI, "history:li-1"], lambda books: books.open("history:li-1"))
    assert await store.read(BANK, ["history:li-1"], len) == 1


async def test_an_opened_partition_cannot_be_made_again(store: Store) -> None:
    for ids in ([LI], []):
        with pytest.raises(ValueError, match="there already"):
            await change(store, ids, lambda books: books.new(LI, "east"))


async def test_a_place_is_taken_once(store: Store) -> None:
    await change(store, [LI], lambda books: books.place("telegram", "7", LI))
    with pytest.raises(Taken) as refused:
        await change(store, [WANG], lambda books: books.place("telegram", "7", WANG))
    assert refused.value.key == "store.taken.telegram"
    assert await store.place("telegram", "7") == LI
    await change(store, [LI], lambda books: books.unplace("telegram", "7"))
    assert await store.place("telegram", "7") is None


async def test_what_was_placed_is_found_within_the_change(store: Store) -> None:
    def decide(books: Books) -> str | None:
        books.place("staff", "0042", LI)
        return books.find("staff", "0042")

    assert await store.change(BANK, [LI], decide, now=NOW) == LI


async def test_summaries_are_kept_with_the_change(store: Store) -> None:
    await change(store, [LI], lambda books: books[LI].put(customer("li-9")))
    found = {each.book: each.counts["customers"] for each in await store.summaries(BANK)}
    assert found == {"book:foreign": 3, LI: 4, WANG: 3}


async def test_a_summary_that_cannot_be_made_undoes_its_change() -> None:
    def broken(_book: object, _now: datetime) -> Summary:
        raise ZeroDivisionError

    store = Store.open("sqlite://", key=b"k", summarise=broken)
    with pytest.raises(ZeroDivisionError):
        await store.change(BANK, [], settle_in(), now=NOW)
    assert await store.partitions(BANK, "book") == []
    await store.close()


async def test_a_naive_moment_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="naive"):
        await store.change(BANK, [], len, now=datetime(2026, 11, 24))  # noqa: DTZ001  # the point of it


async def test_a_store_is_read_again_after_a_restart(file_url: str) -> None:
    async with opened(file_url) as store:
        await store.change(BANK, [], settle_in(), now=NOW)
        await change(store, [LI], lambda books: books[LI].drop(Customer, "li-0"))
    async with opened(file_url) as store:
        assert await names(store, LI) == ["li-1", "li-2"]
        assert await store.read(BANK, [LI], lambda books: books[LI].owner.name) == "Li"
        assert await store.check() == []


async def test_a_stale_book_reads_what_another_copy_wrote(file_url: str) -> None:
    async with opened(file_url) as ours, opened(file_url) as theirs:
        await ours.change(BANK, [], settle_in(), now=NOW)
        assert await names(theirs, LI) == ["li-0", "li-1", "li-2"]
        await change(ours, [LI], lambda books: books[LI].put(customer("li-1", assets=5)))
        kept = await theirs.read(BANK, [LI], lambda books: books[LI].customers["li-0"])
        assert (await theirs.read(BANK, [LI], lambda books: books[LI].customers["li-1"])).assets == 5
        assert await theirs.read(BANK, [LI], lambda books: books[LI].customers["li-0"]) is kept
        await change(ours, [LI], lambda books: books[LI].drop(Customer, "li-1"))
        assert await names(theirs, LI) == ["li-0", "li-2"]
        await change(
            theirs, [LI], lambda books: books[LI].put(replace(books[LI].customers["li-0"], assets=9))
        )
        assert (await ours.read(BANK, [LI], lambda books: books[LI].customers["li-0"])).assets == 9


async def test_the_partitions_of_a_kind_are_listed(store: Store) -> None:
    assert await store.partitions(BANK, "book") == ["book:foreign", LI, WANG]
    assert await store.partitions(BANK, "pool") == []


async def test_a_person_is_one_document_of_their_book(store: Store) -> None:
    def decide(books: Books) -> None:
        books[LI].put(replace(books[LI].owner, met=True))

    await change(store, [LI], decide)
    assert await store.read(BANK, [LI], lambda books: [p.met for p in books[LI].all(Person).values()]) == [
        True
    ]
