"""Which of several times is the follow-up, and what is assumed of it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from scheduling.when import When, parse, parse_all, promise

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 24, 10, 20, tzinfo=SHANGHAI)


def promised(text: str, now: datetime = NOW) -> When:
    found = promise(text, now)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("昨天打过电话没接，周四再打", date(2026, 11, 26)),
        ("理财12月15日到期，下周一先打个电话", date(2026, 11, 30)),
        ("下周一先打个电话，理财12月15日到期", date(2026, 11, 30)),
        ("改成周四", date(2026, 11, 26)),
        ("不是周三是周四", date(2026, 11, 26)),
        ("上周说好本周四来的，改到下周一了", date(2026, 11, 30)),
    ],
)
def test_the_promised_day_is_the_follow_up(text: str, day: date) -> None:
    assert promised(text).start == day


@pytest.mark.parametrize(
    "text", ["昨天来过", "3天前打过电话", "这周一见过面", "9点打过电话", "陈阿姨 没接", ""]
)
def test_what_is_over_is_no_promise(text: str) -> None:
    assert promise(text, NOW) is None


def test_a_past_time_is_still_read() -> None:
    found = parse("昨天下午3点来过", NOW)
    assert found is not None
    assert found.start == datetime(2026, 11, 23, 15, 0, tzinfo=SHANGHAI)


def test_this_afternoon_said_in_the_afternoon_begins_now() -> None:
    now = NOW.replace(hour=16)
    assert promised("今天下午回电", now).start == now


def test_a_morning_hour_said_later_is_the_evening_one() -> None:
    found = promised("今天8点回电")
    assert found.start == NOW.replace(hour=20, minute=0)
    assert "evening" in found.assumed


@pytest.mark.parametrize(
    ("text", "assumed"),
    [
        ("3点", "afternoon"),
        ("周五", "this_week"),
        ("周一", "next_week"),
        ("周一", "coming_weekday"),
        ("1月8号", "next_year"),
        ("5号", "next_month"),
        ("上午9点", "tomorrow"),
        ("几天后", "few"),
    ],
)
def test_what_was_not_said_is_named(text: str, assumed: str) -> None:
    assert assumed in promised(text).assumed


def test_nothing_is_assumed_when_all_was_said() -> None:
    assert promised("下周三下午3点").assumed == ()
    assert promised("2026年12月5日15:30").assumed == ()


def test_a_deadline_runs_from_today_to_its_end() -> None:
    found = promised("三天内")
    assert (found.start, found.end, found.precision) == (date(2026, 11, 24), date(2026, 11, 27), "within")
    assert found.due == date(2026, 11, 27)


def test_a_range_has_both_ends() -> None:
    found = promised("明天下午3点到5点")
    assert found.start == datetime(2026, 11, 25, 15, 0, tzinfo=SHANGHAI)
    assert found.end == datetime(2026, 11, 25, 17, 0, tzinfo=SHANGHAI)
    week = promised("下周一至周三")
    assert (week.start, week.end) == (date(2026, 11, 30), date(2026, 12, 2))
    hours = promised("下午2-4点")
    assert hours.end == datetime(2026, 11, 24, 16, 0, tzinfo=SHANGHAI)


def test_every_time_is_found_in_order() -> None:
    found = parse_all("昨天打过电话，周四再打，12月5日到期", NOW)
    assert [when.start for when in found] == [date(2026, 11, 23), date(2026, 11, 26), date(2026, 12, 5)]


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("明天", "day"),
        ("明天下午", "daypart"),
        ("明天3点", "minute"),
        ("明天3点半", "minute"),
        ("下周", "week"),
        ("12月份", "month"),
        ("下季度", "quarter"),
        ("明年", "year"),
        ("明年上半年", "half"),
        ("周末", "days"),
        ("月底前", "within"),
        ("12号以后", "after"),
    ],
)
def test_how_exact_it_was_is_said(text: str, precision: str) -> None:
    assert promised(text).precision == precision


def test_other_languages_are_read_too() -> None:
    found = parse("завтра в 15:00", NOW, "ru")
    assert found is not None
    assert found.start == datetime(2026, 11, 25, 15, 0, tzinfo=SHANGHAI)
    assert parse("bonjour", NOW, "fr") is None
    assert parse("tomorrow", NOW, "xx") is None
