"""The plan: spread, joined, ramped, and the same on every look."""

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from scheduling.capacity import room_on
from scheduling.foresight import foresight
from scheduling.placing import Load, run
from scheduling.plan import Planned, plan, unfit
from store.books import Book
from store.records import Contact, Customer, Kind, Outcome, Settled, Settlement, Stage, replace
from tests.scheduling.made import (
    MANAGER,
    MONDAY,
    MORNING,
    YUAN,
    at,
    book,
    customer,
    deposit,
    many,
    promise,
    without,
)
from tests.scheduling.made import RULES as MADE_RULES

# What is said here is said of contacts; visits, which go along with them, have their own tests.
RULES = without(MADE_RULES, "visit", "review")
PRIVATE: dict[str, Any] = {"assets": 8_000_000 * YUAN, "stage": Stage.TRUST}


def reached(day: str, **facts: object) -> Customer:
    said: dict[str, Any] = {"reached_at": at(f"{day} 10:00")} | PRIVATE | facts
    return customer(**said)


def planned(where: Book, days: int = 90, now: datetime = MORNING) -> tuple[Planned, ...]:
    return plan(where, RULES, MONDAY, days, now)


def test_a_contact_falls_in_its_window_and_comes_again() -> None:
    found = planned(book(reached("2026-11-10")))
    assert date(2026, 12, 1) <= found[0].day <= date(2026, 12, 10)
    assert 20 <= (found[1].day - found[0].day).days <= 30
    assert found[0].occurrence.reason.facts["gap"] == 30


def test_the_mass_tier_has_no_cadence() -> None:
    assert planned(book(customer(assets=0, reached_at=at("2026-01-10 10:00")))) == ()


def test_unknown_assets_are_treated_as_the_lowest_tier() -> None:
    assert planned(book(customer(assets=None))) == ()


def test_the_tier_that_the_list_names_counts() -> None:
    assert planned(book(customer(tier="private")))


@pytest.mark.parametrize(
    "facts", [{"refused_contact": True}, {"left_list": date(2026, 11, 1)}], ids=["refused", "left the list"]
)
def test_somebody_to_be_left_in_peace_is_not_planned(facts: dict[str, object]) -> None:
    assert planned(book(reached("2026-10-10", **facts))) == ()


def test_a_fresh_list_is_spread_and_nobody_is_called_overdue() -> None:
    found = planned(book(*many(3, MONDAY, reached=False)))
    a_day = Counter(one.day for one in found)
    assert max(a_day.values()) <= 10
    assert {one.occurrence.reason.key for one in found if one.day == MONDAY} == {"cadence.first"}
    first = {one.customer: one.day for one in reversed(found)}
    tiers = {one.id: one.assets for one in many(3, MONDAY, reached=False)}
    assert all(
        day <= MONDAY + timedelta(days=14) for who, day in first.items() if tiers[who] == 8_000_000 * YUAN
    )
    assert all(
        day <= MONDAY + timedelta(days=30) for who, day in first.items() if tiers[who] == 900_000 * YUAN
    )


def test_a_fresh_list_of_250_that_waited_half_a_year_is_still_worked_ten_a_day() -> None:
    waited = [replace(one, listed_on=date(2026, 5, 1)) for one in many(3, MONDAY, reached=False)]
    found = planned(book(*waited))
    assert max(Counter(one.day for one in found).values()) <= 10
    assert not any(one.occurrence.reason.key == "cadence.overdue" for one in found if one.day == MONDAY)


def test_the_first_contacts_of_the_others_do_not_move_when_one_is_met() -> None:
    fresh = many(3, MONDAY, reached=False, shares={"high": 20})
    met = replace(fresh[0], reached_at=MORNING)
    before, after = (_first_dues(book(*customers)) for customers in (fresh, [met, *fresh[1:]]))
    assert after == {who: due for who, due in before.items() if who != met.id}


def _first_dues(where: Book) -> dict[str, date]:
    first = (one.occurrence for one in planned(where, 40) if one.occurrence.reason.key == "cadence.first")
    return {one.customer: one.named for one in first}


