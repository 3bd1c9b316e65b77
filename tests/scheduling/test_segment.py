"""Groups, value and lifecycle, and what is not yet known of a customer."""

from datetime import date
from typing import Any

import pytest

from scheduling.profile import by_part, profile_of
from scheduling.segment import age_of, lifecycle_of, segment_of, value_of
from store.records import Birthday, Holding, HoldingKind, Masked, Occasion, Sex, Stage
from tests.scheduling.made import MONDAY, RULES, YUAN, customer

PLAYBOOK = RULES.playbook


@pytest.mark.parametrize(
    ("facts", "segment"),
    [
        ({"birthday": Birthday(year=1958, month=11, day=23)}, "retiree"),
        ({"birthday": Birthday(year=1966, month=11, day=24)}, "middle_aged"),
        ({"birthday": Birthday(year=1995, month=1, day=1)}, "young_professional"),
        ({"birthday": Birthday(year=1958, month=1, day=1), "employer": "鑫源贸易 董事长"}, "business_owner"),
        ({"notes": ("女儿明年高考",)}, "parent"),
        ({"birthday": Birthday(month=1, day=1)}, ""),
        ({}, ""),
    ],
)
def test_the_first_group_that_fits_is_the_segment(facts: dict[str, Any], segment: str) -> None:
    assert segment_of(customer(**facts), PLAYBOOK, MONDAY) == segment


def test_an_age_counts_full_years() -> None:
    born = customer(birthday=Birthday(year=1966, month=11, day=24))
    assert age_of(born, MONDAY) == 59
    assert age_of(born, date(2026, 11, 24)) == 60


def test_the_lifecycle_follows_number_list_and_stage() -> None:
    assert lifecycle_of(customer("+1")) == "prospect"
    assert lifecycle_of(customer()) == "developing"
    assert lifecycle_of(customer(stage=Stage.DECLINE)) == "declining"
    assert lifecycle_of(customer(left_list=MONDAY)) == "ended"


def test_value_is_told_from_tier_products_and_debts() -> None:
    assert value_of(customer(assets=3_000_000 * YUAN), PLAYBOOK) == "most_valuable"
    assert value_of(customer(assets=100_000 * YUAN), PLAYBOOK) == "most_growable"
    three = tuple(Holding(number=f"{n}", product="x", kind=HoldingKind.FUND) for n in range(3))
    assert value_of(customer(assets=100_000 * YUAN, holdings=three), PLAYBOOK) == ""
    owed = Holding(number="L", product="x", kind=HoldingKind.LOAN, status="逾期")
    assert value_of(customer(holdings=(owed,)), PLAYBOOK) == "below_zero"


def test_one_thing_is_asked_at_a_time_and_first_the_phone() -> None:
    assert profile_of(customer()).next == "phone"
    called = customer(phones=(Masked("13900010001"),))
    assert profile_of(called).next == "birthday"
    assert profile_of(customer(refused_contact=True)).next is None


def test_a_profile_of_which_everything_is_known_asks_nothing() -> None:
    known = customer(
        phones=(Masked("13900010001"),),
        birthday=Birthday(month=1, day=1),
        preference="下午",
        employer="学校",
        occasions=(Occasion(kind="wedding", day=Birthday(month=5, day=1)),),
        risk="R3",
        notes=("爱喝普洱",),
        assets=1,
        holdings=(Holding(number="1", product="x"),),
        sex=Sex.MALE,
    )
    assert (profile_of(known).share, profile_of(known).next) == (1.0, None)


def test_what_is_missing_stands_under_its_part() -> None:
    missing = by_part(profile_of(customer(phones=(Masked("13900010001"),), employer="学校")))
    assert missing["basic"] == ("birthday", "preference", "sex")
    assert missing["transactions"] == ("holdings",)


def test_what_only_the_list_tells_is_not_asked_of_a_customer() -> None:
    told = customer(
        phones=(Masked("1"),),
        birthday=Birthday(month=1, day=1),
        preference="x",
        employer="x",
        occasions=(Occasion(kind="other", day=Birthday(month=5, day=1)),),
        risk="R1",
        notes=("x",),
    )
    assert profile_of(told).missing == ("assets", "holdings", "sex")
    assert profile_of(told).next is None
