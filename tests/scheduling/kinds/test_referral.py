"""Whoever introduced somebody is thanked, within days and not years later."""

from datetime import date, timedelta

from scheduling.kinds.referral import occurrences
from scheduling.occurrence import Occurrence
from store.records import Customer
from tests.scheduling.made import MONDAY, MORNING, RULES, book, customer

NEW = customer("2", name="王芳", introduced_by="1", introduced_on=MONDAY)
OLD = customer("1", name="张伟")


def said(*people: Customer, today: int = 0) -> list[Occurrence]:
    now = MORNING + timedelta(days=today)
    return list(occurrences(book(*people), RULES, date(2026, 1, 1), date(2027, 12, 31), now))


def test_the_one_who_introduced_is_thanked_within_three_days() -> None:
    (one,) = said(OLD, NEW)
    assert (one.customer, one.opens, one.day) == ("1", MONDAY, MONDAY + timedelta(days=3))
    assert one.reason.facts["text"] == "王芳"


def test_a_missed_thanks_stays_for_a_while_and_not_for_ever() -> None:
    (one,) = said(OLD, NEW, today=8)
    assert (one.day, one.late, one.named) == (MONDAY + timedelta(days=8), True, MONDAY + timedelta(days=3))
    assert said(OLD, NEW, today=15) == []


def test_an_introducer_who_is_not_in_the_book_stands_on_the_newcomers_card() -> None:
    (one,) = said(customer("2", introduced_by="老赵", introduced_on=MONDAY))
    assert (one.customer, one.reason.key, one.reason.facts["text"]) == (
        "2",
        "referral.thank_elsewhere",
        "老赵",
    )


def test_nobody_is_thanked_where_the_day_is_not_known() -> None:
    assert said(OLD, customer("2", introduced_by="1")) == []
