"""Festivals, family days, what comes once in a life, trips, campaigns and events."""

from datetime import date, timedelta
from typing import Any

import pytest

from scheduling.kinds import back_home, campaign, festival, financial_event, occasion, risk_profile
from scheduling.playbook import Playbook, PlaybookError
from scheduling.rules import Rules
from scheduling.standing import standing
from store.records import (
    Birthday,
    Complaint,
    Contact,
    Holding,
    HoldingKind,
    Kind,
    Occasion,
    Outcome,
    Purpose,
    Stage,
)
from tests.scheduling.made import MONDAY, MORNING, RULES, at, book, customer

YEAR = (MONDAY, MONDAY + timedelta(days=364))
HIGH: dict[str, Any] = {"tier": "high"}


def own(text: str) -> Rules:
    return Rules(playbook=Playbook.parse(text), calendar=RULES.calendar)


def test_the_list_for_the_spring_festival_comes_five_working_days_before_and_others_one() -> None:
    found = list(festival.occurrences(book(customer(**HIGH)), RULES, *YEAR, MORNING))
    days = {one.reason.key.partition(".")[2]: one for one in found}
    spring, dragon = days["spring_festival"], days["dragon_boat"]
    assert spring.named == date(2027, 2, 6)
    assert RULES.calendar.working_days_between(spring.day, spring.named) in {4, 5}
    assert (dragon.named, dragon.day) == (date(2027, 6, 9), date(2027, 6, 8))
    assert all(one.listed for one in found)
    assert len(days) == 10


def test_lower_tiers_are_not_on_the_list() -> None:
    assert not list(festival.occurrences(book(customer(tier="mid")), RULES, *YEAR, MORNING))


def days_of(said: Occasion, **facts: Any) -> list[str]:
    where = book(customer(occasions=(said,), **facts))
    return [str(one.day) for one in occasion.occurrences(where, RULES, *YEAR, MORNING)]


def test_a_wedding_day_is_told_on_the_day_and_in_trust_three_days_before_too() -> None:
    wedding = Occasion(kind="wedding", day=Birthday(month=5, day=20))
    assert days_of(wedding) == ["2027-05-20"]
    assert days_of(wedding, stage=Stage.TRUST) == ["2027-05-17", "2027-05-20"]


def test_a_mothers_lunar_birthday_is_kept_by_the_moon() -> None:
    lunar = Birthday(month=8, day=16, calendar="lunar")
    assert days_of(Occasion(kind="birthday", day=lunar)) == ["2027-09-16"]


def test_an_exam_is_told_three_days_before_on_its_day_and_three_days_after_and_never_again() -> None:
    exam = Occasion(kind="exam", day=Birthday(year=2027, month=6, day=7), once=True, whose="儿子")
    assert days_of(exam) == ["2027-06-04", "2027-06-07", "2027-06-10"]


def told(said: Occasion, now: str, **facts: Any) -> list[tuple[str, str, bool]]:
    """Day, the day it is about, and whether it is late, of the three weeks around Monday 23 November."""
    where, span = book(customer(occasions=(said,), **facts)), (date(2026, 11, 16), date(2026, 12, 6))
    found = occasion.occurrences(where, RULES, *span, at(f"2026-11-{now} 08:00"))
    return [(f"{one.day:%d}", f"{one.named:%d}", one.late) for one in found]


def test_a_family_day_on_a_rest_day_is_told_on_the_friday_and_missed_on_the_monday() -> None:
    saturday = Occasion(kind="wedding", day=Birthday(month=11, day=28))
    assert told(saturday, "23") == [("27", "28", False)]
    assert told(saturday, "28") == [("28", "28", False)], "on its day it is not late"
    assert told(saturday, "30") == [("30", "28", True)]
    assert told(saturday, "23", stage=Stage.TRUST) == [("25", "25", False), ("27", "28", False)]
    thursday = Occasion(kind="birthday", day=Birthday(month=11, day=26), whose="母亲")
    assert told(thursday, "27") == [("27", "26", True)], "a day late is better than not at all"


def test_an_operation_is_not_lost_between_the_days_before_and_after() -> None:
    surgery = Occasion(kind="surgery", day=Birthday(year=2026, month=11, day=26), once=True)
    days = [("23", "23", False), ("26", "26", False), ("30", "29", False)]
    assert told(surgery, "23") == days, "the Sunday three days after is asked on the Monday"
    assert told(surgery, "24") == [("24", "23", False), *days[1:]], "put in late, or not done yet"
    assert told(surgery, "25")[0] == ("25", "23", False)
    assert told(surgery, "27")[1] == ("27", "26", True)
    sunday = Occasion(kind="moving", day=Birthday(year=2026, month=11, day=29), once=True)
    assert told(sunday, "23") == [("26", "26", False), ("27", "29", False), ("02", "02", False)]


