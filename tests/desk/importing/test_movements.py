"""Movements of a day: which single sums are kept of it, and in which order they became known."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desk.importing.lists import MovementRow, Spot
from desk.importing.movements import flows_of, known_first
from desk.importing.told import with_flows
from store.records import Flow
from tests.scheduling.made import MONDAY, customer


def day_of(*sums: int, on: date = MONDAY) -> Flow:
    """The day after a file with these sums."""
    spot = Spot(file="flows.csv", sheet="", row=2)
    rows = [MovementRow(spot=spot, customer="1001", on=on, fen=fen) for fen in sums]
    return flows_of(rows)["1001"][0]


def test_one_sum_each_way_is_told_by_the_largest_alone() -> None:
    flow = day_of(-300, 500)
    assert (flow.came, flow.went, flow.largest_in, flow.largest_out, flow.singles) == (500, 300, 500, 300, ())
    assert flow.moves == (500, -300)


def test_the_five_largest_each_way_are_kept_of_many() -> None:
    flow = day_of(*range(1, 9), *range(-9, 0))
    assert flow.moves == (-9, 8, -8, 7, -7, 6, -6, 5, -5, 4)
    assert (flow.came, flow.went) == (36, 45)


def test_what_the_afternoon_brings_comes_after_what_the_morning_told() -> None:
    morning, afternoon = day_of(-300), day_of(-300, -400, 900)
    assert known_first(afternoon, morning).moves == (-300, 900, -400)
    evening = day_of(-300, -400, 900, 1000)
    assert known_first(evening, known_first(afternoon, morning)).moves == (-300, 900, -400, 1000)


def test_the_same_sum_twice_is_two_movements() -> None:
    assert known_first(day_of(-300, -300), day_of(-300)).moves == (-300, -300)


def test_a_sum_that_was_corrected_is_no_second_one() -> None:
    assert known_first(day_of(-250), day_of(-300)).moves == (-250,)


def test_the_same_file_again_changes_nothing() -> None:
    who = with_flows(customer(), (day_of(-300),), MONDAY)
    twice = with_flows(who, (day_of(-300, 900),), MONDAY)
    assert twice.flows[0].moves == (-300, 900)
    assert with_flows(twice, (day_of(900, -300),), MONDAY) is twice


@given(st.lists(st.lists(st.integers(-50, 50).filter(bool), min_size=1, max_size=12), min_size=1, max_size=4))
def test_however_files_follow_each_other_the_sums_are_those_of_the_last(files: list[Sequence[int]]) -> None:
    who = customer()
    for sums in files:
        who = with_flows(who, (day_of(*sums),), MONDAY + timedelta(days=1))
    last, kept = day_of(*files[-1]), who.flows[0]
    assert sorted(kept.moves) == sorted(last.moves)
    assert (kept.came, kept.went, kept.largest_in, kept.largest_out) == (
        last.came,
        last.went,
        last.largest_in,
        last.largest_out,
    )
