"""A missed day: it is made up for without a pile-up, and moves few of those who were told of another day."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from scheduling.agenda import agenda
from scheduling.capacity import room_on
from scheduling.plan import Planned, plan
from store.books import Book
from store.records import Contact, Kind, MaturityOutcome, Outcome, Settled, Settlement, replace
from tests.scheduling.made import MANAGER, MONDAY, MORNING, book, many, without
from tests.scheduling.made import RULES as MADE_RULES

RULES = without(MADE_RULES, "visit", "review")
SEEDS = range(4)
ONE_DAY = timedelta(days=1)


def morning(day: date) -> datetime:
    return MORNING + (day - MONDAY)


def working_days(first: date, last: date) -> Iterator[date]:
    steps = (first + step * ONE_DAY for step in range((last - first).days + 1))
    return (day for day in steps if RULES.at_work(MANAGER, day))


def work(where: Book, day: date) -> None:
    """Everybody of the day is reached, and what was due is done."""
    now = morning(day)
    for entry in agenda(where, RULES, day, now):
        if entry.listed:
            continue
        who = where.customers[entry.customer.id]
        renewed = tuple(
            replace(one, outcome=MaturityOutcome.RENEWED)
            if one.maturity is not None and one.maturity <= day + timedelta(days=30)
            else one
            for one in who.holdings
        )
        where.put(replace(who, reached_at=now, tried_at=now, holdings=renewed))
        where.put(logged(who.id, now))
        for one in entry.occurrences:
            if one.kind != "cadence":
                where.put(Settlement(id=one.key, state=Settled.DONE, at=now, by="li", customer=who.id))


def logged(who: str, moment: datetime) -> Contact:
    return Contact(
        id=f"{who}{moment:%m%d}",
        customer=who,
        kind=Kind.CALL,
        outcome=Outcome.REACHED,
        at=moment,
        logged_at=moment,
        by="li",
    )


def days_of(found: tuple[Planned, ...]) -> dict[str, date]:
    """The day of each customer's next contact."""
    return {one.customer: one.day for one in reversed(found)}


def worked_two_weeks(seed: int) -> Book:
    where = book(*many(seed, MONDAY))
    for day in working_days(MONDAY, date(2026, 12, 6)):
        work(where, day)
    return where


MISSED, AFTER = date(2026, 12, 7), date(2026, 12, 8)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_missed_day_is_made_up_for_without_a_pile_up(seed: int) -> None:
    where = worked_two_weeks(seed)
    again = plan(where, RULES, AFTER, 40, morning(AFTER))
    loads = Counter(one.day for one in again if not one.joined)
    assert all(load <= room_on(MANAGER, day, RULES) for day, load in loads.items())
    missed = {one.customer for one in plan(where, RULES, MISSED, 1, morning(MISSED))}
    assert missed <= days_of(again).keys(), "nobody of them is forgotten"
    assert not [one for one in again if one.late > 1 and one.day < AFTER + timedelta(days=14)]


def test_a_missed_day_moves_hardly_anybody_who_was_told_of_another_day() -> None:
    moved = told = 0
    for seed in SEEDS:
        where = worked_two_weeks(seed)
        before = days_of(plan(where, RULES, MISSED, 14, morning(MISSED)))
        others = {who: day for who, day in before.items() if day > MISSED}
        again = days_of(plan(where, RULES, AFTER, 40, morning(AFTER)))
        moved += sum(again[who] != day for who, day in others.items())
        told += len(others)
    assert moved <= 0.1 * told


def test_the_day_after_the_morning_after_says_the_same_again() -> None:
    """What a missed day changed is changed once, and not every morning anew."""
    for seed in SEEDS:
        where = worked_two_weeks(seed)
        told = days_of(plan(where, RULES, AFTER, 14, morning(AFTER)))
        work(where, AFTER)
        wednesday = AFTER + ONE_DAY
        again = days_of(plan(where, RULES, wednesday, 40, morning(wednesday)))
        seen = where.customers
        others = {who: day for who, day in told.items() if seen[who].reached_at != morning(AFTER)}
        assert sum(again[who] != day for who, day in others.items()) <= 0.1 * len(others)
