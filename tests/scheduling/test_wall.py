"""Wall-clock times of zones as instants, through clock changes too."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from scheduling.wall import instant, local, local_day
from tests.scheduling.made import moments

ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo"]


def test_eight_in_shanghai_is_midnight_in_utc() -> None:
    assert instant(date(2026, 11, 24), time(8), "Asia/Shanghai") == datetime(2026, 11, 24, tzinfo=UTC)


def test_a_time_that_a_clock_change_leaves_out_comes_an_hour_later() -> None:
    found = instant(date(2026, 3, 29), time(2, 30), "Europe/Berlin")
    assert local(found, "Europe/Berlin").time() == time(3, 30)


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    found = instant(date(2026, 10, 25), time(2, 30), "Europe/Berlin")
    assert found == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.times(), st.sampled_from(ZONES))
def test_a_time_that_exists_is_shown_by_the_clocks_at_that_instant(day: date, at: time, zone: str) -> None:
    there = local(instant(day, at, zone), zone)
    shown = there.replace(tzinfo=None)
    asked = datetime.combine(day, at)
    back = (
        asked.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    )
    exists = back == asked
    assert shown == asked if exists else shown > asked


@given(moments("2000-01-01", "2040-01-01"), st.sampled_from(ZONES))
def test_an_instant_lies_on_the_day_that_the_clocks_show(moment: datetime, zone: str) -> None:
    assert local_day(moment, zone) == local(moment, zone).date()
