"""What every reminder kind must hold, from the moment its file exists."""

from datetime import date, datetime, timedelta

import pytest

from scheduling.kinds import Kind, kinds
from scheduling.occurrence import Occurrence
from scheduling.playbook import Playbook
from scheduling.rules import Rules
from store.books import Book
from store.records import (
    Balance,
    Birthday,
    Complaint,
    Flow,
    Holding,
    HoldingKind,
    Occasion,
    Price,
    Request,
    Stage,
    replace,
)
from tests.scheduling.made import MANAGER, MONDAY, MORNING, YUAN, at, book, customer, deposit, many, promise
from tests.scheduling.made import RULES as MADE_RULES

# A campaign and an event that a bank might write.
OWN = """
[campaign]
within_days = 7
[[campaign.running]]
name = "开门红"
from = 2026-12-07
until = 2026-12-31
customers = ["1001"]

[financial_event]
[[financial_event.known]]
name = "降准"
day = 2026-11-25
kinds = ["deposit"]
"""
RULES = Rules(playbook=Playbook.parse(OWN), calendar=MADE_RULES.calendar)
SPAN = (MONDAY, MONDAY + timedelta(days=120))


def full_book() -> Book:
    """Something of everything."""
    loan = Holding(
        number="L1",
        product="loan_24m",
        kind=HoldingKind.LOAN,
        start=date(2026, 11, 23),
        maturity=date(2026, 12, 20),
        amount=30_000_000,
        status="overdue",
        status_since=date(2026, 11, 21),
    )
    bullet = Holding(
        number="L2",
        product="经营贷",
        kind=HoldingKind.BULLET_LOAN,
        maturity=date(2027, 2, 1),
        amount=80_000_000,
    )
    policy = Holding(
        number="I1",
        product="年金险",
        kind=HoldingKind.INSURANCE,
        maturity=date(2027, 1, 10),
        amount=1_000_000,
    )
    card = Holding(number="K1", product="card_gold", kind=HoldingKind.CARD, maturity=date(2027, 1, 31))
    bought = [
        Holding(
            number=f"W{day}",
            product="理财",
            kind=HoldingKind.WEALTH,
            start=date(2026, 11, day),
            amount=9_000_000,
        )
        for day in (18, 20)
    ]
    fund = Holding(
        number="F1",
        product="稳利基金",
        kind=HoldingKind.FUND,
        start=date(2026, 6, 1),
        amount=9_000_000,
        price=0.93,
        prices=(Price(until=date(2026, 11, 23), price=1.0),),
        issue_price=1.0,
    )
    held = (deposit(date(2026, 12, 6)), loan, bullet, policy, card, fund, *bought)
    special = customer(
        "1001",
        holdings=held,
        stage=Stage.DECLINE,
        since=date(2026, 11, 22),
        assets=900_000 * YUAN,
        balances=(Balance(until=date(2026, 11, 22), fen=400_000 * YUAN),),
        occasions=(
            Occasion(kind="wedding", day=Birthday(month=12, day=1)),
            Occasion(kind="exam", day=Birthday(year=2026, month=12, day=20), once=True, whose="儿子"),
        ),
        back_on=date(2026, 11, 28),
        flows=(Flow(on=date(2026, 11, 23), went=30_000_000, largest_out=30_000_000),),
        targets=("年末答谢",),
        risk_until=date(2027, 1, 15),
        introduced_by="1001x",
        introduced_on=MONDAY,
    )
    shared = customer(
        "1004", assets=900_000 * YUAN, second="王海燕", reached_at=at("2026-11-10 10:00"), stage=Stage.TRUST
    )
    complaint = Complaint(
        id="c1", customer="1001", said="排队太久", received_at=at("2026-11-23 09:30"), by="li"
    )
    errand = Request(
        id="q1", customer="1001", what="开对账单", due=date(2026, 11, 25), made_at=MORNING, by="li"
    )
    promised = (promise(), promise("f2", MONDAY + timedelta(days=9)))
    return book(*many(7, MONDAY), special, shared, complaint, errand, *promised)


def said(kind: Kind, where: Book, start: date, end: date, now: datetime = MORNING) -> list[Occurrence]:
    return list(kind.occurrences(where, RULES, start, end, now))


