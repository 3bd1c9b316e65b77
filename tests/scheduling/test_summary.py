"""The row kept of a book, read on later days."""

from datetime import date, timedelta
from random import Random

import pytest

from scheduling.book_state import Standing, standing_at
from scheduling.summary import summarise
from scheduling.sums import Remembered, summarise_customers
from store.books import Book
from store.records import (
    Complaint,
    ComplaintState,
    Contact,
    Customer,
    Invitation,
    Kind,
    MaturityOutcome,
    Outcome,
    Stage,
    replace,
)
from tests.scheduling.anything import anything
from tests.scheduling.made import (
    MANAGER,
    MONDAY,
    MORNING,
    RULES,
    YUAN,
    at,
    book,
    customer,
    deposit,
    many,
    promise,
)


def standing(where: Book, now: str = "2026-11-23 08:00", written: str = "2026-11-23 08:00") -> Standing:
    row = summarise(where, RULES, at(written))
    return standing_at(row, at(now).date(), at(now))


def rich(number: str, **facts: object) -> Customer:
    said: dict[str, object] = {"assets": 8_000_000 * YUAN, "stage": Stage.TRUST}
    return customer(number, **(said | facts))


def test_a_row_tells_whose_it_is_and_of_which_day() -> None:
    row = summarise(book(customer()), RULES, MORNING)
    assert (row.book, row.branch, row.person, row.role, row.day) == (
        "book:li",
        "城东支行",
        "李经理",
        "manager",
        MONDAY,
    )


def test_a_row_holds_no_name_of_a_customer() -> None:
    row = summarise(book(*many(1, MONDAY)), RULES, MORNING)
    assert not any("客户" in key for key in row.counts)


def test_time_makes_customers_overdue_without_a_new_row() -> None:
    where = book(rich("1", reached_at=at("2026-11-10 10:00")), rich("2", reached_at=at("2026-11-15 10:00")))
    assert standing(where).overdue == 0
    assert standing(where, "2026-12-12 08:00").overdue == 1
    assert standing(where, "2027-01-12 08:00").overdue == 2


def test_a_fresh_list_is_counted_only_once_its_days_have_passed() -> None:
    where = book(*(rich(str(n), listed_on=MONDAY) for n in range(10)))
    assert standing(where).counted == 0
    assert standing(where, "2026-12-31 08:00").overdue == 10


@pytest.mark.parametrize("facts", [{"refused_contact": True}, {"left_list": MONDAY}])
def test_nobody_to_be_left_in_peace_is_counted(facts: dict[str, object]) -> None:
    known, fresh = rich("1", reached_at=at("2026-01-10 10:00"), **facts), rich("2", **facts)
    assert standing(book(known, fresh)).counted == 0


def test_a_complaint_is_late_from_its_minute_on() -> None:
    complaint = Complaint(id="c", customer="1", said="慢", received_at=at("2026-11-23 09:00"), by="li")
    where = book(customer("1"), complaint)
    assert standing(where, "2026-11-23 10:59").late_complaints == 0
    assert standing(where, "2026-11-23 11:00").late_complaints == 1
    closed = replace(complaint, state=ComplaintState.CLOSED)
    assert standing(book(customer("1"), closed)).open_complaints == 0


def test_promises_are_open_and_then_late() -> None:
    where = book(customer(), promise())
    assert (standing(where).open_promises, standing(where).late_promises) == (1, 0)
    assert standing(where, "2026-11-24 08:00").late_promises == 1


def test_money_that_left_is_told_apart_from_money_that_stayed() -> None:
    def held(number: str, outcome: MaturityOutcome, **facts: object) -> Customer:
        return customer(number, holdings=(deposit(date(2026, 11, 25), 100_000, outcome=outcome, **facts),))

    found = standing(
        book(
            held("1", MaturityOutcome.RENEWED),
            held("2", MaturityOutcome.PARTLY, kept=60_000 * YUAN),
            held("5", MaturityOutcome.PARTLY, kept=40_000 * YUAN, rest=MaturityOutcome.MOVED),
            held("3", MaturityOutcome.MOVED),
            held("4", MaturityOutcome.WITHDRAWN),
        )
    )
    assert (found.renewed, found.gone, found.untalked) == (200_000 * YUAN, 260_000 * YUAN, 40_000 * YUAN)


