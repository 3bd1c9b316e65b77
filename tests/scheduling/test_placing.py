"""Contacts placed in windows, against an exact solver."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scheduling.placing import Day, Load, Placed, Span, Wish, announced, lightest, run
from tests.scheduling.exact import least_lateness
from tests.scheduling.made import MONDAY

FIRST = MONDAY.toordinal()


def wish(number: int, opens: int, due: int, **more: object) -> Wish:
    """A wish by day numbers from Monday on."""
    return Wish(FIRST + due, 0, f"w{number:03}", f"c{number:03}", FIRST + opens, **more)  # type: ignore[arg-type]  # further fields


def day(number: int, room: int = 10, fixed: Sequence[str] = ()) -> Day:
    return Day(FIRST + number, room, frozenset(fixed))


def place(days: Sequence[Day], wishes: Sequence[Wish]) -> tuple[Load, Sequence[Placed]]:
    span = Span(days, wishes)
    load = lightest(span)
    return load, run(span, load).placed


WINDOWS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 6)), min_size=1, max_size=18)


@given(WINDOWS, st.integers(1, 4))
def test_lateness_is_the_least_there_can_be(spans: list[tuple[int, int]], room: int) -> None:
    windows = [(opens, opens + length) for opens, length in spans]
    days = [day(number, room) for number in range(20)]
    _, placed = place(days, [wish(number, *window) for number, window in enumerate(windows)])
    assert len(placed) == len(windows)
    assert sum(one.late for one in placed) == least_lateness([room] * 20, windows)


@given(WINDOWS, st.integers(1, 4))
def test_the_fullest_day_is_the_lightest_there_can_be(spans: list[tuple[int, int]], room: int) -> None:
    windows = [(opens, opens + length) for opens, length in spans]
    days = [day(number, room) for number in range(20)]
    _, placed = place(days, [wish(number, *window) for number, window in enumerate(windows)])
    fullest = max(Counter(one.day for one in placed).values())
    unavoidable = least_lateness([room] * 20, windows)
    lightest_of_all = next(
        level for level in range(1, room + 1) if least_lateness([level] * 20, windows) == unavoidable
    )
    assert fullest == lightest_of_all


@pytest.mark.parametrize("share", [0.9, 1.1])
@pytest.mark.parametrize("seed", range(3))
def test_at_the_edge_of_capacity_load_and_lateness_are_near_the_optimum(share: float, seed: int) -> None:
    chance = Random(seed)
    room, span = 4, 12
    windows: list[tuple[int, int]] = []
    for _ in range(int(share * room * span)):
        opens = chance.randrange(span - 2)
        windows.append((opens, min(span - 1, opens + chance.randrange(1, 6))))
    days = [day(number, room) for number in range(24)]
    _, placed = place(days, [wish(number, *window) for number, window in enumerate(windows)])
    best = least_lateness([room] * 24, windows)
    assert best is not None
    assert sum(one.late for one in placed) <= best * 1.05
    lowest = next(level for level in range(1, room + 1) if least_lateness([level] * 24, windows) == best)
    assert max(Counter(one.day for one in placed).values()) <= lowest + 1


@given(WINDOWS, st.integers(1, 4))
def test_nobody_is_placed_before_the_window_opens_and_no_day_takes_more_than_its_room(
    spans: list[tuple[int, int]], room: int
) -> None:
    wishes = [wish(number, opens, opens + length) for number, (opens, length) in enumerate(spans)]
    days = [day(number, room, ["x", "y"]) for number in range(40)]
    _, placed = place(days, wishes)
    assert all(one.day >= one.wish.opens for one in placed)
    assert all(count + 2 <= max(room, 2) for count in Counter(one.day for one in placed).values())


def test_a_customer_who_is_worked_anyhow_is_joined_and_takes_no_room() -> None:
    days = [day(0, 1, ["c001"]), day(1, 1), day(2, 1)]
    _, placed = place(days, [wish(1, 0, 2), wish(2, 0, 0)])
    assert [(one.wish.customer, one.day, one.joined) for one in placed] == [
        ("c001", FIRST, True),
        ("c002", FIRST + 1, False),
    ]


def test_a_later_reason_within_the_window_is_waited_for() -> None:
    days = [day(0), day(1), day(2, 10, ["c001"])]
    _, placed = place(days, [wish(1, 0, 2)])
    assert [(one.day, one.joined) for one in placed] == [(FIRST + 2, True)]


def test_among_those_who_are_due_whoever_is_sooner_half_a_gap_late_comes_first() -> None:
    days = [day(10, 1), day(11, 1)]
    seldom = wish(1, 0, 8, gap=90)
    often = wish(2, 0, 9, gap=14)
    _, placed = place(days, [seldom, often])
    assert [one.wish.customer for one in placed] == ["c002", "c001"]


def test_whoever_is_placed_comes_again_after_the_gap() -> None:
    days = [day(number) for number in range(40)]
    _, placed = place(days, [wish(1, 0, 3, gap=14, slack=4)])
    assert len(placed) == 4
    assert all(10 <= late.day - early.day <= 14 for early, late in pairwise(placed))


def test_without_days_nothing_is_placed() -> None:
    assert place([], [wish(1, 0, 3)]) == (Load(0, 0), [])


def test_without_wishes_the_days_stay_as_they_are() -> None:
    assert place([day(0, 7)], []) == (Load(7, 7), [])


def test_the_second_half_of_a_window_is_kept_for_those_who_do_not_answer() -> None:
    days = [day(number, 1) for number in range(30)]
    (placed,) = run(Span(days, [wish(1, 11, 20, gap=30, slack=9)]), Load(1, 0)).placed[:1]
    assert placed.day == FIRST + 15


def test_a_patient_one_goes_with_the_next_reason_or_on_its_last_day() -> None:
    days = [day(number) for number in range(10)]
    seen = wish(1, 2, 3)
    visit = wish(1, 0, 8, patient=True)._replace(key="visit")
    lonely = wish(2, 0, 8, patient=True)
    _, placed = place(days, [seen, visit, lonely])
    assert {(one.wish.key, one.day, one.joined) for one in placed} == {
        ("w001", placed[0].day, False),
        ("visit", placed[0].day, True),
        ("w002", FIRST + 8, False),
    }


def told(number: int, on: int, due: int) -> Wish:
    """A wish whose aim, the middle of its window, is a day."""
    return wish(number, 2 * on - due, due, slack=2 * (due - on))


def after_a_missed_day(wishes: Sequence[Wish], room: int, days: int) -> dict[str, int]:
    """On which day from Monday on each one is when nobody was seen on Monday."""
    week = [day(number, room) for number in range(days)]
    load = Load(room)
    said = announced(week, wishes, load)
    missed = [one._replace(said=said[one.key]) for one in wishes]
    return {one.wish.key: one.day - FIRST for one in run(Span(week[1:], missed), load).placed}


def test_whoever_was_missed_takes_a_free_place_and_nobody_else_s() -> None:
    """Two a day are told of Monday to Wednesday, and Thursday is free."""
    wishes = [told(number, on, 9) for number, on in enumerate((0, 0, 1, 1, 2, 2))]
    assert after_a_missed_day(wishes, room=2, days=8) == {
        "w000": 3,
        "w001": 3,
        "w002": 1,
        "w003": 1,
        "w004": 2,
        "w005": 2,
    }


def test_whoever_was_missed_and_can_not_wait_takes_the_place_of_one_who_can() -> None:
    """Tuesday is the last day of the first; of the two told of Tuesday the one who can wait longer moves."""
    wishes = [told(0, 0, 1), told(1, 1, 6), told(2, 1, 9), told(3, 2, 9), told(4, 2, 9)]
    assert after_a_missed_day(wishes, room=2, days=8) == {
        "w000": 1,
        "w001": 1,
        "w002": 3,
        "w003": 2,
        "w004": 2,
    }


def test_whoever_was_missed_waits_for_the_last_place_in_time_and_only_its_holder_moves() -> None:
    """Friday is the last day of the first; who was told of Friday can come on the day after."""
    wishes = [told(0, 0, 4), told(1, 1, 9), told(2, 2, 4), told(3, 3, 4), told(4, 4, 5)]
    after = after_a_missed_day(wishes, room=1, days=10)
    assert after == {"w001": 1, "w002": 2, "w003": 3, "w000": 4, "w004": 5}


def missed_on_the_first_day(wishes: Sequence[Wish], room: int) -> tuple[int, int]:
    """How late all are where nobody was seen on the first day: keeping to what was announced, and afresh."""
    days, load = [day(number, room) for number in range(20)], Load(room, room)
    said = announced(days, wishes, load)
    told = [one._replace(said=said[one.key]) for one in wishes]
    return run(Span(days[1:], told), load).lateness, run(Span(days[1:], wishes), load).lateness


@settings(max_examples=50)
@given(WINDOWS, st.integers(1, 4))
def test_a_missed_day_makes_nobody_later_than_must_be(spans: list[tuple[int, int]], room: int) -> None:
    windows = [(opens, opens + length) for opens, length in spans]
    kept, _ = missed_on_the_first_day([wish(*each) for each in numbered(windows)], room)
    assert kept == least_lateness([0] + [room] * 19, windows)


@given(WINDOWS, st.integers(1, 4))
@example(spans=[(0, 3), (0, 3), (1, 1), (1, 1)], room=1)
def test_to_keep_to_what_was_announced_makes_nobody_later(spans: list[tuple[int, int]], room: int) -> None:
    """The second half of a window is for not being answered; contacts aim at its middle."""
    windows = [(opens, opens + length) for opens, length in spans]
    wishes = [wish(*each, slack=each[2] - each[1]) for each in numbered(windows)]
    kept, afresh = missed_on_the_first_day(wishes, room)
    assert kept <= afresh


def numbered(windows: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    return [(number, first, last) for number, (first, last) in enumerate(windows)]
