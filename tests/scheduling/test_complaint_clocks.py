"""Working time, and the clocks of a complaint that run in it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.complaint_clocks import ClockName, ComplaintClock, running_clocks
from scheduling.wall import local
from scheduling.working_time import after_working_time, hours_of, in_working_time
from store.records import Complaint, ComplaintState, Severity
from tests.scheduling.made import RULES, at, moments

ZONE = "Asia/Shanghai"
MOMENTS = moments("2025-01-01", "2026-12-01")
HOURS = st.integers(1, 40).map(lambda hours: timedelta(hours=hours))


def worked(start: str, hours: float) -> str:
    end = after_working_time(at(start), timedelta(hours=hours), ZONE, RULES)
    return f"{local(end, ZONE):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-23 09:30", 2, "2026-11-23 11:30"),
        ("2026-11-23 16:00", 2, "2026-11-24 10:00"),
        ("2026-11-23 15:00", 2, "2026-11-23 17:00"),
        ("2026-11-20 16:30", 2, "2026-11-23 10:30"),  # over a weekend
        ("2026-11-22 12:00", 2, "2026-11-23 11:00"),  # on a Sunday
        ("2026-11-23 07:00", 2, "2026-11-23 11:00"),  # before opening
        ("2026-09-30 16:00", 2, "2026-10-08 10:00"),  # over National Day
        ("2026-11-23 09:30", 16, "2026-11-25 09:30"),
    ],
)
def test_working_time_stops_while_the_branch_is_closed(start: str, hours: float, end: str) -> None:
    assert worked(start, hours) == end


@given(MOMENTS, HOURS, HOURS)
def test_working_time_adds_up(start: datetime, first: timedelta, then: timedelta) -> None:
    halfway = after_working_time(start, first, ZONE, RULES)
    assert after_working_time(halfway, then, ZONE, RULES) == after_working_time(
        start, first + then, ZONE, RULES
    )


@given(MOMENTS, HOURS)
def test_a_clock_runs_out_within_branch_hours(start: datetime, span: timedelta) -> None:
    end = after_working_time(start, span, ZONE, RULES)
    opens, closes = hours_of(local(end, ZONE).date(), ZONE, RULES)
    assert opens < end <= closes
    assert RULES.calendar.is_working_day(local(end, ZONE).date())
    assert end - start >= span


@given(MOMENTS)
def test_what_is_told_in_working_time_is_never_early(moment: datetime) -> None:
    assert in_working_time(moment, ZONE, RULES) >= moment


def clocks(**facts: object) -> dict[ClockName, ComplaintClock]:
    said: dict[str, object] = {
        "id": "c1",
        "customer": "1001",
        "said": "x",
        "received_at": at("2026-11-23 09:00"),
        "by": "li",
    }
    complaint = Complaint(**(said | facts))  # type: ignore[arg-type]  # facts of a complaint
    return {clock.name: clock for clock in running_clocks(complaint, RULES, ZONE)}


def test_acknowledge_in_two_hours_warned_after_four_fifths() -> None:
    clock = clocks()[ClockName.ACKNOWLEDGE]
    assert clock.due == clock.late_at == at("2026-11-23 11:00")
    assert clock.warn_at == at("2026-11-23 10:36")
    assert clock.escalate_at is None


def test_answer_in_two_working_days_and_the_department_hears_a_day_later() -> None:
    clock = clocks()[ClockName.ANSWER]
    assert clock.due == at("2026-11-24 17:00")
    assert clock.escalate_at == at("2026-11-25 17:00")


def test_a_severe_complaint_is_answered_in_four_hours() -> None:
    assert clocks(severity=Severity.HIGH)[ClockName.ANSWER].due == at("2026-11-23 13:00")


def test_close_in_fifteen_calendar_days_at_closing_time() -> None:
    clock = clocks()[ClockName.CLOSE]
    assert clock.due == at("2026-12-08 17:00")
    assert clock.warn_at == at("2026-12-07 09:00"), "told in working time, not on Saturday"


def test_clocks_stop_with_what_they_wait_for() -> None:
    assert set(clocks(state=ComplaintState.ACKNOWLEDGED)) == {ClockName.ANSWER, ClockName.CLOSE}
    assert set(clocks(acknowledged_at=at("2026-11-23 10:00"))) == {ClockName.ANSWER, ClockName.CLOSE}
    assert set(clocks(state=ComplaintState.ANSWERED)) == {ClockName.CLOSE}
    assert clocks(state=ComplaintState.CLOSED) == {}
