"""The money that the head's page counts as not talked about is the money that its list shows."""

from datetime import date, timedelta

import pytest

from scheduling.book_state import standing_at
from scheduling.summary import summarise
from scheduling.untalked import untalked
from store.records import MaturityOutcome, replace
from tests.scheduling.made import MONDAY, MORNING, RULES, YUAN, at, book, customer, deposit, many


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("day", [0, 2, 6, 9])
def test_the_list_adds_up_to_the_sum_on_the_page(seed: int, day: int) -> None:
    """Half of the customers were reached long ago, so that some of the money was not talked about."""
    people = many(seed, MONDAY)
    old = MORNING - timedelta(days=80)
    where = book(*(replace(each, reached_at=old) if at % 2 else each for at, each in enumerate(people)))
    on = MONDAY + timedelta(days=day)
    counted = standing_at(summarise(where, RULES, MORNING), on, MORNING).untalked
    assert sum(each.fen for each in untalked(where, RULES, on)) == counted


def test_what_is_talked_about_renewed_or_of_another_week_is_not_listed() -> None:
    sunday, week = date(2026, 11, 29), date(2026, 11, 25)
    where = book(
        customer("1", holdings=(deposit(week, 500_000), deposit(sunday, 100_000, number="D2"))),
        customer("2", reached_at=at("2026-11-20 10:00"), holdings=(deposit(week),)),
        customer("3", holdings=(deposit(week, outcome=MaturityOutcome.RENEWED),)),
        customer("4", holdings=(deposit(date(2026, 11, 30)),)),
        customer("5", holdings=(deposit(week, 900_000),)),
    )
    found = [(each.customer.id, each.day, each.fen) for each in untalked(where, RULES, MONDAY)]
    assert found == [
        ("5", week, 900_000 * YUAN),
        ("1", week, 500_000 * YUAN),
        ("1", sunday, 100_000 * YUAN),
    ]
