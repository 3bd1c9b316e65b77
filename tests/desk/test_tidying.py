"""Books stay small, and nothing is lost by it: what is over lies in the customer's history."""

from datetime import timedelta

from desk.tidying import outlived, over, tidy
from store import Book, Books, Store
from store.records import (
    Arrival,
    Contact,
    Customer,
    Dialogue,
    FollowUp,
    FollowUpState,
    Kind,
    Outcome,
    Settled,
    Settlement,
)
from tests.store.house import BANK, LI, NOW, opened, person


def contact(key: str, days: int) -> Contact:
    at = NOW - timedelta(days=days)
    return Contact(
        id=key, customer="1", kind=Kind.CALL, outcome=Outcome.REACHED, at=at, logged_at=at, by="li"
    )


def promise(key: str, days: int | None) -> FollowUp:
    made, closed = NOW - timedelta(days=90), None if days is None else NOW - timedelta(days=days)
    state = FollowUpState.OPEN if closed is None else FollowUpState.KEPT
    return FollowUp(
        id=key,
        customer="1",
        how=Kind.CALL,
        day=made.date(),
        made_at=made,
        by="li",
        state=state,
        closed_at=closed,
    )


def settled(key: str, days: int, **facts: object) -> Settlement:
    plain: dict[str, object] = {"state": Settled.DONE, "customer": "1", "by": "li"}
    return Settlement(id=key, at=NOW - timedelta(days=days), **(plain | facts))  # type: ignore[arg-type]  # its facts


def dialogue(key: str, days: int) -> Dialogue:
    made = NOW - timedelta(days=days)
    return Dialogue(id=key, chat=1, conversation="td", made=made, expires=made + timedelta(days=8))


async def tidied(
    store: Store, *records: Contact | FollowUp | Settlement | Dialogue | Customer | Arrival
) -> int:
    def settle_in(books: Books) -> None:
        books.new(LI, "east").put(person("li"), Customer(id="1", name="张伟"), *records)

    await store.change(BANK, (), settle_in, now=NOW)
    return await tidy(store, LI, NOW)


async def look(store: Store, partition: str) -> Book:
    return await store.read(BANK, (partition,), lambda books: books[partition])


async def test_old_contacts_and_kept_promises_move_to_the_customers_history() -> None:
    async with opened() as store:
        records = (contact("old", 32), contact("new", 30), promise("kept", 40), promise("open", None))
        assert await tidied(store, *records) == 2
        book, history = await look(store, LI), await look(store, "history:1")
        assert (set(book.contacts), set(book.follow_ups)) == ({"new"}, {"open"})
        assert (set(history.contacts), set(history.follow_ups)) == ({"old"}, {"kept"})
        assert history.branch == "east"


async def test_what_a_list_brought_is_kept_as_long_as_its_message_can_be_pressed() -> None:
    async with opened() as store:
        old, new = (
            Arrival(id=f"a{days}", customers=("1",), at=NOW - timedelta(days=days)) for days in (10, 8)
        )
        assert await tidied(store, old, new) == 1
        assert set((await look(store, LI)).all(Arrival)) == {"a8"}


async def test_done_twice_it_is_done_once() -> None:
    async with opened() as store:
        assert await tidied(store, contact("old", 32), dialogue("gone", 9)) == 2
        assert await tidy(store, LI, NOW) == 0
        assert set((await look(store, "history:1")).contacts) == {"old"}


async def test_a_second_tidying_adds_to_the_history() -> None:
    async with opened() as store:
        await tidied(store, contact("old", 32), contact("new", 30))
        assert await tidy(store, LI, NOW + timedelta(days=5)) == 1
        assert set((await look(store, "history:1")).contacts) == {"old", "new"}


async def test_a_long_neglected_book_is_tidied_in_pieces() -> None:
    async with opened() as store:
        many = [
            Contact(
                id=f"c{number}", customer=f"{number}", kind=Kind.CALL, outcome=Outcome.REACHED, by="li",
                at=NOW - timedelta(days=99), logged_at=NOW - timedelta(days=99),
            )
            for number in range(120)
        ]  # fmt: skip
        assert await tidied(store, *many) == 120
        assert not (await look(store, LI)).contacts
        assert len(await store.partitions(BANK, "history")) == 120


def test_cards_that_nobody_can_press_any_more_and_old_decisions_are_dropped() -> None:
    book = Book.detached(
        person("li"),
        Customer(id="1", name="张伟", reached_at=NOW - timedelta(days=10)),
        settled("birthday|1|2026-09-01", 61),
        settled("birthday|1|2026-11-01", 20),
        settled("maturity|1|2026-09-02", 61, state=Settled.SNOOZED, until=NOW + timedelta(days=1)),
        settled("cadence|1|2026-09-03", 61),
    )
    assert {each.id for each in outlived(book, NOW)} == {"birthday|1|2026-09-01", "cadence|1|2026-09-03"}


def test_a_turn_of_the_cadence_is_remembered_until_the_customer_is_reached() -> None:
    book = Book.detached(person("li"), Customer(id="1", name="张伟"), settled("cadence|1|2026-09-03", 61))
    assert not list(outlived(book, NOW))


def test_what_happened_long_ago_but_was_written_down_now_stays() -> None:
    late = contact("late", 40)
    fresh = Contact(**{name: getattr(late, name) for name in late.__struct_fields__} | {"logged_at": NOW})
    assert over(Book.detached(person("li"), fresh), NOW) == {}
