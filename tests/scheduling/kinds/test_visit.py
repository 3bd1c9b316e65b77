"""面访: seen in person, together with another reason where there is one."""

from datetime import date, timedelta
from typing import Any

from scheduling.agenda import agendas
from store.books import Book
from store.records import Stage
from tests.scheduling.made import MONDAY, MORNING, YUAN, at, book, customer, many, without
from tests.scheduling.made import RULES as MADE_RULES

RULES = without(MADE_RULES, "review")
RICH: dict[str, Any] = {"assets": 8_000_000 * YUAN, "stage": Stage.TRUST}


def entries(where: Book, days: int = 200) -> list[tuple[date, tuple[str, ...]]]:
    found = agendas(where, RULES, MONDAY, MONDAY + timedelta(days=days), MORNING)
    return [(day, entry.kinds) for day, many in found.items() for entry in many]


def test_a_visit_goes_with_the_contact_of_its_window() -> None:
    seen = customer(reached_at=at("2026-11-20 10:00"), visited_at=at("2026-10-01 10:00"), **RICH)
    visits = [(day, kinds) for day, kinds in entries(book(seen)) if "visit" in kinds]
    assert all(set(kinds) == {"cadence", "visit"} for _, kinds in visits)
    assert date(2026, 12, 3) <= visits[0][0] <= date(2026, 12, 30)


def test_somebody_never_seen_is_visited_within_the_gap_of_the_tier() -> None:
    fresh = customer(listed_on=MONDAY, reached_at=at("2026-11-20 10:00"), **RICH)
    first = next(day for day, kinds in entries(book(fresh)) if "visit" in kinds)
    assert first <= MONDAY + timedelta(days=90)


def test_a_visit_that_no_other_reason_came_for_falls_on_its_last_day() -> None:
    reached, seen = at("2026-10-20 10:00"), at("2026-07-16 10:00")
    stubborn = customer(tier="high", reached_at=reached, visited_at=seen, stage=Stage.TRUST)
    alone = without(RULES, "cadence", "festival", "profile_check")
    found = agendas(book(stubborn), alone, MONDAY, MONDAY + timedelta(days=60), MORNING)
    assert [(str(day), entry.kinds) for day, many in found.items() for entry in many][:1] == [
        ("2027-01-12", ("visit",))
    ]


def test_whoever_was_asked_and_did_not_come_is_asked_at_the_next_contact() -> None:
    asked = customer(reached_at=at("2026-11-20 10:00"), visited_at=at("2026-08-20 10:00"), **RICH)
    (day, kinds), *_ = entries(book(asked))
    assert set(kinds) == {"cadence", "visit"}
    assert date(2026, 12, 10) <= day <= date(2026, 12, 20)


def test_whoever_was_never_spoken_to_is_called_before_they_are_asked_to_come() -> None:
    fresh = customer(listed_on=date(2026, 1, 5), **RICH)
    assert entries(book(fresh), 7)[0][1] == ("cadence",)


def test_whoever_did_not_answer_is_not_asked_to_come_on_the_same_day() -> None:
    silent = customer(
        reached_at=at("2026-09-20 10:00"), visited_at=at("2026-06-01 10:00"), tried_at=MORNING, **RICH
    )
    assert entries(book(silent), 3)[0][0] == date(2026, 11, 24)


def test_lower_tiers_have_no_visits() -> None:
    assert not [kinds for _, kinds in entries(book(customer(assets=100_000 * YUAN))) if "visit" in kinds]


def test_visits_of_a_whole_book_leave_the_days_doable() -> None:
    found = agendas(book(*many(1, MONDAY)), RULES, MONDAY, MONDAY + timedelta(days=120), MORNING)
    planned = {("visit",), ("cadence",), ("cadence", "visit")}
    assert max(sum(entry.kinds in planned for entry in entries) for entries in found.values()) <= 10
