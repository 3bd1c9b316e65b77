"""副管户见面: the second manager meets private and high customers once a half-year."""

from datetime import date, timedelta
from typing import Any

from scheduling.agenda import agendas
from store.books import Book
from store.records import SecondMet, Settled, Settlement, Stage
from tests.scheduling.made import MONDAY, MORNING, YUAN, at, book, customer, without
from tests.scheduling.made import RULES as MADE_RULES

RULES = without(MADE_RULES, "review", "visit", "festival", "statement", "profile_check")
RICH: dict[str, Any] = {
    "assets": 8_000_000 * YUAN,
    "stage": Stage.TRUST,
    "reached_at": at("2026-11-20 10:00"),
}


def meetings(where: Book, days: int = 400) -> list[tuple[date, tuple[str, ...], str]]:
    found = agendas(where, RULES, MONDAY, MONDAY + timedelta(days=days), MORNING)
    return [
        (day, entry.kinds, one.reason.key)
        for day, many in found.items()
        for entry in many
        for one in entry.occurrences
        if one.kind == "second_meeting"
    ]


def met(day: str, who: str = "王海燕") -> SecondMet:
    return SecondMet(who=who, at=at(f"{day} 10:00"))


def test_half_a_year_after_they_met_the_second_manager_comes_along_to_a_contact() -> None:
    seen = customer(second="王海燕", second_met=met("2026-09-01"), **RICH)
    (day, kinds, why), *later = meetings(book(seen))
    last_day = date(2026, 9, 1) + timedelta(days=182)
    assert last_day - timedelta(days=54) <= day <= last_day
    assert set(kinds) == {"cadence", "second_meeting"}
    assert why == "second_meeting.due"
    assert 120 < (later[0][0] - day).days <= 182


def test_whoever_never_met_the_second_manager_is_introduced_within_half_a_year() -> None:
    fresh = customer(second="王海燕", listed_on=MONDAY, **RICH)
    day, _, why = meetings(book(fresh))[0]
    assert day <= MONDAY + timedelta(days=182)
    assert why == "second_meeting.first"


def test_a_new_second_manager_has_not_met_them_yet() -> None:
    changed = customer(second="赵敏", second_met=met("2026-11-18"), listed_on=date(2026, 1, 5), **RICH)
    day, _, why = meetings(book(changed))[0]
    assert why == "second_meeting.first"
    assert day <= MONDAY + timedelta(days=60)


def test_without_a_second_manager_and_below_the_tier_high_there_is_no_such_meeting() -> None:
    alone = customer("1001", **RICH)
    small = customer("1002", **(RICH | {"assets": 120_000 * YUAN}), second="王海燕")
    assert meetings(book(alone, small)) == []


def test_a_meeting_that_was_skipped_comes_half_a_year_later() -> None:
    facts: dict[str, Any] = RICH | {"reached_at": at("2026-10-10 10:00")}
    seen = customer(second="王海燕", second_met=met("2026-06-10"), **facts)
    last_day = date(2026, 6, 10) + timedelta(days=182)
    key = f"second_meeting|1001|{last_day}"
    assert [one.key for one in _standing(book(seen))] == [key]
    skipped = Settlement(id=key, state=Settled.SKIPPED, at=MORNING, by="li", customer="1001")
    assert meetings(book(seen, skipped))[0][0] >= last_day + timedelta(days=120)


def _standing(where: Book) -> list[Any]:
    found = agendas(where, RULES, MONDAY, MONDAY + timedelta(days=30), MORNING)
    return [
        one
        for many in found.values()
        for entry in many
        for one in entry.occurrences
        if one.kind == "second_meeting"
    ]
