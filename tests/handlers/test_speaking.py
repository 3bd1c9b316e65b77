"""Alarms become messages: neutral, one for what is late, and never the digest of another day."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from handlers.lasting import lasting
from handlers.words import Words
from scheduling.playbook import Playbook
from scheduling.rules import Rules
from store.ledger import State
from store.records import Language, Rendering
from tests.world import HEAD, MANAGER, MONDAY, SHANGHAI, World, world

TUESDAY = datetime(2026, 11, 24, 8, 0, tzinfo=SHANGHAI)


async def sleeps(it: World, until: datetime) -> list[str]:
    """The program does nothing until then; what the manager gets after it."""
    newest, since = it.simulator.last(MANAGER).message_id, it.clock.now()
    it.clock.step_to(until)
    it.house.alive.paused(since, it.clock.now())
    # The house itself may look first: what it sends then must end before anything is looked for again.
    while await it.house.delivery.look() or it.house.delivery.busy:
        await it.house.delivery.idle()
    return [each.text for each in it.simulator.messages(MANAGER) if each.message_id > newest]


async def test_a_digest_that_is_late_says_why(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        await it.until(TUESDAY - timedelta(hours=1))
        (digest,) = await sleeps(it, TUESDAY + timedelta(hours=2))
        assert digest.splitlines()[0] == "刚才系统停了 3 小时，这条晚到了"
        assert "早上好" in digest


async def test_what_is_late_comes_in_one_card_that_leads_to_today(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        await it.says(MANAGER, "刚给何丽打过电话，打通了，明天上午9点回访")
        await it.says(MANAGER, "刚给陈丽华打过电话，打通了，明天上午10点回访")
        await it.until(TUESDAY - timedelta(hours=1))
        (card,) = await sleeps(it, TUESDAY + timedelta(hours=3))
        assert card.startswith("刚才系统停了 4 小时，补上 2 条")
        shown = it.simulator.messages(MANAGER)[-1].button_texts()
        assert any("何丽" in text for row in shown for text in row)
        listed = await it.taps(MANAGER, "今天")
        assert "今天" in listed.text


async def test_yesterdays_digest_is_not_told_today(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        await it.until(TUESDAY - timedelta(hours=1))
        texts = await sleeps(it, TUESDAY + timedelta(days=2, hours=1))
        assert len([text for text in texts if "早上好" in text or "补上" in text]) == 1
        book = await it.book("李晓")
        rows = await it.store.ledger.of_book(book.id)
        digests = {row.day.day: row.state for row in rows if row.kind == "digest"}
        assert digests[24] is State.SUPERSEDED
        assert digests[27] is State.ARMED


async def test_a_number_that_was_hidden_by_hand_is_not_touched_again(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        await it.says(MANAGER, "何丽")
        shown = await it.taps(MANAGER, "号码")
        back = await it.taps(MANAGER, "返回", on=shown)
        await it.passes(timedelta(minutes=11))
        (after,) = [each for each in it.simulator.messages(MANAGER) if each.message_id == shown.message_id]
        assert after.text == back.text


async def test_a_number_shown_twice_is_taken_back_twice(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        await it.says(MANAGER, "何丽")
        for _ in range(2):
            shown = await it.taps(MANAGER, "号码")
            assert "13900010003" in shown.text
            await it.passes(timedelta(minutes=11))
            (after,) = [
                each for each in it.simulator.messages(MANAGER) if each.message_id == shown.message_id
            ]
            assert "13900010003" not in after.text
            await it.taps(MANAGER, "看客户" if "看客户" in str(after.button_texts()) else "资料", on=after)


async def test_the_head_hears_of_the_morning_once(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        before = len(it.simulator.messages(HEAD))
        await it.until(MONDAY.replace(day=24, hour=10))
        assert len(it.simulator.messages(HEAD)) == before + 1


async def test_other_rules_move_the_alarms_that_are_armed(tmp_path: Path) -> None:
    async with world(tmp_path) as it:
        assert await it.house.rearming.look() == 0
        rules = it.house.office.rules()
        book = Playbook.load()
        later = Rules(playbook=book, calendar=rules.calendar)
        it.house.rearming._rules = lambda: later
        assert await it.house.rearming.look() == 4
        assert await it.house.rearming.look() == 0


@pytest.mark.parametrize(
    ("language", "time", "said"),
    [
        ("zh-Hans", timedelta(days=2, hours=3, minutes=20), "2 天 3 小时"),
        ("zh-Hans", timedelta(days=1), "1 天"),
        ("zh-Hans", timedelta(minutes=5), "5 分钟"),
        ("zh-Hans", timedelta(seconds=1), "1 分钟"),
        ("en", timedelta(days=1, hours=1), "1 day 1 hour"),
        ("en", timedelta(hours=25 * 24), "25 days"),
    ],
)
def test_how_long_something_lasted(language: Language, time: timedelta, said: str) -> None:
    assert lasting(Words(language=language, rendering=Rendering.MASKED, now=MONDAY), time) == said
