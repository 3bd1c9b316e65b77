"""到期, as a manager hears of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.kinds.maturity import asked_about, occurrences
from scheduling.occurrence import Occurrence
from store.records import Holding, HoldingKind, MaturityOutcome, Person, replace
from tests.scheduling.made import MANAGER, MONDAY, MORNING, RULES, YUAN, at, book, customer, deposit, promise

YEAR = (date(2026, 1, 1), date(2027, 12, 31))


def falls(*holdings: object, now: str = "2026-11-23 08:00") -> list[Occurrence]:
    where = book(customer(holdings=tuple(holdings)))
    return sorted(occurrences(where, RULES, *YEAR, at(now)), key=lambda one: one.day)


def days(*holdings: object, now: str = "2026-11-23 08:00") -> list[str]:
    return [str(one.day) for one in falls(*holdings, now=now)]


def test_half_a_million_is_spoken_of_a_month_a_week_and_a_day_before_on_the_day_and_after() -> None:
    wednesday = date(2027, 7, 14)
    assert days(deposit(wednesday, 500_000)) == [
        "2027-06-14", "2027-07-07", "2027-07-13", "2027-07-14", "2027-07-15",
    ]  # fmt: skip


def test_a_smaller_sum_is_spoken_of_a_week_before_on_the_day_and_after() -> None:
    assert days(deposit(date(2027, 7, 14), 499_999)) == ["2027-07-07", "2027-07-14", "2027-07-15"]


def test_small_sums_come_in_the_list_of_their_week() -> None:
    found = falls(deposit(date(2027, 6, 17), 49_999))
    assert [(str(one.day), one.listed) for one in found] == [("2027-06-14", True)]


def test_a_sum_that_nobody_knows_comes_in_the_list() -> None:
    assert [one.listed for one in falls(deposit(date(2027, 6, 17), amount=None))] == [True]


def test_what_falls_on_a_weekend_moves_to_friday_and_the_day_after_to_monday() -> None:
    sunday = date(2027, 6, 20)
    found = falls(deposit(sunday, 100_000))
    assert [(str(one.day), one.reason.key) for one in found] == [
        ("2027-06-11", "maturity.before"),
        ("2027-06-18", "maturity.today"),
        ("2027-06-21", "maturity.after"),
    ]


def test_rungs_that_meet_on_one_day_are_one() -> None:
    sunday = date(2027, 6, 20)
    assert days(deposit(sunday, 600_000)) == ["2027-05-21", "2027-06-11", "2027-06-18", "2027-06-21"]


def test_a_make_up_saturday_is_worked() -> None:
    saturday = date(2026, 2, 14)  # made up for the Spring Festival
    found = [str(one.day) for one in falls(deposit(saturday, 100_000)) if one.reason.key == "maturity.today"]
    assert found == ["2026-02-14"]


def test_a_reason_says_how_many_days_what_and_how_much() -> None:
    week_before = falls(deposit(date(2027, 6, 16), 100_000))[0]
    assert week_before.reason.facts == {
        "days": 7,
        "maturity": date(2027, 6, 16),
        "product": "三个月定期",
        "amount": 10_000_000,
    }


@pytest.mark.parametrize("outcome", [each for each in MaturityOutcome if each is not MaturityOutcome.PARTLY])
def test_the_ladder_stops_when_it_is_known_what_became_of_the_money(outcome: MaturityOutcome) -> None:
    assert falls(deposit(date(2027, 6, 16), outcome=outcome)) == []


@pytest.mark.parametrize(
    "kind", [HoldingKind.CURRENT, HoldingKind.CARD, HoldingKind.LOAN, HoldingKind.BULLET_LOAN]
)
def test_other_holdings_have_no_maturity(kind: HoldingKind) -> None:
    assert falls(deposit(date(2027, 6, 16), kind=kind)) == []


def test_a_holding_that_is_over_is_not_spoken_of() -> None:
    assert falls(deposit(date(2027, 6, 16), ended=True)) == []


def test_money_of_which_nobody_knows_stays_in_the_day_until_somebody_says() -> None:
    holding = deposit(date(2026, 11, 18), 100_000)
    late = [one for one in falls(holding, now="2026-11-24 08:00") if one.late]
    assert [(str(one.day), one.reason.key) for one in late] == [("2026-11-24", "maturity.after")]


def asked(holding: Holding, first: date, days: int, owner: Person = MANAGER) -> list[str]:
    """The days from the first on whose own agenda asks about the money."""
    where = book(customer(holdings=(holding,)), owner=owner)
    every = [first + timedelta(days=n) for n in range(days)]
    return [
        str(day)
        for day in every
        if any(one.day == day for one in occurrences(where, RULES, day, day, at(f"{day} 08:00")))
    ]


def test_after_two_weeks_it_is_asked_each_week_for_ever() -> None:
    old = deposit(date(2026, 9, 9), 100_000)
    assert asked(old, date(2026, 11, 16), 30) == ["2026-11-19", "2026-11-26", "2026-12-03", "2026-12-10"]
    # The week whose day lies in the national holiday is asked on the first day at work after it.
    assert asked(old, date(2026, 9, 25), 28) == ["2026-10-08", "2026-10-15", "2026-10-22"]
    # So it is for whoever works on other days.
    own = replace(MANAGER, weekdays=(0, 1, 2, 4))
    assert asked(old, date(2026, 11, 16), 14, own) == ["2026-11-20", "2026-11-27"]


def test_small_sums_come_again_in_the_list_each_week() -> None:
    old = deposit(date(2026, 9, 9), 10_000)
    assert asked(old, date(2026, 11, 16), 15) == ["2026-11-16", "2026-11-23", "2026-11-30"]


def test_what_matured_long_before_the_list_came_is_the_banks_past() -> None:
    old = deposit(date(2026, 9, 9), 100_000)
    fresh = customer(listed_on=date(2026, 11, 20), holdings=(old,))
    assert not list(occurrences(book(fresh), RULES, *YEAR, MORNING))


def test_the_rest_of_what_was_partly_renewed_stays_open() -> None:
    partly = deposit(date(2026, 11, 20), outcome=MaturityOutcome.PARTLY, kept=300_000 * YUAN)
    (late,) = (one for one in falls(partly, now="2026-11-24 08:00") if one.late)
    assert (late.reason.key, late.amount, late.reason.facts["kept"]) == (
        "maturity.rest",
        320_000 * YUAN,
        300_000 * YUAN,
    )
    assert falls(replace(partly, rest=MaturityOutcome.MOVED)) == []


def test_an_appointment_about_the_money_stands_for_the_days_before_it_but_not_for_the_day_after() -> None:
    holding = deposit(MONDAY + timedelta(days=7), 600_000)
    talk = promise(day=MONDAY + timedelta(days=7), because="maturity")
    where = book(customer(holdings=(holding,)), talk)
    found = list(occurrences(where, RULES, MONDAY, MONDAY + timedelta(days=20), MORNING))
    assert [one.reason.key for one in found] == ["maturity.after"]


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(50_000, 10_000_000))
def test_a_rung_always_falls_on_a_working_day(maturity: date, yuan: int) -> None:
    found = falls(deposit(maturity, yuan))
    assert found
    for one in found:
        assert RULES.calendar.is_working_day(one.day)
        assert one.day <= maturity or one.reason.key == "maturity.after"


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(50_000, 10_000_000))
def test_a_holding_speaks_once_a_day_at_most_and_never_of_the_day_itself_twice(
    maturity: date, yuan: int
) -> None:
    found = [one.day for one in falls(deposit(maturity, yuan), now="2026-01-01 08:00")]
    assert len(set(found)) == len(found)


def test_a_list_that_came_on_thursday_tells_of_fridays_small_sums_on_thursday() -> None:
    fresh = customer(listed_on=date(2026, 11, 26), holdings=(deposit(date(2026, 11, 27), 10_000),))
    found = list(occurrences(book(fresh), RULES, *YEAR, MORNING))
    assert [(str(one.day), str(one.named)) for one in found] == [("2026-11-26", "2026-11-23")]


def test_on_friday_the_weekends_money_is_asked_about_but_no_small_sums() -> None:
    friday, sunday = date(2026, 11, 27), date(2026, 11, 29)
    where = book(
        customer("1", holdings=(deposit(sunday, 100_000),)),
        customer("2", holdings=(deposit(sunday, 10_000),)),
        customer("3", holdings=(deposit(friday, 100_000, outcome=MaturityOutcome.MOVED),)),
        customer("4", holdings=(deposit(date(2026, 11, 20), 100_000),)),
    )
    assert [one.id for one, _ in asked_about(where, RULES, friday)] == ["1"]
