"""The second manager came along: kept when they met the customer in person, and only then."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from desk.log import Line, log
from desk.sitting import Sitting
from store.books import Books
from store.records import Customer, Kind, Outcome, Person, Role, SecondMet
from store.scope import Scope
from store.store import Store
from tests.scheduling.made import MANAGER, MORNING, RULES, customer

BOOK = "book:li"
OTHER = Person(id="wang", name="王海燕", staff_code="0093", role=Role.MANAGER, branch="城东支行", telegram=2)


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    opened = Store.open("sqlite://", key=b"k" * 32)
    yield opened
    await opened.close()


async def logged(
    store: Store,
    kind: Kind = Kind.VISIT,
    company: tuple[str, ...] = ("王海燕",),
    note: str = "",
    actor: Person = MANAGER,
    **facts: Any,
) -> SecondMet | None:
    """What is known of their meeting after one contact at eight in the morning."""

    def decide(books: Books) -> Customer:
        book = books.open(BOOK, MANAGER.branch)
        book.put(MANAGER)
        book.put(customer(**({"second": "王海燕"} | facts)))
        at = Sitting(actor=actor, book=book, books=books, rules=RULES, now=MORNING, new_id=lambda: "n1")
        outcome = Outcome.NO_ANSWER if kind is Kind.CALL else Outcome.REACHED
        line = Line(customer="1001", kind=kind, outcome=outcome, at=MORNING, note=note, company=company)
        return log(at, line).customer

    return (await store.change(Scope.bank(), (BOOK,), decide, now=MORNING)).second_met


@pytest.mark.parametrize("said", ["王海燕", "王海燕经理", "王经理", "副管户", "B角"])
async def test_a_visit_together_is_their_meeting(store: Store, said: str) -> None:
    assert await logged(store, company=(said,)) == SecondMet(who="王海燕", at=MORNING)


@pytest.mark.parametrize(
    "note",
    ["和王海燕一起拜访了张伟", "张伟来网点，王经理也来了", "带副管户去张伟公司", "Met Zhang with 王海燕"],
)
async def test_the_line_itself_may_say_who_came_along(store: Store, note: str) -> None:
    assert await logged(store, company=(), note=note) == SecondMet(who="王海燕", at=MORNING)


@pytest.mark.parametrize("note", ["张伟问起王海燕的孩子", "下次再约王海燕", "张经理也来了"])
async def test_whoever_is_only_spoken_of_was_not_there(store: Store, note: str) -> None:
    assert await logged(store, company=(), note=note) is None


@pytest.mark.parametrize("said", [(), ("李经理",), ("主任",)])
async def test_a_visit_without_the_second_manager_is_not(store: Store, said: tuple[str, ...]) -> None:
    assert await logged(store, company=said) is None


async def test_a_call_together_is_no_meeting(store: Store) -> None:
    assert await logged(store, Kind.CALL) is None
    assert await logged(store, Kind.MESSAGE) is None


async def test_who_stands_in_and_meets_the_customer_is_the_second_manager_or_is_not(store: Store) -> None:
    assert await logged(store, company=(), actor=OTHER) == SecondMet(who="王海燕", at=MORNING)
    by_code = await logged(store, company=(), actor=OTHER, second="0093")
    assert by_code == SecondMet(who="0093", at=MORNING)
    assert await logged(store, company=(), actor=OTHER, second="赵敏") is None


async def test_an_older_meeting_told_later_takes_nothing_back(store: Store) -> None:
    newer = SecondMet(who="王海燕", at=MORNING + timedelta(hours=3))
    assert await logged(store, second_met=newer) == newer


async def test_whoever_has_no_second_manager_meets_none(store: Store) -> None:
    assert await logged(store, second="") is None
