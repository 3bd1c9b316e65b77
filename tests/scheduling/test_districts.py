"""面访 by district: a district has its day of the week, and few districts come on one day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import pytest

from scheduling.agenda import agendas
from scheduling.districts import weekdays_of
from scheduling.horizon import weeks
from scheduling.plan import Planned, plan
from store.books import Book
from store.records import replace
from tests.scheduling.made import MANAGER, MONDAY, MORNING, RULES, book, many

DISTRICTS = ("浦东新区", "徐汇区", "长宁区", "静安区")


def lived(seed: int) -> Book:
    """A book whose customers live in four districts."""
    people = many(seed, MONDAY)
    return book(*(replace(one, district=DISTRICTS[at % 4]) for at, one in enumerate(people)))


def visits(found: Sequence[Planned]) -> dict[date, list[str]]:
    days: dict[date, list[str]] = defaultdict(list)
    for one in found:
        if one.occurrence.kind == "visit":
            days[one.day].append(one.customer)
    return days


@pytest.mark.parametrize("seed", range(3))
def test_most_visits_fall_on_the_weekday_of_their_district(seed: int) -> None:
    where = lived(seed)
    weekdays = weekdays_of(where, RULES)

    def right(planned: Book) -> float:
        days = visits(plan(planned, RULES, MONDAY, 180, MORNING))
        found = [
            day.weekday() == weekdays[where.customers[who].district]
            for day, many in days.items()
            for who in many
        ]
        assert len(found) > 50
        return sum(found) / len(found)

    # The others go along with a birthday or a promise, or their window has no such day.
    assert right(where) >= 0.6
    assert right(book(*many(seed, MONDAY))) <= 0.35


@pytest.mark.parametrize("seed", range(3))
def test_districts_make_nobody_later_and_no_day_fuller(seed: int) -> None:
    with_them, without = lived(seed), book(*many(seed, MONDAY))
    for days in (60, 120):
        told = [plan(where, RULES, MONDAY, days, MORNING) for where in (with_them, without)]
        late = [sum(one.late for one in found) for found in told]
        assert late[0] <= late[1] + 2


def test_where_no_district_is_known_nothing_has_a_weekday() -> None:
    assert weekdays_of(book(*many(1, MONDAY)), RULES) == {}


def test_somebody_who_works_on_other_days_goes_there_on_those() -> None:
    people = [replace(one, district=DISTRICTS[at % 4]) for at, one in enumerate(many(1, MONDAY))]
    where = book(*people, owner=replace(MANAGER, weekdays=(2, 5)))
    assert set(weekdays_of(where, RULES).values()) == {2, 5}


def test_a_week_says_in_which_districts_its_visits_are() -> None:
    where = lived(1)
    (week,) = weeks(where, RULES, 1, MORNING)
    assert week.ways
    assert set(week.ways) <= set(DISTRICTS)
    assert sum(week.ways.values()) == sum(
        "visit" in entry.kinds
        for many in agendas(where, RULES, week.first, week.last, MORNING).values()
        for entry in many
    )
