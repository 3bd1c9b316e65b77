"""Clocks: the machine's, and the one that can be moved."""

from datetime import UTC, datetime, timedelta

import pytest

from scheduling.clock import SteppedClock, SystemClock

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_the_systems_clock_tells_aware_utc_and_never_goes_back() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset() == timedelta(0)
    assert clock.monotonic() <= clock.monotonic()


def test_a_stepped_clock_starts_where_it_is_told_and_stands_still_on_request() -> None:
    clock = SteppedClock(NOON, running=False)
    assert clock.now() == clock.now() == NOON


def test_a_running_one_runs_on() -> None:
    clock = SteppedClock(NOON)
    assert NOON <= clock.now() <= clock.now()


def test_a_step_is_time_that_passed() -> None:
    clock = SteppedClock(NOON, running=False)
    before = clock.monotonic()
    assert clock.step(timedelta(hours=1)) == NOON + timedelta(hours=1)
    assert clock.monotonic() - before == 3600
    assert clock.step_to(NOON + timedelta(days=1)) == NOON + timedelta(days=1)


def test_a_jump_sets_the_wall_clock_alone() -> None:
    clock = SteppedClock(NOON, running=False)
    before = clock.monotonic()
    assert clock.jump(timedelta(hours=-3)) == NOON - timedelta(hours=3)
    assert clock.monotonic() == before


def test_time_does_not_pass_backwards_and_starts_aware() -> None:
    with pytest.raises(ValueError, match="backwards"):
        SteppedClock(NOON).step(timedelta(seconds=-1))
    with pytest.raises(ValueError, match="naive"):
        SteppedClock(NOON.replace(tzinfo=None))