def test_nothing_is_planned_on_days_off_or_away() -> None:
    away = replace(MANAGER, away_until=at("2026-12-01 00:00"))
    found = planned(book(*many(5, MONDAY), owner=away))
    assert min(one.day for one in found) == date(2026, 12, 1)
    assert all(RULES.calendar.is_working_day(one.day) for one in found)


def test_promises_and_money_take_their_room_first() -> None:
    busy = [customer(f"{n}", holdings=(deposit(MONDAY, 600_000),)) for n in range(100, 110)]
    found = planned(book(*busy, reached("2026-10-01", id="7")), 3)
    assert [one.day for one in found] == [date(2026, 11, 25)], "the day after the money is asked about too"


def test_a_contact_is_joined_to_a_promise_of_its_window() -> None:
    where = book(reached("2026-11-01"), promise(day=date(2026, 11, 26)))
    first = planned(where)[0]
    assert (first.day, first.joined) == (date(2026, 11, 26), True)


def test_somebody_who_was_contacted_today_has_used_a_place_of_today() -> None:
    late = [reached("2026-09-01", id=f"{n}") for n in range(12)]
    others = [customer(f"a{n}") for n in range(4)]
    tried = [
        Contact(
            id=f"k{n}",
            customer=f"a{n}",
            kind=Kind.CALL,
            outcome=Outcome.REACHED,
            at=MORNING,
            logged_at=MORNING,
            by="li",
        )
        for n in range(4)
    ]
    assert sum(one.day == MONDAY for one in planned(book(*late, *others, *tried), 1)) == 6


def test_a_skipped_contact_leaves_the_series_alone() -> None:
    where = book(reached("2026-10-20"))
    first = planned(where)[0].occurrence
    skipped = Settlement(id=first.key, state=Settled.SKIPPED, at=MORNING, by="li", customer="1001")
    after = planned(book(reached("2026-10-20"), skipped))
    assert after[0].occurrence.named == MONDAY + timedelta(days=30)


def test_a_snoozed_contact_comes_on_its_new_day() -> None:
    first = planned(book(reached("2026-10-20")))[0].occurrence
    later = Settlement(
        id=first.key,
        state=Settled.SNOOZED,
        at=MORNING,
        by="li",
        customer="1001",
        until=at("2026-11-26 10:00"),
    )
    assert not [
        one for one in planned(book(reached("2026-10-20"), later), 10) if one.day < date(2026, 11, 26)
    ]


def test_nobody_who_did_not_answer_today_is_planned_again_today() -> None:
    where = book(reached("2026-10-01", tried_at=MORNING, misses=1))
    assert planned(where)[0].day == date(2026, 11, 24)


def test_after_the_third_try_the_customer_is_left_in_peace_for_two_days() -> None:
    where = book(reached("2026-10-01", tried_at=MORNING, misses=3))
    assert planned(where)[0].day == date(2026, 11, 25)


def declining(last: str | None, **facts: Any) -> Customer:
    """Somebody in decline since Monday 16 November who was reached last on a day."""
    said = {"stage": Stage.DECLINE, "stage_since": date(2026, 11, 16)} | facts
    return reached(last, **said) if last else replace(reached("2026-11-10"), reached_at=None, **said)


def test_a_decline_counts_from_the_day_on_which_it_began() -> None:
    def due(last: str | None, **facts: Any) -> date:
        return planned(book(declining(last, **facts)))[0].occurrence.named

    assert due("2026-11-10") == date(2026, 11, 16), "at once, whenever they were last reached"
    assert due(None) == date(2026, 11, 16)
    assert due("2026-11-16") == date(2026, 11, 19)
    assert due("2026-11-19") == date(2026, 11, 23)
    assert due("2026-11-20") == date(2026, 11, 23)
    assert due("2026-11-22") == date(2026, 12, 1), "the day before is near enough"
    assert due("2026-11-22", stage_since=None, listed_on=date(2026, 11, 19)) == date(2026, 11, 26)
    assert due("2026-11-10", stage_since=None, listed_on=date(2026, 11, 19)) == date(2026, 12, 10), (
        "as before"
    )


