"""Who works on which day."""

from datetime import date, timedelta

import pytest

from scheduling.capacity import room_on
from scheduling.playbook import BUILT_IN, Playbook
from scheduling.rules import Rules
from store.records import replace
from tests.scheduling.made import MANAGER, MONDAY, RULES, at

SATURDAYS = replace(MANAGER, weekdays=(1, 2, 3, 4, 5))


def test_without_a_rota_the_banks_working_days_count() -> None:
    assert RULES.works(MANAGER, MONDAY)
    assert not RULES.works(MANAGER, date(2026, 11, 28))
    assert RULES.works(MANAGER, date(2026, 2, 14)), "a make-up Saturday"


def test_a_rota_with_saturdays_works_on_saturday_and_rests_on_monday() -> None:
    assert RULES.works(SATURDAYS, date(2026, 11, 28))
    assert not RULES.works(SATURDAYS, MONDAY)


@pytest.mark.parametrize("day", [date(2026, 10, 3), date(2026, 10, 1), date(2026, 2, 21)])
def test_a_rota_does_not_work_on_public_holidays(day: date) -> None:
    assert not RULES.works(SATURDAYS, day)


def test_somebody_away_is_not_at_work_until_the_day_of_the_return() -> None:
    away = replace(MANAGER, away_until=at("2026-11-25 00:00"))
    assert not RULES.at_work(away, date(2026, 11, 24))
    assert RULES.at_work(away, date(2026, 11, 25))
    assert RULES.next_at_work(away, MONDAY) == date(2026, 11, 25)


def test_the_next_day_at_work_after_friday_is_monday() -> None:
    assert RULES.next_at_work(MANAGER, date(2026, 11, 28)) == date(2026, 11, 30)


def test_somebody_without_any_working_day_is_not_waited_for_for_ever() -> None:
    assert RULES.next_at_work(replace(MANAGER, weekdays=()), MONDAY) == MONDAY


def test_a_day_takes_ten_and_half_of_it_at_the_end_of_a_month() -> None:
    rooms = [room_on(MANAGER, MONDAY + timedelta(days=step), RULES) for step in range(10)]
    assert rooms == [10, 10, 10, 10, 5, 0, 0, 5, 10, 10]


def test_a_campaign_week_takes_half() -> None:
    text = BUILT_IN.read_text(encoding="utf-8").replace(
        "campaign_weeks = []", "campaign_weeks = [2026-11-26]"
    )
    busy = Rules(playbook=Playbook.parse(text), calendar=RULES.calendar)
    assert room_on(MANAGER, MONDAY, busy) == 5
    assert room_on(MANAGER, date(2026, 12, 1), busy) == 10
