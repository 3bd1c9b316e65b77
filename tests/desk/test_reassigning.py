"""What a head may give to whom, and what goes along: decided on books in memory."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest

from desk.reassigning import give_back, goes_along, reassign, receivers
from desk.remarks import comment
from desk.sitting import Sitting
from store.books import Books
from store.records import Contact, Customer, FollowUp, Kind, Outcome, Person, Record, Refused, Role, replace
from store.scope import Scope
from store.store import Store
from store.summaries import Summary
from tests.scheduling.made import MANAGER, MORNING, RULES

A = TypeVar("A")

HEAD = Person(id="p8", name="周敏", role=Role.HEAD, branch=MANAGER.branch, telegram=8)
OTHER = Person(id="p9", name="王海燕", role=Role.MANAGER, branch=MANAGER.branch, telegram=9)
HERE, THERE = f"book:{MANAGER.id}", f"book:{OTHER.id}"
ZHANG = Customer(id="1001", name="张伟", branch=MANAGER.branch, assets=80_000_000)
CALL = FollowUp(
    id="f1", customer="1001", how=Kind.CALL, day=date(2026, 12, 2), made_at=MORNING, by=MANAGER.id
)
SPOKEN = Contact(
    id="c1",
    customer="1001",
    kind=Kind.CALL,
    outcome=Outcome.REACHED,
    at=MORNING,
    logged_at=MORNING,
    by=MANAGER.id,
)


async def with_head(
    *records: Record, use: Callable[[Sitting], A], other: Person = OTHER, actor: Person = HEAD
) -> A:
    """What the head's use case answers at the manager's book, another manager's opened beside it."""
    store = Store.open("sqlite://", key=b"k" * 32)
    numbers = iter(range(1, 1000))

    def keep(books: Books) -> None:
        books.new(HERE, MANAGER.branch).put(MANAGER, *records)
        books.new(THERE, MANAGER.branch).put(other)

    def decide(books: Books) -> A:
        return use(
            Sitting(
                actor=actor,
                book=books[HERE],
                books=books,
                rules=RULES,
                now=MORNING,
                new_id=lambda: f"n{next(numbers)}",
            )
        )

    try:
        await store.change(Scope.bank(), (HERE, THERE), keep, now=MORNING)
        return await store.change(Scope.bank(), (HERE, THERE), decide, now=MORNING)
    finally:
        await store.close()


async def test_everything_open_goes_along_and_the_new_manager_is_to_say_hello() -> None:
    def use(at: Sitting) -> None:
        comment(at, "1001", "爱喝普洱")
        along = goes_along(at.book, at.customer("1001"), at)
        assert (along.promises, along.complaints, len(along.maturing)) == (1, 0, 0)
        given = reassign(at, "1001", THERE)
        there, here = at.books[THERE], at.books[HERE]
        assert "1001" in there.customers
        assert [*here.customers, *here.contacts, *here.follow_ups] == []
        assert {each.because for each in there.follow_ups.values()} == {"promise", "welcome"}
        assert given.welcome == RULES.calendar.add_working_days(at.today, 3)
        assert sorted(each.what for each in there.remarks.values()) == ["came", "said"]
        (went,) = here.remarks.values()
        assert (went.what, went.name, went.to) == ("went", "张伟", "王海燕")

    await with_head(ZHANG, CALL, SPOKEN, use=use)


async def test_a_customer_who_comes_back_brings_along_what_was_written_meanwhile() -> None:
    def use(at: Sitting) -> None:
        reassign(at, "1001", THERE)
        there = at.at_book(THERE)
        there.book.put(replace(SPOKEN, id="c2", by=OTHER.id))
        give_back(there, "1001", HERE)
        assert set(at.book.contacts) == {"c1", "c2"}
        assert at.customer("1001").kept_before == ()
        assert [each.because for each in at.book.follow_ups.values() if each.open] == ["promise"]
        assert not at.books[THERE].customers

    await with_head(ZHANG, CALL, SPOKEN, use=use)


@pytest.mark.parametrize(
    ("other", "key"),
    [
        (replace(OTHER, left=MORNING), "oversee.not_to"),
        (replace(OTHER, role=Role.HEAD), "oversee.not_to"),
        (replace(OTHER, branch="elsewhere"), "oversee.not_to"),
    ],
)
async def test_whoever_can_not_keep_customers_is_given_none(other: Person, key: str) -> None:
    with pytest.raises(Refused) as refused:
        await with_head(ZHANG, use=lambda at: reassign(at, "1001", THERE), other=other)
    assert refused.value.key == key


async def test_a_full_book_takes_nobody_more() -> None:
    def use(at: Sitting) -> None:
        many = (replace(ZHANG, id=f"2{number:03}") for number in range(250))
        at.books[THERE].put(*many)
        with pytest.raises(Refused, match=r"oversee\.full"):
            reassign(at, "1001", THERE)

    await with_head(ZHANG, use=use)


async def test_a_manager_gives_no_customer_away_and_comments_on_none() -> None:
    with pytest.raises(Refused, match="not_for_you"):
        await with_head(ZHANG, use=lambda at: reassign(at, "1001", THERE), actor=OTHER)
    with pytest.raises(Refused, match="not_for_you"):
        await with_head(ZHANG, use=lambda at: comment(at, "1001", "随便"), actor=OTHER)


def test_receivers_are_the_managers_who_are_still_there() -> None:
    def row(book: str, role: Role, **counts: int) -> Summary:
        return Summary(
            book=book, branch="b", person=book, role=role.value, day=MORNING.date(), counts=dict(counts)
        )

    team = [
        row(HERE, Role.MANAGER),
        row(THERE, Role.MANAGER),
        row("book:h", Role.HEAD),
        row("book:gone", Role.MANAGER, left=1),
    ]
    assert [each.book for each in receivers(team, HERE)] == [THERE]
