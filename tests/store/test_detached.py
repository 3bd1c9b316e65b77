"""A detached book is what a stored one is: pure code cannot tell them apart."""

from collections.abc import Awaitable, Callable

import pytest

from store import Book, Store, replace
from store.records import Customer, Dialogue
from tests.store.house import BANK, LI, NOW, customer, person, promise

RECORDS = (person("x"), customer("b", 2), customer("a", 1), promise("p", "a", NOW))


Using = Callable[[Callable[[Book], None]], Awaitable[None]]


@pytest.fixture(params=["detached", "stored"])
async def using(request: pytest.FixtureRequest, store: Store) -> Using:
    """Shows a book of either sort to whoever looks at it and writes to it."""

    async def detached(look: Callable[[Book], None]) -> None:
        look(Book.detached(*RECORDS, id="book:x", branch="east"))

    async def stored(look: Callable[[Book], None]) -> None:
        await store.change(BANK, [], lambda books: books.new("book:x", "east").put(*RECORDS), now=NOW)
        await store.change(BANK, ["book:x"], lambda books: look(books["book:x"]), now=NOW)

    return detached if request.param == "detached" else stored


async def test_it_has_its_owner_and_branch(using: Using) -> None:
    def look(book: Book) -> None:
        assert (book.id, book.branch, book.owner.name) == ("book:x", "east", "X")

    await using(look)


async def test_it_has_its_records_in_order(using: Using) -> None:
    def look(book: Book) -> None:
        assert list(book.customers) == ["a", "b"]
        assert list(book.follow_ups) == ["p"]
        kept = (book.contacts, book.complaints, book.drafts, book.settlements, book.dialogues)
        assert all(not each for each in kept)

    await using(look)


async def test_a_record_is_found_by_its_id(using: Using) -> None:
    def look(book: Book) -> None:
        assert book.get(Customer, "b") == customer("b", 2)
        assert book.get(Customer, "c") is None
        assert book.get(Dialogue, "c") is None

    await using(look)


async def test_a_put_is_seen_at_once_and_the_old_view_stays(using: Using) -> None:
    def look(book: Book) -> None:
        before = book.customers
        book.put(replace(before["a"], assets=9))
        book.put(customer("0"))
        assert list(book.customers) == ["0", "a", "b"]
        assert book.customers["a"].assets == 9
        assert list(before) == ["a", "b"]
        assert before["a"].assets == 1

    await using(look)


async def test_a_drop_is_seen_at_once(using: Using) -> None:
    def look(book: Book) -> None:
        assert len(book.customers) == 2
        book.drop(Customer, "a")
        assert list(book.customers) == ["b"]

    await using(look)


async def test_what_it_hands_out_cannot_be_written(using: Using) -> None:
    def look(book: Book) -> None:
        with pytest.raises(TypeError):
            book.customers["z"] = customer("z")  # type: ignore[index]  # the point of it
        with pytest.raises(AttributeError):
            book.customers["a"].assets = 3  # type: ignore[misc]  # the point of it

    await using(look)


def test_a_book_without_a_person_says_so() -> None:
    with pytest.raises(KeyError, match="no person"):
        _ = Book.detached(id="pool:east:1").owner


async def test_a_stored_book_may_be_looked_at_after_its_read(store: Store) -> None:
    book = await store.read(BANK, [LI], lambda books: books[LI])
    assert list(book.customers) == ["li-0", "li-1", "li-2"]
    assert repr(book) == "<Book book:li version 1>"
