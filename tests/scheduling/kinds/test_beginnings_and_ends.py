"""New accounts, and policies and cards that run out."""

from datetime import date

from scheduling.kinds import expiry, new_account
from store.records import Holding, HoldingKind
from tests.scheduling.made import MORNING, RULES, at, book, customer

YEAR = (date(2026, 1, 1), date(2027, 12, 31))


def ends(kind: HoldingKind, level: str = "", *, ended: bool = False) -> list[str]:
    holding = Holding(number="H", product="x", kind=kind, maturity=date(2027, 6, 16), ended=ended)
    where = book(customer(card_level=level, holdings=(holding,)))
    return [str(one.day) for one in expiry.occurrences(where, RULES, *YEAR, MORNING)]


def test_a_premium_and_a_card_are_spoken_of_a_month_before_on_a_working_day() -> None:
    assert ends(HoldingKind.INSURANCE) == ends(HoldingKind.CARD, "classic") == ["2027-05-17"]


def test_a_vip_card_two_months_before() -> None:
    assert ends(HoldingKind.CARD, "gold") == ["2027-04-16"]


def test_what_is_over_or_does_not_run_out_is_silent() -> None:
    assert ends(HoldingKind.CARD, ended=True) == ends(HoldingKind.DEPOSIT) == []


def test_a_newcomer_is_contacted_after_a_day_a_week_and_a_month() -> None:
    where = book(customer(since=date(2026, 11, 20)))
    found = new_account.occurrences(where, RULES, *YEAR, MORNING)
    assert [(str(one.day), one.reason.facts["days"]) for one in found] == [
        ("2026-11-23", 1),
        ("2026-11-27", 7),
        ("2026-12-21", 30),
    ]


def test_a_missed_day_of_a_newcomer_stays_for_a_week_or_until_the_next() -> None:
    where = book(customer(since=date(2026, 11, 20)))
    late = [
        (one.reason.facts["days"], str(one.day))
        for now in ("2026-11-24", "2026-11-26", "2026-12-01")
        for one in new_account.occurrences(where, RULES, *YEAR, at(f"{now} 08:00"))
        if one.late
    ]
    assert late == [(1, "2026-11-24"), (1, "2026-11-26"), (7, "2026-12-01")]
