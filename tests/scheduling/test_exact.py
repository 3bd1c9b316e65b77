"""The oracle itself, against every order there is."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.scheduling.exact import Window, least_lateness


def by_trying_all(rooms: list[int], windows: list[Window]) -> int | None:
    found: list[int] = []
    for days in product(range(len(rooms)), repeat=len(windows)):
        fits = all(days.count(day) <= room for day, room in enumerate(rooms))
        if fits and all(day >= opens for day, (opens, _) in zip(days, windows, strict=True)):
            found.append(sum(max(0, day - due) for day, (_, due) in zip(days, windows, strict=True)))
    return min(found, default=None)


@given(
    st.lists(st.integers(0, 2), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), min_size=1, max_size=5),
)
def test_it_finds_the_least_of_all_ways_to_place_them(rooms: list[int], spans: list[Window]) -> None:
    windows = [(opens, opens + length) for opens, length in spans]
    assert least_lateness(rooms, windows) == by_trying_all(rooms, windows)
