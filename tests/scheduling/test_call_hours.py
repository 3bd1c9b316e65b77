"""When and how a customer wants to be called, in the words that people use."""

from datetime import time

import pytest

from scheduling.call_hours import Wishes, wishes_of
from scheduling.retry import next_try
from scheduling.wall import local
from tests.scheduling.made import MANAGER, RULES, at


@pytest.mark.parametrize(
    ("words", "welcome", "unwelcome"),
    [
        ("上午方便", ["09:00", "11:45"], ["12:00", "15:00"]),
        ("下午方便", ["14:00", "17:45"], ["10:00", "18:00"]),
        ("晚上方便", ["18:00", "20:45"], ["10:00", "16:30"]),
        ("上午别打电话", ["14:00", "16:30"], ["10:00", "09:00"]),
        ("午休不接", ["10:00", "14:00"], ["12:30", "13:45"]),
        ("上班时间不方便，晚上打", ["18:30"], ["10:00", "16:30", "17:30"]),
        ("10点以后", ["10:00", "16:30"], ["09:45"]),
        ("9点半前不要打", ["09:30", "10:00"], ["09:00"]),
        ("下午3点到5点", ["15:00", "16:45"], ["14:45", "17:00", "10:00"]),
        ("只能3点后联系", ["15:00", "18:00"], ["10:00"]),
        ("mornings only", ["10:00"], ["15:00"]),
        ("not in the afternoon", ["10:00"], ["15:00"]),
    ],
)
def test_hours_that_are_good_and_bad(words: str, welcome: list[str], unwelcome: list[str]) -> None:
    wishes = wishes_of(words)
    assert wishes.said
    assert [each for each in welcome if not wishes.may_call(time.fromisoformat(each))] == []
    assert [each for each in unwelcome if wishes.may_call(time.fromisoformat(each))] == []


@pytest.mark.parametrize(
    "words",
    ["发消息就好，不打电话", "不要打电话，发微信", "微信联系", "勿致电", "messages only", "don't call"],
)
def test_who_wants_no_calls_is_written_to(words: str) -> None:
    assert wishes_of(words).no_calls
    assert not wishes_of(words).may_call(time(10))


@pytest.mark.parametrize("words", ["", "爱喝普洱", "说粤语", "找他太太"])
def test_words_that_say_no_hour_wish_for_none(words: str) -> None:
    assert wishes_of(words) == Wishes()
    assert wishes_of(words).may_call(time(10))


@pytest.mark.parametrize(
    ("words", "misses", "day", "when"),
    [
        ("", 1, 23, "16:30"),
        ("上午方便", 1, 24, "10:00"),
        ("晚上方便", 1, 23, "18:00"),
        ("下午别打", 1, 23, "18:00"),
        ("9点到9点半", 2, 24, "09:00"),
        ("下午方便", 2, 24, "14:00"),
    ],
)
def test_who_did_not_answer_is_tried_again_at_an_hour_of_their_own(
    words: str, misses: int, day: int, when: str
) -> None:
    now = local(at("2026-11-23 10:05"), MANAGER.zone)
    again = next_try(now, misses, MANAGER, RULES, wishes_of(words))
    assert again is not None
    assert (again[0].day, f"{again[1]:%H:%M}") == (day, when)


def test_who_wants_no_calls_is_not_tried_again() -> None:
    now = local(at("2026-11-23 10:05"), MANAGER.zone)
    assert next_try(now, 1, MANAGER, RULES, wishes_of("发微信就好")) is None