def test_money_of_which_nobody_spoke_is_told_from_the_day_after_and_to_the_head_in_the_end() -> None:
    small = deposit(date(2026, 11, 20), 10_000, number="S")
    where = book(customer(holdings=(deposit(date(2026, 11, 20), 100_000), small)))
    assert [(one.untold, one.unsaid) for one in (
        standing(where, "2026-11-20 08:00"),
        standing(where, "2026-11-21 08:00"),
        standing(where, "2026-12-05 08:00"),
        standing(where, "2026-12-06 08:00"),
    )] == [(0, 0), (110_000 * YUAN, 0), (110_000 * YUAN, 0), (110_000 * YUAN, 1)]  # fmt: skip


def test_an_invitation_that_has_run_out_waits_for_nobody() -> None:
    invitation = Invitation(hashed="h", expires=at("2026-11-30 09:00"))
    where = book(owner=replace(MANAGER, telegram=None, invitation=invitation))
    assert (standing(where).invited, standing(where, "2026-12-01 08:00").invited) == (True, False)


def test_contacts_of_the_week_are_counted_by_whether_they_reached_anybody() -> None:
    def contact(number: str, outcome: Outcome, day: str) -> Contact:
        moment = at(f"{day} 10:00")
        return Contact(
            id=number, customer="1", kind=Kind.CALL, outcome=outcome, at=moment, logged_at=moment, by="li"
        )

    where = book(
        customer("1"),
        contact("a", Outcome.REACHED, "2026-11-23"),
        contact("b", Outcome.NO_ANSWER, "2026-11-23"),
        contact("c", Outcome.REACHED, "2026-11-20"),
    )
    assert standing(where).reached_week == 1


def test_the_newest_list_is_the_date_of_the_data() -> None:
    where = book(customer("1", data_date=date(2026, 11, 20)), customer("2", data_date=date(2026, 11, 2)))
    assert standing(where).data_date == date(2026, 11, 20)


def test_somebody_who_is_invited_but_not_bound_shows() -> None:
    assert standing(book(owner=replace(MANAGER, telegram=None))).bound is False
    assert standing(book()).bound is True


def test_what_is_remembered_of_a_customer_goes_with_the_record() -> None:
    asked: list[str] = []

    def count(one: Customer, _rules: object, _zone: str) -> tuple[tuple[str, int], ...]:
        asked.append(one.name)
        return ()

    remembered = Remembered(count, most=2)
    first, changed = customer("1"), customer("1", name="张维")
    for one in (first, first, changed, changed, customer("2"), first):
        remembered.of(one, RULES, "Asia/Shanghai")
    remembered.of(first, RULES, "Europe/Berlin")
    assert asked == ["张伟", "张维", "张伟", "张伟", "张伟"]


def test_sums_that_follow_a_book_are_those_of_a_book_that_is_counted_anew() -> None:
    chance = Random(5)
    kept = anything(5, MONDAY)
    for step in range(60):
        one = chance.choice(list(kept.customers.values()))
        held = one.holdings[1:] if chance.random() < 0.5 else one.holdings
        again = chance.choice([None, MORNING - timedelta(days=step)])
        if chance.random() < 0.2:
            kept.drop(Customer, one.id)
        else:
            kept.put(replace(one, reached_at=again, holdings=held, assets=step * 1_000_000 * YUAN))
        if step == 40:
            kept.put(replace(kept.owner, zone="Pacific/Kiritimati"))
        anew = Book.detached(kept.owner, *kept.customers.values(), id=f"book:{step}", branch=kept.branch)
        assert sums(kept) == sums(anew)


def sums(book: Book) -> dict[str, int]:
    return dict(summarise_customers(book, RULES))


def test_last_week_is_told_beside_this_one_whoever_was_reached_since() -> None:
    where = book(
        rich("1", reached_at=at("2026-11-24 10:00"), reached_before=at("2026-09-01 10:00")),
        rich("2", reached_at=at("2026-11-24 10:00"), reached_before=at("2026-11-20 10:00")),
        rich("3", reached_at=at("2026-11-10 10:00")),
        rich("4", reached_at=at("2026-11-24 10:00")),
    )
    wednesday = standing(where, "2026-11-25 08:00", written="2026-11-24 11:00")
    assert (wednesday.in_time, wednesday.counted) == (4, 4)
    assert (wednesday.was_in_time, wednesday.was_counted) == (2, 3)
    # The row is not written again: a week later what was this week is the last one.
    later = standing(where, "2026-12-01 08:00", written="2026-11-24 11:00")
    assert (later.was_in_time, later.was_counted) == (4, 4)