def test_the_preview_shows_all_steps_of_a_decline_and_then_the_gap_of_trust() -> None:
    where = book(declining("2026-11-19"))
    found = [one.occurrence for one in planned(where, 80)]
    dues = [one.named for one in found]
    assert dues[:3] == [date(2026, 11, 23), date(2026, 12, 1), date(2026, 12, 16)]
    assert dues[3] - found[2].day == timedelta(days=30)


def test_whoever_went_through_the_decline_is_not_overdue_for_ever() -> None:
    where = book(declining("2026-11-18", stage_since=date(2026, 10, 19)))
    (first, *_) = planned(where, 80)
    assert first.occurrence.named == date(2026, 12, 18), "a gap on, however few contacts the book remembers"
    assert not first.occurrence.late


def test_the_same_book_has_the_same_plan() -> None:
    assert planned(book(*many(9, MONDAY))) == planned(book(*many(9, MONDAY)))


def test_a_longer_look_says_the_same_of_the_first_days() -> None:
    where = book(*many(9, MONDAY))
    assert planned(where, 10) == tuple(
        one for one in planned(where, 200) if one.day < MONDAY + timedelta(days=10)
    )


def test_a_book_that_can_be_done_has_nobody_late() -> None:
    assert not [one for one in planned(book(*many(1, MONDAY)), 120) if one.late > 2]


def test_those_who_did_not_answer_move_few_announced_contacts() -> None:
    """Nobody who was left alone is moved in most books; where days are full, mostly by a day at work."""
    moved = [days for seed in range(5) for days in _moved_when_half_answer(seed)]
    assert sum(not days for days in moved) >= 0.7 * len(moved)
    assert sum(days <= 1 for days in moved) >= 0.9 * len(moved)


def _moved_when_half_answer(seed: int) -> list[int]:
    """Working days by which the others are moved when about half of the first calls reach nobody."""
    chance, where = Random(seed), book(*many(seed, MONDAY))
    announced = _days_of(planned(where, 14))
    called = sorted({one.customer for one in planned(where, 1)})
    for who in called:
        answered = chance.random() < 0.55
        news: dict[str, Any] = {"reached_at": MORNING} if answered else {"misses": 1}
        where.put(replace(where.customers[who], tried_at=MORNING, **news))
    again = _days_of(plan(where, RULES, date(2026, 11, 24), 40, MORNING + timedelta(days=1)))
    between = RULES.calendar.working_days_between
    return [abs(between(day, again[key])) for key, day in announced.items() if key[0] not in called]


def _days_of(found: tuple[Planned, ...]) -> dict[tuple[str, str], date]:
    """The day of each customer's next contact of each kind."""
    return {(one.customer, one.occurrence.kind): one.day for one in reversed(found)}


def test_working_as_planned_moves_no_announced_contact() -> None:
    where = book(*many(4, MONDAY))
    announced = {one.customer: one.day for one in reversed(planned(where, 14))}
    for one in planned(where, 1):
        where.put(replace(where.customers[one.customer], reached_at=MORNING))
    tuesday = MORNING + timedelta(days=1)
    again = {one.customer: one.day for one in reversed(plan(where, RULES, date(2026, 11, 24), 13, tuesday))}
    assert [who for who, day in announced.items() if day > MONDAY and again.get(who) != day] == []


def test_three_of_ten_planned_contacts_are_care() -> None:
    found = [one.occurrence for one in planned(book(*many(2, MONDAY))) if one.occurrence.kind == "cadence"]
    cared = sum(one.reason.key.startswith("cadence.caring") for one in found)
    assert 0.3 <= cared / len(found) <= 0.45
    for day in {one.day for one in found}:
        keys = [one.reason.key for one in found if one.day == day]
        cares = sum(key.startswith("cadence.caring") for key in keys)
        assert cares >= int(0.3 * len(keys))


