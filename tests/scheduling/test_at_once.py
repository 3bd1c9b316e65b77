"""What a list brings during the day and what the head hears of it."""

from datetime import date, datetime, time

import pytest
from msgspec.structs import replace

from scheduling.at_once import for_the_head, in_hours, told_at_once
from store.records import Cover, Customer, Flow, Settled, Settlement
from tests.scheduling.made import MANAGER, MONDAY, MORNING, RULES, YUAN, at, book, customer

PERSON = replace(MANAGER, digest_at=time(8), wrap_at=time(17))


def moved(**facts: object) -> Customer:
    flow = Flow(on=MONDAY, went=1_500_000 * YUAN, largest_out=1_500_000 * YUAN)
    return customer("1", assets=2_000_000 * YUAN, flows=(flow,), **facts)


@pytest.mark.parametrize(
    ("now", "runs"),
    [
        (at("2026-11-23 07:59"), False),
        (at("2026-11-23 08:00"), True),
        (at("2026-11-23 16:59"), True),
        (at("2026-11-23 17:00"), False),
        (at("2026-11-22 11:00"), False),
    ],
)
def test_a_day_runs_from_the_digest_to_the_wrap_up_of_a_working_day(now: datetime, runs: bool) -> None:
    assert in_hours(PERSON, RULES, now) is runs


def test_whoever_is_away_is_not_told_unless_somebody_stands_in() -> None:
    away = replace(PERSON, away_until=at("2026-11-30 08:00"))
    leave = Cover(
        id="c", absent="li", absent_name="李", by="w", by_name="王", first=MONDAY, last=date(2026, 11, 27)
    )
    now = at("2026-11-23 10:00")
    assert not in_hours(away, RULES, now)
    assert in_hours(replace(away, cover=leave), RULES, now)


def test_large_money_is_told_to_the_head_too_and_what_was_settled_to_nobody() -> None:
    told = told_at_once(book(moved()), RULES, MORNING)
    (key,) = told
    assert [one.amount for one in for_the_head(list(told.values()), RULES)] == [1_500_000 * YUAN]
    done = Settlement(id=key, state=Settled.DONE, at=MORNING, by="li", customer="1")
    assert told_at_once(book(moved(), done), RULES, MORNING) == {}


def test_whoever_refused_contact_is_left_in_peace() -> None:
    assert told_at_once(book(moved(refused_contact=True)), RULES, MORNING) == {}