each_kind = pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)


def test_the_kinds_of_the_playbook_are_there() -> None:
    names = {kind.name for kind in kinds()}
    assert names >= {"maturity", "loan_end", "birthday", "follow_up", "cadence", "complaint"}


def test_two_kinds_never_share_a_name() -> None:
    names = [kind.name for kind in kinds()]
    assert len(set(names)) == len(names)


@each_kind
def test_a_kind_says_something_of_a_book_that_has_everything(kind: Kind) -> None:
    assert said(kind, full_book(), *SPAN)


@each_kind
def test_the_same_question_has_the_same_answer(kind: Kind) -> None:
    assert said(kind, full_book(), *SPAN) == said(kind, full_book(), *SPAN)


@each_kind
def test_every_occurrence_has_a_key_of_its_own(kind: Kind) -> None:
    keys = [one.key for one in said(kind, full_book(), *SPAN)]
    assert len(set(keys)) == len(keys)


@each_kind
def test_a_key_names_kind_subject_and_day(kind: Kind) -> None:
    for one in said(kind, full_book(), *SPAN):
        assert one.key == f"{kind.name}|{one.subject}|{one.named}"
        assert "|" not in one.subject


@each_kind
def test_nothing_falls_outside_the_span(kind: Kind) -> None:
    start, end = MONDAY + timedelta(days=5), MONDAY + timedelta(days=40)
    assert all(start <= one.day <= end for one in said(kind, full_book(), start, end))


@each_kind
def test_a_span_is_the_sum_of_its_days(kind: Kind) -> None:
    where = full_book()
    start, end = MONDAY, MONDAY + timedelta(days=45)
    days = [start + timedelta(days=step) for step in range(46)]
    by_day = sorted((one.key, one.day) for day in days for one in said(kind, where, day, day))
    assert by_day == sorted((one.key, one.day) for one in said(kind, where, start, end))


@each_kind
def test_an_empty_book_is_silent(kind: Kind) -> None:
    assert said(kind, book(), *SPAN) == []


@each_kind
def test_every_occurrence_can_end_and_belongs_to_a_customer(kind: Kind) -> None:
    where = full_book()
    for one in said(kind, where, *SPAN):
        assert one.ends
        assert one.customer in where.customers
        assert one.heading == kind.heading
        assert one.kind == kind.name


@each_kind
def test_what_may_be_worked_before_its_day_says_so(kind: Kind) -> None:
    assert kind.windows or all(one.opens is None for one in said(kind, full_book(), *SPAN))


@each_kind
def test_what_no_contact_ends_says_so(kind: Kind) -> None:
    answers = {"contact", "sent", "visited"}
    for one in said(kind, full_book(), *SPAN):
        assert kind.answered or answers.isdisjoint(one.ends)


@each_kind
def test_every_reason_is_announced_with_its_facts(kind: Kind) -> None:
    for one in said(kind, full_book(), *SPAN):
        assert tuple(one.reason.facts) == tuple(kind.reasons[one.reason.key])


@each_kind
def test_a_window_opens_before_it_closes(kind: Kind) -> None:
    for one in said(kind, full_book(), *SPAN):
        assert one.opens is None or one.opens <= max(one.named, one.day)


@each_kind
def test_a_kind_that_comes_again_says_when_and_why(kind: Kind) -> None:
    assert (kind.repeats is None) == (kind.follows is None)
    if kind.repeats is None or kind.follows is None:
        return
    for one in full_book().customers.values():
        gap = kind.repeats(one, RULES)
        if gap is not None:
            follows = kind.follows(one, RULES, MONDAY)
            assert follows.named == MONDAY + timedelta(days=gap)
            assert follows.opens is not None
            assert tuple(follows.reason.facts) == tuple(kind.reasons[follows.reason.key])


@each_kind
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"])
def test_a_kind_works_in_any_zone(kind: Kind, zone: str) -> None:
    owner = replace(MANAGER, zone=zone)
    there = book(*full_book().customers.values(), promise(), owner=owner)
    assert said(kind, there, *SPAN) == said(kind, there, *SPAN)