def test_a_day_in_a_long_break_is_told_once_before_it() -> None:
    spring = Occasion(kind="moving", day=Birthday(year=2027, month=2, day=9), once=True)
    first, *others = days_of(spring)
    assert RULES.calendar.is_working_day(date.fromisoformat(first))
    assert first < "2027-02-09" < others[0]
    assert len(others) == 1


def test_what_comes_once_needs_its_year() -> None:
    with pytest.raises(ValueError, match="once"):
        Occasion(kind="exam", day=Birthday(month=6, day=7), once=True)


def test_nobody_calls_a_customer_on_a_trip_and_the_return_is_greeted() -> None:
    away = customer(
        tier="private", stage=Stage.TRUST, reached_at=at("2026-10-01 10:00"), back_on=date(2026, 12, 5)
    )
    found = standing(book(away), RULES, MONDAY, MONDAY + timedelta(days=60), MORNING)
    assert min(one.opens for one in found if one.opens) == date(2026, 12, 5)
    home = list(back_home.occurrences(book(away), RULES, *YEAR, MORNING))
    assert [str(one.day) for one in home] == ["2026-12-07"], "a Saturday's return is greeted on Monday"


def test_a_risk_profile_is_spoken_of_a_month_before_and_stays_until_its_end() -> None:
    where = book(customer(risk_until=date(2026, 12, 31)))
    first = list(risk_profile.occurrences(where, RULES, *YEAR, MORNING))
    assert [str(one.day) for one in first] == ["2026-12-01"]
    late = list(risk_profile.occurrences(where, RULES, *YEAR, at("2026-12-20 08:00")))
    assert [(str(one.day), one.late) for one in late] == [("2026-12-20", True)]


CAMPAIGN = """
[campaign]
within_days = 7
[[campaign.running]]
name = "开门红"
from = 2026-11-23
until = 2026-12-11
customers = ["1001"]
tiers = ["high"]
"""


def names(where: object, rules: Rules, now: str = "2026-11-23 08:00") -> list[tuple[str, str]]:
    found = campaign.occurrences(where, rules, *YEAR, at(now))  # type: ignore[arg-type]  # a book
    return [(one.customer, str(one.named)) for one in found]


def test_a_campaign_is_for_its_tiers_and_its_list_within_a_week_and_ends_at_its_date() -> None:
    rules = own(CAMPAIGN)
    where = book(customer("1001"), customer("1002", **HIGH), customer("1003"))
    assert names(where, rules) == [("1001", "2026-11-29"), ("1002", "2026-11-29")]
    assert names(where, rules, "2026-12-12 08:00") == []


def sold(number: str, day: str, purpose: Purpose = Purpose.PRODUCT) -> Contact:
    moment = at(f"{day} 10:00")
    return Contact(
        id=number,
        customer="1001",
        kind=Kind.CALL,
        outcome=Outcome.REACHED,
        at=moment,
        logged_at=moment,
        by="li",
        purpose=purpose,
    )


def selling(*records: object) -> list[str]:
    where = book(customer(), *records)  # type: ignore[arg-type]  # records of any kind
    found = standing(where, own(CAMPAIGN), MONDAY, MONDAY + timedelta(days=20), MORNING)
    return [one.kind for one in found]


def test_whoever_was_sold_to_twice_in_a_month_is_not_on_a_campaigns_list() -> None:
    assert "campaign" in selling(sold("k1", "2026-11-10"))
    assert "campaign" not in selling(sold("k1", "2026-11-10"), sold("k2", "2026-11-18"))
    assert "campaign" in selling(sold("k1", "2026-11-10"), sold("k2", "2026-11-18", Purpose.CARE))


def test_whoever_complains_is_not_sold_anything() -> None:
    complaint = Complaint(id="c", customer="1001", said="慢", received_at=at("2026-11-20 16:30"), by="li")
    assert "campaign" not in selling(complaint)


def test_a_campaign_that_ends_before_it_begins_or_is_for_no_such_tier_is_named() -> None:
    wrong = CAMPAIGN.replace("2026-12-11", "2026-11-11").replace('"high"', '"hihg"')
    with pytest.raises(PlaybookError) as caught:
        own(wrong)
    assert {problem.key for problem in caught.value.problems} == {
        "playbook.days_order",
        "playbook.no_such_tier",
    }


def test_a_market_event_lists_the_holders_it_concerns() -> None:
    rules = own("""
[financial_event]
[[financial_event.known]]
name = "降准"
day = 2026-11-25
kinds = ["fund"]
products = ["稳利"]
""")
    fund = Holding(number="F1", product="成长", kind=HoldingKind.FUND)
    wealth = Holding(number="W1", product="稳利理财", kind=HoldingKind.WEALTH)
    where = book(customer("1", holdings=(fund,)), customer("2", holdings=(wealth,)), customer("3"))
    found = list(financial_event.occurrences(where, rules, *YEAR, MORNING))
    assert [(one.customer, str(one.day), one.listed) for one in found] == [
        ("1", "2026-11-25", True),
        ("2", "2026-11-25", True),
    ]
