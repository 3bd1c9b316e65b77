"""The weeks to come: how many, why, and what they can take."""

from datetime import date, timedelta
from typing import Any

from scheduling.horizon import coming, planned_on, weeks
from scheduling.preview import preview
from store.records import Birthday, Stage, replace
from tests.scheduling.made import MANAGER, MONDAY, MORNING, RULES, at, book, customer, deposit, many, without


def test_a_month_is_the_sum_of_its_preview() -> None:
    where = book(*many(6, MONDAY))
    rows = [row for row in preview(where, RULES, MONDAY, 28, MORNING) if not row.listed]
    found = weeks(where, RULES, 4, MORNING)
    assert sum(week.entries for week in found) == len(rows)
    assert all(sum(week.counts.values()) == week.entries for week in found)


def test_the_first_week_begins_today_and_the_others_on_monday() -> None:
    found = weeks(book(), RULES, 3, at("2026-11-26 08:00"))
    assert [(str(week.first), str(week.last)) for week in found] == [
        ("2026-11-26", "2026-11-29"),
        ("2026-11-30", "2026-12-06"),
        ("2026-12-07", "2026-12-13"),
    ]


def test_a_week_says_what_it_can_take_and_what_is_too_much() -> None:
    born = [customer(f"{n:02}", birthday=Birthday(month=11, day=27)) for n in range(12)]
    (week,) = weeks(book(*born), RULES, 1, at("2026-11-27 08:00"))
    assert (week.room, week.entries, week.over) == (5, 12, 7)
    assert (week.counts, week.fullest) == ({"birthdays": 12}, date(2026, 11, 27))


def test_lists_take_no_room() -> None:
    small = customer(holdings=(deposit(MONDAY + timedelta(days=2), 10_000),))
    (week,) = weeks(book(small), RULES, 1, MORNING)
    assert (week.entries, week.listed, week.fullest) == (0, 1, None)


def test_a_week_says_who_comes_later_than_asked_because_the_days_are_full() -> None:
    gone: dict[str, Any] = {"tier": "private", "stage": Stage.TRUST, "reached_at": at("2026-10-24 10:00")}
    behind = [customer(f"{n:03}", **gone) for n in range(25)]
    first, *_ = weeks(book(*behind), without(RULES, "visit", "review", "festival"), 2, MORNING)
    assert len(first.late) == 15
    assert first.late[0].late == 2


def test_the_first_day_at_work_of_a_week_or_month_begins_its_plan() -> None:
    days = {day: planned_on(MANAGER, MONDAY + timedelta(days=day), RULES) for day in range(10)}
    assert [(day, scope) for day, scope in days.items() if scope] == [(0, "week"), (7, "week"), (8, "month")]


def test_after_a_holiday_the_plan_comes_on_the_first_day_back() -> None:
    assert planned_on(MANAGER, date(2026, 10, 8), RULES) == "month"
    back = replace(MANAGER, away_until=at("2026-11-25 00:00"))
    assert planned_on(back, MONDAY, RULES) is None
    assert planned_on(back, MONDAY + timedelta(days=2), RULES) == "week"


def test_a_month_has_all_weeks_that_begin_in_it() -> None:
    found = coming(book(*many(6, MONDAY)), RULES, "month", at("2026-12-01 08:00"))
    assert [str(week.first) for week in found][:2] == ["2026-12-01", "2026-12-07"]
    assert str(found[-1].last) == "2027-01-03"
    assert len(coming(book(), RULES, "week", MORNING)) == 1
