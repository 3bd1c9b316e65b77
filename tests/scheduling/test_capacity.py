"""How many customers a day has room for: busy times, days off, and days on which a colleague stands in."""

from datetime import date, timedelta

from scheduling.capacity import room_on, rooms
from scheduling.plan import plan
from store.records import Cover, replace
from tests.scheduling.made import MANAGER, MONDAY, MORNING, RULES, at, book, many

LEAVE = Cover(
    id="c1",
    absent=MANAGER.id,
    absent_name=MANAGER.name,
    by="wang",
    by_name="王海燕",
    first=date(2026, 12, 7),
    last=date(2026, 12, 11),
)


def test_a_day_on_which_a_colleague_stands_in_takes_a_share_of_the_usual_customers() -> None:
    away = replace(MANAGER, cover=LEAVE)
    found = dict(rooms(away, date(2026, 12, 4), date(2026, 12, 14), RULES))
    assert [found[date(2026, 12, day)] for day in (4, 7, 11, 14)] == [10, 3, 3, 10]


def test_a_leave_that_was_ended_early_is_leave_up_to_that_day_only() -> None:
    back = replace(MANAGER, cover=replace(LEAVE, ended=at("2026-12-08 15:00")))
    assert [room_on(back, date(2026, 12, day), RULES) for day in (7, 8, 9)] == [3, 3, 10]


def test_what_can_wait_comes_before_or_after_a_leave_and_the_colleague_gets_the_pressing_ones() -> None:
    people = many(3, MONDAY)
    planned = [one.day for one in plan(book(*people), RULES, MONDAY, 40, MORNING)]
    away = book(*people, owner=replace(MANAGER, cover=LEAVE))
    spared = [one.day for one in plan(away, RULES, MONDAY, 40, MORNING)]

    def in_leave(days: list[date]) -> int:
        return sum(LEAVE.first <= day <= LEAVE.last for day in days)

    assert in_leave(spared) <= 5 * 3 + 5 < in_leave(planned)
    around = (LEAVE.first - timedelta(days=7), LEAVE.last + timedelta(days=10))
    assert sum(around[0] <= day <= around[1] for day in spared) >= 0.8 * sum(
        around[0] <= day <= around[1] for day in planned
    )
