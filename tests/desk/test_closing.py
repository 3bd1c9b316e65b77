"""What a contact answers is done, what it does not answer stays."""

from collections.abc import AsyncIterator, Callable
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

import pytest

from desk.log import Line, Logged, log
from desk.settle import snooze
from desk.sitting import Sitting
from desk.staging import move_stage
from desk.undo import undo
from scheduling.agenda import agenda
from store.books import Books
from store.records import (
    Birthday,
    Customer,
    Holding,
    HoldingKind,
    Kind,
    Outcome,
    Person,
    Record,
    Refused,
    Settled,
    Settlement,
    Stage,
)
from store.scope import Scope
from store.store import Store
from tests.scheduling.made import MANAGER, MONDAY, MORNING, RULES, at, customer, deposit, promise

BOOK = "book:li"
NUMBERS = count(1)
TOMORROW = MONDAY + timedelta(days=1)
POLICY = Holding(
    number="I1", product="年金险", kind=HoldingKind.INSURANCE, maturity=MONDAY + timedelta(days=30)
)


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    opened = Store.open("sqlite://", key=b"k" * 32)
    yield opened
    await opened.close()


async def sit(store: Store, use: Callable[[Sitting], object], now: datetime = MORNING) -> None:
    def decide(books: Books) -> None:
        book = books[BOOK]
        new_id = (f"n{number}" for number in NUMBERS)
        use(
            Sitting(
                actor=book.owner, book=book, books=books, rules=RULES, now=now, new_id=lambda: next(new_id)
            )
        )

    await store.change(Scope.bank(), (BOOK,), decide, now=now)


async def keeps(store: Store, *records: Record, owner: Person = MANAGER) -> None:
    def decide(books: Books) -> None:
        books.new(BOOK, owner.branch).put(owner, *records)

    await store.change(Scope.bank(), (BOOK,), decide, now=MORNING)


async def contacted(store: Store, now: datetime = MORNING, **facts: Any) -> Logged:
    line: dict[str, Any] = {"customer": "1001", "kind": Kind.CALL, "outcome": Outcome.REACHED, "at": now}
    kept: list[Logged] = []
    await sit(store, lambda desk: kept.append(log(desk, Line(**(line | facts)))), now)
    return kept[0]


async def left_to_do(store: Store, day: date = MONDAY, now: datetime = MORNING) -> list[str]:
    entries = await store.read(Scope.bank(), (BOOK,), lambda books: agenda(books[BOOK], RULES, day, now))
    return [one.kind for entry in entries for one in entry.occurrences]


def somebody(**facts: Any) -> Customer:
    said: dict[str, Any] = {"birthday": Birthday(month=11, day=23), "holdings": (POLICY,)}
    return customer(**(said | facts))


async def test_a_call_answers_the_birthday_and_the_policy_of_its_day(store: Store) -> None:
    await keeps(store, somebody())
    assert await left_to_do(store) == ["expiry", "birthday"]
    await contacted(store)
    assert await left_to_do(store) == []


async def test_nobody_answered_closes_nothing(store: Store) -> None:
    await keeps(store, somebody())
    await contacted(store, outcome=Outcome.NO_ANSWER)
    assert set(await left_to_do(store)) == {"follow_up", "expiry", "birthday"}


async def test_a_card_that_was_sent_is_the_greeting(store: Store) -> None:
    await keeps(store, somebody())
    await contacted(store, kind=Kind.CARD)
    assert "birthday" not in await left_to_do(store)


async def test_money_ends_only_with_what_became_of_it(store: Store) -> None:
    await keeps(store, somebody(holdings=(deposit(MONDAY),)))
    await contacted(store)
    assert await left_to_do(store) == ["maturity"]


async def test_a_promise_of_this_afternoon_stays(store: Store) -> None:
    await keeps(store, somebody(), promise(at=time(15)))
    await contacted(store)
    assert await left_to_do(store) == ["follow_up"]


async def test_a_call_three_days_before_a_birthday_leaves_the_birthday(store: Store) -> None:
    await keeps(store, somebody(birthday=Birthday(month=11, day=26), tier="high", holdings=()))
    await contacted(store)
    assert "birthday" in await left_to_do(store, date(2026, 11, 26))


async def test_what_somebody_else_is_owed_stays(store: Store) -> None:
    await keeps(store, somebody(), somebody(id="1002"))
    await contacted(store)
    assert await left_to_do(store) == ["expiry", "birthday"]


async def test_a_call_of_yesterday_does_not_answer_today(store: Store) -> None:
    await keeps(store, somebody())
    await contacted(store, at=at("2026-11-22 10:00"))
    assert "birthday" in await left_to_do(store)


async def test_what_was_put_off_comes_back_all_the_same(store: Store) -> None:
    await keeps(store, somebody())
    key = f"birthday|1001|{MONDAY}"
    await sit(store, lambda desk: snooze(desk, key, "1001", at("2026-11-24 10:00")))
    await contacted(store)
    assert await left_to_do(store, TOMORROW) == ["birthday"]


async def test_a_visit_answers_the_visit_and_a_call_does_not(store: Store) -> None:
    rich = somebody(
        tier="private", stage=Stage.TRUST, reached_at=at("2026-09-01 10:00"), holdings=(), birthday=None
    )
    await keeps(store, rich)
    assert set(await left_to_do(store)) == {"cadence", "review", "visit"}
    await contacted(store, kind=Kind.BRANCH_VISIT)
    assert await left_to_do(store) == []


async def test_taking_the_contact_back_opens_everything_again(store: Store) -> None:
    await keeps(store, somebody())
    kept = await contacted(store)
    await sit(store, lambda desk: undo(desk, kept.changes))
    assert await left_to_do(store) == ["expiry", "birthday"]


async def test_what_was_done_names_the_contact(store: Store) -> None:
    await keeps(store, somebody())
    kept = await contacted(store)
    found: list[Settlement] = []
    await sit(store, lambda desk: found.extend(desk.book.settlements.values()))
    assert {(one.state, one.contact) for one in found} == {(Settled.DONE, kept.contact.id)}


async def test_a_policy_that_was_missed_stays_until_its_end(store: Store) -> None:
    await keeps(store, somebody(birthday=None))
    later = MORNING + timedelta(days=10)
    assert await left_to_do(store, MONDAY + timedelta(days=10), later) == ["expiry"]
    assert await left_to_do(store, MONDAY + timedelta(days=31), MORNING + timedelta(days=31)) == []


async def test_a_stage_is_moved_with_a_reason_and_what_it_was_stays_known(store: Store) -> None:
    await keeps(store, somebody())
    moved: list[Customer] = []
    await sit(store, lambda desk: moved.append(move_stage(desk, "1001", Stage.DECLINE, " 转走了一半 ")))
    (change,) = moved[0].stages
    assert (moved[0].stage, moved[0].stage_since) == (Stage.DECLINE, MONDAY)
    assert (change.stage, change.reason, change.by) == (Stage.ESTABLISH, "转走了一半", "li")


@pytest.mark.parametrize(("stage", "reason"), [(Stage.ESTABLISH, "x"), (Stage.TRUST, " ")])
async def test_a_stage_is_not_moved_without_a_reason_or_to_itself(
    store: Store, stage: Stage, reason: str
) -> None:
    await keeps(store, somebody())
    with pytest.raises(Refused):
        await sit(store, lambda desk: move_stage(desk, "1001", stage, reason))
