"""Telegram's limits are kept, and answers do not queue behind a morning's reminders."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.pace import BURST, IN_A_CHAT, LEAST, OVER_ALL, PERMITTED, Pace


def most_in_a_second(times: Sequence[float]) -> int:
    """The fullest second that begins with one of the messages."""
    return max(sum(1 for at in times if start <= at < start + 0.999) for start in times)


def test_reminders_go_out_as_fast_as_is_allowed() -> None:
    pace = Pace()
    times = [pace.reminder(0.0) for _ in range(290)]
    assert most_in_a_second(times) == OVER_ALL
    assert max(times) < 10


def test_an_answer_has_a_place_while_reminders_queue() -> None:
    pace = Pace()
    for _ in range(200):
        pace.reminder(0.0)
    assert pace.answer(0.5) == 0


def test_reminders_make_room_for_people_who_are_talking() -> None:
    pace, waits = Pace(), list[float]()
    now, reminder, sent = 0.0, 0.0, 0
    while now < 10:
        waits += [pace.answer(now), pace.answer(now)]
        while reminder <= now:
            reminder = now + pace.reminder(now)
            sent += 1
        now += 0.25
    assert sorted(waits)[int(len(waits) * 0.9)] < 0.3
    assert sent > 80


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 0.2)), min_size=1, max_size=200))
def test_never_more_than_thirty_in_a_second(calls: list[tuple[bool, float]]) -> None:
    pace, now, times = Pace(), 0.0, list[float]()
    for answers, later in calls:
        now += later
        times.append(now + (pace.answer(now) if answers else pace.reminder(now)))
    # Both at their least at once is the worst; what is too much for Telegram then, its 429 puts off.
    assert most_in_a_second(times) <= OVER_ALL + LEAST + 1


@pytest.mark.parametrize("runs", [2, 3, 7, 40])
def test_several_runs_keep_together_to_what_one_may(runs: int) -> None:
    each = [Pace() for _ in range(min(runs, OVER_ALL))]
    for pace in each:
        pace.share(runs)
    times = [pace.reminder(0.0) for pace in each for _ in range(60)]
    assert most_in_a_second(times) <= OVER_ALL
    under_way = sum(pace.passes(0.0) == 0.0 for pace in each for _ in range(60))
    assert under_way <= PERMITTED


def test_a_run_that_is_left_alone_has_the_whole_again() -> None:
    pace = Pace()
    pace.share(3)
    pace.share(1)
    assert most_in_a_second([pace.reminder(0.0) for _ in range(290)]) == OVER_ALL


def test_a_chat_gets_one_reminder_a_second() -> None:
    pace = Pace()
    assert [round(pace.chat(1, 0.0), 2) for _ in range(3)] == [0, IN_A_CHAT, 2 * IN_A_CHAT]
    assert pace.chat(2, 0.0) == 0
    assert pace.chat(1, 100.0) == 0


def test_a_few_answers_may_follow_each_other_at_once() -> None:
    pace = Pace()
    waits = [pace.chat(1, 0.0, burst=BURST) for _ in range(BURST + 1)]
    assert waits[:BURST] == [0] * BURST
    assert round(waits[BURST], 2) == IN_A_CHAT


def test_a_closed_chat_says_for_how_long() -> None:
    pace = Pace()
    pace.close(1, 10.0)
    pace.close(1, 5.0)
    assert pace.closed(1, 4.0) == 6
    assert pace.closed(2, 4.0) == 0
    assert pace.closed(1, 10.0) == 0


def test_without_limits_only_what_telegram_closed_waits() -> None:
    pace = Pace(over_all=0)
    assert [pace.reminder(0.0) + pace.answer(0.0) + pace.chat(1, 0.0) for _ in range(50)] == [0] * 50
    pace.close(1, 3.0)
    assert pace.closed(1, 0.0) == 3


def test_chats_that_are_long_quiet_are_forgotten() -> None:
    pace = Pace()
    for chat in range(10_001):
        pace.chat(chat, 0.0)
    assert pace.chat(20_000, 50.0) == 0


def test_however_slow_the_wire_is_telegram_never_counts_more_than_it_permits() -> None:
    pace, now, counted = Pace(), 0.0, list[float]()
    chance = Random(7)
    under_way = list[float]()
    while len(counted) < 300:
        under_way.sort()
        if (wait := pace.passes(now)) == 0.0:
            slow = chance.choice([0.0, 0.01, 0.4])
            counted.append(now + slow * chance.random())
            under_way.append(now + slow)
            continue
        ended = [each for each in under_way if each <= now + wait]
        now = max(now, ended[0]) if ended else now + wait
        for each in ended[:1]:
            under_way.remove(each)
            pace.answered(now)
    counted.sort()
    assert all(later - first > 0.999 for first, later in zip(counted, counted[30:], strict=False))
    assert counted[-1] < 15


def test_calls_that_all_hang_are_asked_for_again_soon() -> None:
    pace = Pace()
    assert [pace.passes(0.0) for _ in range(30)] == [0.0] * 30
    assert 0 < pace.passes(5.0) < 1
    pace.answered(5.0)
    assert pace.passes(5.5) == 0.5
    assert pace.passes(6.0) == 0.0


def test_where_nothing_is_paced_every_call_passes() -> None:
    pace = Pace(over_all=0)
    assert not any(pace.passes(0.0) for _ in range(100))
