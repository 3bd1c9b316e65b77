"""What preview says is what is sent."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.agenda import Entry
from scheduling.alarms import DAILY, alarms
from scheduling.digest import morning
from scheduling.preview import PreviewRow, messages, preview
from scheduling.wall import local
from store.books import Book
from store.records import Role, Stage, replace
from tests.scheduling.made import MANAGER, MONDAY, RULES, YUAN, at, book, customer, many, promise

BOOKS = [
    book(
        *many(seed, MONDAY, reached=bool(seed % 2), shares={"private": 2, "high": 6, "mid": 12, "mass": 10}),
        *(
            promise(f"f{n}", MONDAY + timedelta(days=3 * n), customer=f"{n + 1:05}", at=time(9 + n))
            for n in range(8)
        ),
        owner=replace(MANAGER, weekdays=(1, 2, 3, 4, 5)) if seed == 2 else MANAGER,
    )
    for seed in range(4)
]


def as_rows(entries: tuple[Entry, ...]) -> list[tuple[object, ...]]:
    return [
        (e.day, e.at, e.customer, e.kinds, tuple(one.reason for one in e.occurrences), e.listed)
        for e in entries
    ]


def rows_of(where: Book, day: date, now: datetime, days: int = 1) -> list[tuple[object, ...]]:
    rows = preview(where, RULES, day, days, now)
    return [(r.day, r.at, r.customer, r.kinds, r.reasons, r.listed) for r in rows if r.day == day]


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(BOOKS), st.integers(0, 120), st.integers(1, 200))
def test_the_morning_lists_exactly_the_rows_of_its_day(where: Book, after: int, days: int) -> None:
    day = MONDAY + timedelta(days=after)
    now = datetime.combine(day, time(0), UTC)
    sent = morning(where, RULES, now)
    assert as_rows((*sent.entries, *sent.listed)) == rows_of(where, day, now, days)


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(BOOKS), st.integers(0, 200), st.integers(1, 15))
def test_a_preview_of_many_days_is_the_previews_of_its_days(where: Book, after: int, days: int) -> None:
    start, now = MONDAY + timedelta(days=after), datetime.combine(MONDAY, time(0), UTC)
    together = preview(where, RULES, start, days, now)
    single = [
        row for n in range(days) for row in preview(where, RULES, start + n * timedelta(days=1), 1, now)
    ]
    assert list(together) == single


@pytest.mark.parametrize("where", BOOKS)
def test_what_has_its_own_day_is_the_same_seen_from_any_day_before(where: Book) -> None:
    def own_days(now: datetime) -> set[tuple[date, str, str]]:
        # The thirtieth day itself has what was left over by then.
        rows = preview(where, RULES, MONDAY + timedelta(days=31), 30, now)
        fixed = ("birthday", "loan_end", "maturity")
        return {(row.day, row.customer.id, kind) for row in rows for kind in row.kinds if kind in fixed}

    monday = datetime.combine(MONDAY, time(0), UTC)
    before, later = own_days(monday), own_days(monday + timedelta(days=30))
    assert before <= later
    # Money that matured in between is asked about until somebody says what became of it.
    for _, who, kind in later - before:
        ends = [each.maturity for each in where.customers[who].holdings if each.maturity is not None]
        assert kind == "maturity"
        assert min(ends) <= MONDAY + timedelta(days=30)


def test_a_customer_is_one_row_a_day() -> None:
    rows: tuple[PreviewRow, ...] = preview(
        BOOKS[1], RULES, MONDAY, 365, datetime.combine(MONDAY, time(0), UTC)
    )
    seen = [(row.day, row.customer.id) for row in rows]
    assert len(set(seen)) == len(seen)
    assert [row.day for row in rows] == sorted(row.day for row in rows)


@pytest.mark.parametrize("where", BOOKS)
def test_a_year_says_of_each_day_what_a_look_at_that_day_says(where: Book) -> None:
    now = datetime.combine(MONDAY, time(0), UTC)
    year = preview(where, RULES, MONDAY, 365, now)
    for after in range(0, 365, 13):
        day = MONDAY + timedelta(days=after)
        assert [row for row in year if row.day == day] == list(preview(where, RULES, day, 1, now))


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(BOOKS), st.sampled_from([Role.MANAGER, Role.HEAD]), st.integers(0, 420))
def test_the_messages_of_a_day_are_those_that_it_arms(where: Book, role: Role, after: int) -> None:
    owner = replace(where.owner, role=role)
    day = MONDAY + timedelta(days=after)
    own = Book.detached(owner, *where.customers.values(), id=where.id)
    armed = alarms(own, RULES, at(f"{day} 00:01"))
    daily = [each for each in armed if each.kind in DAILY - {"fold"} and each.day == day]
    told = messages(own, RULES, day, 1)
    assert [(row.kind.partition("_")[0], row.at) for row in told] == [
        (each.kind.partition("_")[0], local(each.due, owner.zone).time()) for each in daily
    ]


def test_the_plan_of_a_month_comes_on_its_first_day_at_work_and_else_that_of_a_week() -> None:
    found = [(row.day, row.kind) for row in messages(BOOKS[0], RULES, date(2026, 9, 28), 14)]
    plans = [(day, kind) for day, kind in found if kind.startswith("plan")]
    assert plans == [(date(2026, 9, 28), "plan_week"), (date(2026, 10, 8), "plan_month")]


def test_what_the_days_have_no_room_for_says_by_how_much_it_is_late() -> None:
    behind = [
        customer(f"{n:03}", assets=900_000 * YUAN, stage=Stage.STRENGTHEN, reached_at=at("2026-10-24 10:00"))
        for n in range(25)
    ]
    rows = preview(book(*behind), RULES, MONDAY, 3, at("2026-11-23 00:01"))
    assert Counter(row.late for row in rows) == {0: 10, 1: 10, 2: 5}
