"""What TinyDB would do by itself, and does not do here."""

from typing import Any

import pytest
from tinydb import Query, where

from store import Book, Books, Store, replace
from store.records import Customer, FollowUp
from store.rows import Document, RowDatabase, differences
from tests.store.house import BANK, LI, NOW, change, customer, promise


@pytest.fixture
def database() -> RowDatabase:
    return Book.detached(customer("1", 10), customer("2", 20)).database


@pytest.mark.parametrize(
    ("writer", "arguments"),
    [
        ("insert", ({"name": "x"},)),
        ("insert_multiple", ([{"name": "x"}],)),
        ("update", ({"name": "x"},)),
        ("update_multiple", ([({"name": "x"}, where("name") == "y")],)),
        ("upsert", ({"name": "x"}, where("name") == "y")),
        ("remove", (where("name") == "y",)),
        ("truncate", ()),
    ],
)
def test_put_and_drop_are_the_only_writers(
    database: RowDatabase, writer: str, arguments: tuple[Any, ...]
) -> None:
    with pytest.raises(TypeError, match="put and drop only"):
        getattr(database.table("customers"), writer)(*arguments)


def test_the_default_table_and_dropping_tables_are_refused(database: RowDatabase) -> None:
    with pytest.raises(TypeError, match="no default one"):
        database.insert({"name": "x"})
    with pytest.raises(TypeError, match="put and drop only"):
        database.drop_tables()
    with pytest.raises(TypeError, match="put and drop only"):
        database.drop_table("customers")
    with pytest.raises(TypeError, match="no default one"):
        len(database)


def test_ids_are_strings(database: RowDatabase) -> None:
    found: Any = database.table("customers").all()
    assert sorted(each.doc_id for each in found) == ["1", "2"]


def test_documents_are_read_only_to_their_depths(database: RowDatabase) -> None:
    found: Any = database.table("customers").search(where("assets") == 10)[0]
    assert {type(each) for each in (found,)} == {Document}
    with pytest.raises(TypeError):
        found["assets"] = 11
    with pytest.raises(AttributeError):
        found.update(assets=11)
    follow_up: Any = Book.detached(promise("p", "1", NOW)).database.table("follow_ups").all()[0]
    assert follow_up["id"] == "p"


def test_queries_look_into_documents(database: RowDatabase) -> None:
    rich = database.table("customers").search((Query().assets >= 15) & (Query().name == "客户2"))
    assert [each["id"] for each in rich] == ["2"]


def test_a_query_is_never_answered_from_before_the_change() -> None:
    book = Book.detached(customer("1", 10))
    question = where("assets") == 10
    assert len(book.database.table("customers").search(question)) == 1
    book.put(customer("1", 11))
    assert book.database.table("customers").search(question) == []


async def test_a_query_after_an_undone_change_tells_the_truth(store: Store) -> None:
    def decide(books: Books) -> None:
        books[LI].put(customer("li-1", 77))
        assert books[LI].database.table("customers").count(where("assets") == 77) == 1
        raise LookupError

    with pytest.raises(LookupError):
        await change(store, [LI], decide)
    count = await store.read(
        BANK, [LI], lambda books: books[LI].database.table("customers").count(where("assets") == 77)
    )
    assert count == 0


def test_one_diff_by_identity_finds_what_changed() -> None:
    book = Book.detached(customer("1"), customer("2"), customer("3"))
    before = dict(book.database.rows)
    book.put(customer("2", 5), customer("4"))
    book.put(promise("p", "1", NOW))
    book.drop(Customer, "3")
    put, dropped = differences(before, book.database.rows)
    assert sorted((table, each.doc_id) for table, each in put) == [
        ("customers", "2"),
        ("customers", "4"),
        ("follow_ups", "p"),
    ]
    assert dropped == [("customers", "3")]


async def test_a_change_of_one_writes_one_row(store: Store) -> None:
    def decide(books: Books) -> tuple[int, int]:
        books[LI].put(replace(books[LI].customers["li-1"], assets=3))
        put, dropped = books[LI].changes()
        return len(put), len(dropped)

    assert await store.change(BANK, [LI], decide, now=NOW) == (1, 0)


def test_an_emptied_table_is_empty() -> None:
    book = Book.detached(promise("p", "1", NOW))
    book.drop(FollowUp, "p")
    assert book.follow_ups == {}
    assert book.get(FollowUp, "p") is None
    with pytest.raises(KeyError):
        book.drop(FollowUp, "p")
