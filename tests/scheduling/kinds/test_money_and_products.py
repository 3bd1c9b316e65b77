"""Purchases, loans that begin or are missed, tiers that change and money that moves."""

from datetime import date, timedelta

import pytest

from scheduling.kinds import after_sale, loan_missed, loan_start, movement, silent_buyer, tier_change
from scheduling.occurrence import Occurrence
from store.records import Balance, Customer, Holding, HoldingKind
from tests.scheduling.made import MONDAY, MORNING, RULES, YUAN, at, book, customer

SPAN = (MONDAY - timedelta(days=60), MONDAY + timedelta(days=120))


def bought(day: date, yuan: int = 100_000, number: str = "W1") -> Holding:
    return Holding(number=number, product="理财", kind=HoldingKind.WEALTH, start=day, amount=yuan * YUAN)


def test_after_a_purchase_its_buyer_is_asked_after_three_days_and_a_month() -> None:
    where = book(customer(holdings=(bought(date(2026, 11, 24)),)))
    found = list(after_sale.occurrences(where, RULES, *SPAN, MORNING))
    asked = [one for one in found if one.reason.key == "after_sale.day"]
    assert [str(one.day) for one in asked] == ["2026-11-27", "2026-12-24"]
    small = book(customer(holdings=(bought(date(2026, 11, 24), 5_000),)))
    assert not list(after_sale.occurrences(small, RULES, *SPAN, MORNING))


def invited(**facts: object) -> list[tuple[str, str]]:
    held = (bought(date(2026, 10, 1)), bought(date(2026, 11, 20), number="W2"))
    where = book(customer(**({"holdings": held} | facts)))  # type: ignore[arg-type]  # facts of a customer
    return [
        (str(one.opens), str(one.named)) for one in silent_buyer.occurrences(where, RULES, *SPAN, MORNING)
    ]


def test_who_bought_twice_and_was_never_spoken_to_is_invited_within_a_fortnight() -> None:
    assert invited() == [("2026-11-21", "2026-12-04")]


def test_who_was_spoken_to_or_bought_once_is_no_silent_buyer() -> None:
    assert invited(reached_at=at("2026-10-20 10:00")) == []
    assert invited(holdings=(bought(date(2026, 11, 20)),)) == []


def loan(**facts: object) -> Customer:
    said: dict[str, object] = {"number": "L1", "product": "loan_24m", "kind": HoldingKind.LOAN}
    return customer(holdings=(Holding(**(said | facts)),))  # type: ignore[arg-type]  # facts of a holding


@pytest.mark.parametrize(
    ("begun", "told"), [("2026-11-10", "2026-12-07"), ("2027-01-31", "2027-02-25")], ids=["plain", "short"]
)
def test_a_first_instalment_is_told_three_days_before_on_a_working_day(begun: str, told: str) -> None:
    where = book(loan(start=date.fromisoformat(begun)))
    found = list(loan_start.occurrences(where, RULES, *SPAN, MORNING))
    assert [str(one.day) for one in found] == [told]


def test_a_missed_instalment_is_told_on_the_next_working_day_and_stays() -> None:
    where = book(loan(status="逾期", status_since=date(2026, 11, 21)))
    assert [str(one.day) for one in loan_missed.occurrences(where, RULES, *SPAN, MORNING)] == ["2026-11-23"]
    late = list(loan_missed.occurrences(where, RULES, *SPAN, at("2026-11-26 08:00")))
    assert [(str(one.day), one.late) for one in late] == [("2026-11-26", True)]


def test_a_loan_that_runs_well_is_silent() -> None:
    where = book(loan(status="running_ok", status_since=date(2026, 11, 21)))
    assert not list(loan_missed.occurrences(where, RULES, *SPAN, MORNING))


def went(before: int, after: int) -> Customer:
    return customer(assets=after * YUAN, balances=(Balance(until=MONDAY, fen=before * YUAN),))


def changes(who: Customer, now: str = "2026-11-23 08:00") -> list[Occurrence]:
    return [one for one in whole_quarter(who, now) if not one.subject.endswith("/watch")]


def whole_quarter(who: Customer, now: str = "2026-11-23 08:00") -> list[Occurrence]:
    span = (date(2026, 11, 1), date(2027, 6, 30))
    return list(tier_change.occurrences(book(who), RULES, *span, at(now)))


def test_who_rises_is_contacted_within_a_week_and_who_falls_within_three_days() -> None:
    (up,) = changes(went(400_000, 600_000))
    assert (up.reason.key, str(up.opens), str(up.named)) == ("tier_change.up", "2026-11-23", "2026-11-30")
    (down,) = changes(went(600_000, 400_000))
    assert (down.reason.key, str(down.named)) == ("tier_change.down", "2026-11-26")


def test_who_rises_or_falls_is_watched_for_the_quarter_until_the_tier_changes_again() -> None:
    watched = [one for one in whole_quarter(went(600_000, 400_000)) if one.subject.endswith("/watch")]
    assert [str(one.named) for one in watched] == ["2026-12-23", "2027-01-22", "2027-02-21"]
    assert all(one.patient and one.reason.key == "tier_change.watch_down" for one in watched)
    again = customer(
        assets=600_000 * YUAN,
        balances=(
            Balance(until=MONDAY, fen=600_000 * YUAN),
            Balance(until=date(2026, 12, 1), fen=400_000 * YUAN),
        ),
    )
    keys = {one.reason.key for one in whole_quarter(again, "2026-12-01 08:00")}
    assert keys == {"tier_change.up", "tier_change.watch_up"}


def test_below_the_vip_tiers_and_within_one_tier_nothing_is_said() -> None:
    assert changes(went(10_000, 60_000)) == []
    assert changes(went(600_000, 700_000)) == []


def test_a_change_that_nobody_answered_is_late_for_a_fortnight_and_then_over() -> None:
    assert [one.late for one in changes(went(600_000, 400_000), "2026-12-01 08:00")] == [True]
    assert changes(went(600_000, 400_000), "2026-12-20 08:00") == []


def test_a_named_tier_counts_before_the_assets() -> None:
    who = customer(tier="private", assets=100, balances=(Balance(until=MONDAY, fen=100, tier="high"),))
    assert [one.reason.key for one in changes(who)] == ["tier_change.up"]


def moved(before: int, after: int) -> list[tuple[str, int | None]]:
    found = movement.occurrences(book(went(before, after)), RULES, *SPAN, MORNING)
    return [(one.reason.key, one.amount) for one in found]


def test_a_large_outflow_is_told_on_the_day_of_the_list() -> None:
    assert moved(900_000, 600_000) == [("movement.went", 300_000 * YUAN)]
    assert moved(600_000, 900_000) == [("movement.came", 300_000 * YUAN)]


def test_a_small_change_is_no_movement() -> None:
    assert moved(900_000, 800_000) == []
    assert moved(100_000, 60_000) == []
    assert moved(20_000, 0) == [], "the mass tier has no such signals"
