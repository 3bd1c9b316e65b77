"""A share of the plan's places is kept for the customers most able to grow (MGC)."""

from collections import Counter
from dataclasses import replace as replace_rules
from datetime import date, timedelta

import pytest

from scheduling.plan import plan
from scheduling.playbook import BUILT_IN, Playbook, PlaybookError
from scheduling.rules import Rules
from store.books import Book
from store.records import Customer, Holding, HoldingKind, Stage, replace
from tests.scheduling.made import MONDAY, MORNING, YUAN, at, book, customer, promise, without
from tests.scheduling.made import RULES as MADE_RULES

RULES = without(MADE_RULES, "visit", "review", "profile_check", "statement", "festival")
MANY_PRODUCTS = tuple(Holding(number=f"P{n}", product="x", kind=HoldingKind.FUND) for n in range(3))
TUESDAY = MONDAY + timedelta(days=1)


def one(number: str, late: int, *, grows: bool) -> Customer:
    """Seen every 30 days, and the last day was so many days ago: with three products, or room for more."""
    reached = MONDAY - timedelta(days=30 + late)
    return customer(
        number,
        assets=900_000 * YUAN,
        stage=Stage.STRENGTHEN,
        reached_at=at(f"{reached} 10:00"),
        holdings=() if grows else MANY_PRODUCTS,
    )


def behind(growable: int) -> Book:
    """Forty who are late with all their products, and some whose turn has come and who have room for more."""
    late = [one(f"a{n:02}", 10, grows=False) for n in range(40)]
    return book(*late, *(one(f"g{n:02}", -2, grows=True) for n in range(growable)))


def with_share(share: float) -> Rules:
    value = replace(RULES.playbook.value, plan_share=share)
    return replace_rules(RULES, playbook=replace(RULES.playbook, value=value))


def growable_by_day(where: Book, rules: Rules = RULES) -> dict[date, tuple[int, int]]:
    """Of each day how many there are, and how many of them may grow."""
    found = plan(where, rules, MONDAY, 8, MORNING)
    days = Counter(each.day for each in found)
    growing = Counter(each.day for each in found if each.customer.startswith("g"))
    return {day: (days[day], growing[day]) for day in sorted(days)}


def test_two_of_ten_places_are_left_to_the_most_growable_even_when_others_are_late() -> None:
    days = growable_by_day(behind(growable=5))
    assert days[MONDAY] == (10, 2)
    assert days[TUESDAY] == (10, 2)
    assert days[TUESDAY + timedelta(days=1)] == (10, 1), "there are no more of them"


def test_places_that_nobody_of_them_waits_for_are_the_others_() -> None:
    assert growable_by_day(behind(growable=1))[MONDAY] == (10, 1)
    assert growable_by_day(behind(growable=0))[MONDAY] == (10, 0)


def test_a_bank_may_do_without_or_keep_half_of_the_day_for_them() -> None:
    assert growable_by_day(behind(growable=5), with_share(0.0))[MONDAY] == (10, 0)
    assert growable_by_day(behind(growable=5), with_share(0.5))[MONDAY] == (10, 5)


def test_promises_take_their_places_first_and_the_share_is_of_what_is_left() -> None:
    promised = [customer(f"p{n}") for n in range(5)]
    kept = [promise(f"f{n}", MONDAY, customer=f"p{n}") for n in range(5)]
    where = behind(growable=5)
    for each in (*promised, *kept):
        where.put(each)
    assert growable_by_day(where)[MONDAY] == (5, 1)


def test_nobody_is_called_before_their_turn_to_fill_the_share() -> None:
    where = behind(growable=0)
    where.put(one("g00", -25, grows=True))
    assert growable_by_day(where)[MONDAY] == (10, 0)


def test_days_that_nobody_competes_for_are_as_they_would_be_without_the_rule() -> None:
    few = book(*(one(f"a{n}", -7 * n, grows=False) for n in range(3)), one("g0", -10, grows=True))
    with_it, without_it = (plan(few, rules, MONDAY, 60, MORNING) for rules in (RULES, with_share(0.0)))
    assert [(each.customer, each.day) for each in with_it] == [
        (each.customer, each.day) for each in without_it
    ]


def test_places_kept_for_a_tier_that_is_never_planned_are_a_mistake_of_the_playbook() -> None:
    text = BUILT_IN.read_text(encoding="utf-8")
    asked = text.replace('most_growable_tiers = ["mid", "high"]', 'most_growable_tiers = ["mass"]')
    with pytest.raises(PlaybookError) as refused:
        Playbook.parse(asked)
    (problem,) = refused.value.problems
    assert (problem.key, problem.line) == (
        "playbook.share_for_nobody",
        text[: text.index("\nplan_share")].count("\n") + 2,
    )
    Playbook.parse(asked.replace("plan_share = 0.2", "plan_share = 0"))
