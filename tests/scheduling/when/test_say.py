"""Dates as people see them, and that we understand what we print."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.when import parse, say

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 24, 10, 20, tzinfo=SHANGHAI)
LANGUAGES = st.sampled_from(["zh-Hans", "zh-Hant", "en"])


@pytest.mark.parametrize(
    ("moment", "language", "text"),
    [
        (datetime(2026, 12, 2, 15, 0, tzinfo=SHANGHAI), "zh-Hans", "12月2日 周三 15:00"),
        (datetime(2026, 12, 2, 15, 0, tzinfo=SHANGHAI), "zh-Hant", "12月2日 週三 15:00"),
        (datetime(2026, 12, 2, 15, 0, tzinfo=SHANGHAI), "en", "Wed 2 Dec 15:00"),
        (datetime(2026, 11, 24, 16, 30, tzinfo=SHANGHAI), "zh-Hans", "今天 16:30"),
        (datetime(2026, 11, 26, 9, 5, tzinfo=SHANGHAI), "zh-Hant", "後天 09:05"),
        (date(2026, 11, 25), "en", "tomorrow"),
        (date(2026, 11, 23), "zh-Hans", "昨天"),
        (date(2027, 1, 8), "zh-Hans", "2027年1月8日 周五"),
        (date(2027, 1, 8), "en", "Fri 8 Jan 2027"),
        (date(2026, 11, 2), "zh-Hans", "11月2日 周一"),
        (date(2026, 1, 8), "zh-Hans", "2026年1月8日 周四"),
    ],
)
def test_a_day_is_said_as_people_say_it(moment: datetime | date, language: str, text: str) -> None:
    assert say(moment, NOW, language) == text


def test_a_time_of_another_zone_is_said_in_the_zone_of_now() -> None:
    assert say(datetime(2026, 11, 24, 8, 30, tzinfo=ZoneInfo("UTC")), NOW) == "今天 16:30"


@given(
    now=st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001  # the zone is set below
    away=st.integers(-1500 * 24 * 60, 1500 * 24 * 60),
    language=LANGUAGES,
)
def test_a_time_that_we_print_reads_back_as_the_same_instant(now: datetime, away: int, language: str) -> None:
    now = now.replace(tzinfo=SHANGHAI, second=0, microsecond=0)
    moment = now + timedelta(minutes=away)
    found = parse(say(moment, now, language), now, language)
    assert found is not None
    assert found.start == moment


@given(
    now=st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001  # the zone is set below
    away=st.integers(-1500, 1500),
    language=LANGUAGES,
)
def test_a_day_that_we_print_reads_back_as_the_same_day(now: datetime, away: int, language: str) -> None:
    now = now.replace(tzinfo=SHANGHAI)
    day = now.date() + timedelta(days=away)
    found = parse(say(day, now, language), now, language)
    assert found is not None
    assert found.start == day
