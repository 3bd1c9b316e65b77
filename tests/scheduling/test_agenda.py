"""今日: who is worked today, in which order, and why."""

from datetime import date, time, timedelta

from scheduling.agenda import agenda
from scheduling.playbook import BUILT_IN, Playbook
from scheduling.rules import Rules
from scheduling.standing import standing
from store.records import (
    Birthday,
    Complaint,
    ComplaintState,
    HoldingKind,
    MaturityOutcome,
    Settled,
    Settlement,
    Stage,
)
from tests.scheduling.made import MONDAY, MORNING, RULES, YUAN, at, book, customer, deposit, promise

BORN_TODAY = Birthday(month=11, day=23)


def test_one_customer_is_one_entry_with_all_reasons() -> None:
    where = book(customer(birthday=BORN_TODAY, holdings=(deposit(MONDAY),)), promise(at=time(15)))
    (entry,) = agenda(where, RULES, MONDAY, MORNING)
    assert entry.kinds == ("follow_up", "maturity", "birthday")
    assert entry.at == time(15)
    assert entry.reason.key == "follow_up.promise"


def test_the_order_is_promise_complaint_money_deadline_relationship() -> None:
    where = book(
        customer("5", birthday=BORN_TODAY),
        customer("6", assets=8_000_000 * YUAN, stage=Stage.TRUST, reached_at=at("2026-10-01 10:00")),
        customer("4", holdings=(deposit(MONDAY, kind=HoldingKind.LOAN),)),
        customer("3", holdings=(deposit(MONDAY),)),
        customer("2"),
        customer("1"),
        Complaint(id="c", customer="2", said="慢", received_at=at("2026-11-20 16:30"), by="li"),
        promise(customer="1"),
    )
    entries = agenda(where, RULES, MONDAY, MORNING)
    assert [entry.customer.id for entry in entries] == ["1", "2", "3", "4", "5", "6"]


def test_a_late_promise_comes_before_todays_and_an_earlier_hour_before_a_later() -> None:
    where = book(
        customer("1"),
        customer("2"),
        customer("3"),
        promise("f1", customer="1", at=time(15)),
        promise("f2", customer="2", at=time(9)),
        promise("f3", customer="3", day=date(2026, 11, 20)),
    )
    assert [entry.customer.id for entry in agenda(where, RULES, MONDAY, MORNING)] == ["3", "2", "1"]


def test_more_money_comes_first() -> None:
    where = book(
        customer("1", holdings=(deposit(MONDAY, 100_000),)),
        customer("2", holdings=(deposit(MONDAY, 900_000),)),
    )
    assert [entry.customer.id for entry in agenda(where, RULES, MONDAY, MORNING)] == ["2", "1"]


def test_lists_stand_at_the_end() -> None:
    where = book(
        customer("1", holdings=(deposit(MONDAY + timedelta(days=2), 10_000),)),
        customer("2", birthday=BORN_TODAY),
    )
    assert [(e.customer.id, e.listed) for e in agenda(where, RULES, MONDAY, MORNING)] == [
        ("2", False),
        ("1", True),
    ]


def settled(key: str, state: Settled, until: str | None = None) -> Settlement:
    return Settlement(
        id=key, state=state, at=MORNING, by="li", customer="1001", until=at(until) if until else None
    )


def kinds_on(
    day: date, *settlements: Settlement, now: str = "2026-11-23 08:00"
) -> list[tuple[str, time | None]]:
    where = book(customer(birthday=BORN_TODAY), *settlements)
    return [(e.first.kind, e.at) for e in agenda(where, RULES, day, at(now))]


def test_what_was_done_or_skipped_is_gone() -> None:
    key = "birthday|1001|2026-11-23"
    assert kinds_on(MONDAY) == [("birthday", None)]
    assert kinds_on(MONDAY, settled(key, Settled.DONE)) == []
    assert kinds_on(MONDAY, settled(key, Settled.SKIPPED)) == []


def test_what_was_snoozed_stands_at_its_new_time_and_not_before() -> None:
    later = settled("birthday|1001|2026-11-23", Settled.SNOOZED, "2026-11-25 10:30")
    assert kinds_on(MONDAY, later) == []
    assert kinds_on(date(2026, 11, 25), later) == [("birthday", time(10, 30))]


def test_a_snoozed_one_whose_time_has_passed_stands_in_today() -> None:
    later = settled("birthday|1001|2026-11-23", Settled.SNOOZED, "2026-11-25 10:30")
    assert kinds_on(date(2026, 11, 27), later, now="2026-11-27 08:00") == [("birthday", None)]


def test_a_snoozed_maturity_ends_with_its_outcome_all_the_same() -> None:
    later = settled("maturity|1001/D1|2026-11-23", Settled.SNOOZED, "2026-11-25 10:30")
    open_one = book(customer(holdings=(deposit(MONDAY, 100_000),)), later)
    known = book(customer(holdings=(deposit(MONDAY, 100_000, outcome=MaturityOutcome.RENEWED),)), later)
    day = date(2026, 11, 25)
    assert [one.key for one in standing(open_one, RULES, day, day, MORNING)] == [later.id]
    assert standing(known, RULES, day, day, MORNING) == []


def test_somebody_who_refused_contact_has_only_duties() -> None:
    where = book(customer(birthday=BORN_TODAY, refused_contact=True), promise())
    assert [entry.kinds for entry in agenda(where, RULES, MONDAY, MORNING)] == [("follow_up",)]


def test_somebody_who_left_the_list_has_only_promises_and_complaints() -> None:
    left = customer(birthday=BORN_TODAY, left_list=MONDAY, holdings=(deposit(MONDAY),))
    complaint = Complaint(
        id="c",
        customer="1001",
        said="慢",
        received_at=at("2026-11-20 16:30"),
        by="li",
        state=ComplaintState.RECEIVED,
    )
    assert [entry.kinds for entry in agenda(book(left, complaint), RULES, MONDAY, MORNING)] == [
        ("complaint",)
    ]


def test_a_kind_that_the_bank_does_without_is_not_heard_of() -> None:
    text = BUILT_IN.read_text(encoding="utf-8").replace("off = []", 'off = ["birthday"]')
    without = Rules(playbook=Playbook.parse(text), calendar=RULES.calendar)
    assert agenda(book(customer(birthday=BORN_TODAY)), without, MONDAY, MORNING) == ()