def test_a_contact_planned_as_care_is_mostly_still_one_the_next_morning() -> None:
    where = book(*many(2, MONDAY))
    before = {
        one.occurrence.key for one in planned(where, 14) if one.occurrence.reason.key == "cadence.caring"
    }
    again = plan(where, RULES, date(2026, 11, 24), 14, MORNING + timedelta(days=1))
    said = {one.occurrence.key: one.occurrence.reason.key for one in again}
    stayed = [said[key] == "cadence.caring" for key in before if key in said]
    assert sum(stayed) >= 0.8 * len(stayed)


def test_a_contact_that_was_just_made_is_not_planned_any_more() -> None:
    where = book(*many(4, MONDAY))
    first, *_ = planned(where, 1)
    where.put(replace(where.customers[first.customer], reached_at=MORNING))
    assert first.customer not in {one.customer for one in planned(where, 1)}


def test_before_a_long_holiday_those_it_would_make_late_come_earlier() -> None:
    """Spring Festival 2027 is off from 5 to 10 February."""
    january = at("2027-01-18 08:00")
    people = [
        replace(one, reached_at=january - timedelta(days=34 + place % 17))
        for place, one in enumerate(many(1, MONDAY, shares={"high": 90}))
    ]
    stage = [replace(one, stage=Stage.TRUST, holdings=(), birthday=None) for one in people]
    found = plan(book(*stage), RULES, date(2027, 1, 18), 40, january)
    assert not [one for one in found if one.late]


def test_somebody_with_a_wrong_number_comes_back_in_a_month() -> None:
    where = book(reached("2026-10-01", tried_at=MORNING, wrong_number=True))
    assert planned(where)[0].day == MONDAY + timedelta(days=30)


def test_what_does_not_fit_is_said_with_who_and_how_late() -> None:
    behind = [reached("2026-10-24", id=f"{n:03}") for n in range(25)]
    late = unfit(book(*behind), RULES, 10, MORNING)
    assert len(late) == 15
    assert {one.late for one in late} == {1, 2}


def test_a_book_that_fits_has_nobody_to_say() -> None:
    assert unfit(book(reached("2026-11-10")), RULES, 30, MORNING) == ()


@pytest.mark.parametrize("share", [0.9, 1.1])
@pytest.mark.parametrize("seed", range(3))
def test_a_month_at_the_edge_of_capacity_is_as_little_late_as_it_can_be(share: float, seed: int) -> None:
    chance, month = Random(seed), 28
    days = [MONDAY + timedelta(days=step) for step in range(90)]
    places = [day for day in days for _ in range(room_on(MANAGER, day, RULES))]
    within = sum(day < MONDAY + timedelta(days=month) for day in places)
    dues = sorted(MONDAY + timedelta(days=chance.randrange(1, 27)) for _ in range(int(share * within)))
    # All windows are open from the first day on, so the earliest last day first is the least late of all.
    least = sum(max(0, (place - due).days) for place, due in zip(places, dues, strict=False))
    mid = {"assets": 120_000 * YUAN, "stage": Stage.STRENGTHEN}
    last = [at(f"{due - timedelta(days=90)} 10:00") for due in dues]
    where = book(*(customer(f"{n:04}", reached_at=moment, **mid) for n, moment in enumerate(last)))
    first = {one.customer: one for one in reversed(planned(where))}
    assert sum(one.late for one in first.values()) <= least * 1.05
    assert max(Counter(one.day for one in first.values()).values()) <= 10


@pytest.mark.parametrize("seed", [7, 11, 15, 18])
def test_days_are_filled_up_for_a_long_holiday_only_shortly_before_it_must_be(seed: int) -> None:
    """Spring Festival 2027 is off from 5 to 10 February; what is announced before stays where it is."""
    january = date(2027, 1, 11)
    where = book(*many(seed, january))
    seen = foresight(where, RULES, january, january, at("2027-01-11 08:00"))
    calm, filled = run(seen.span, Load(seen.load.most)), run(seen.span, seen.load)
    assert filled.lateness < calm.lateness
    assert seen.load.since >= date(2027, 1, 18).toordinal()
    for placing in (calm, filled):
        placing.placed[:] = [one for one in placing.placed if one.day < seen.load.since]
    assert filled.placed == calm.placed
