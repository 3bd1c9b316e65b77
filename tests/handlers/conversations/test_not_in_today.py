"""「今天不在」: the day goes to the next one at work, what has a time stays and is named."""

from datetime import timedelta
from pathlib import Path

from tests.handlers.conversations.along import along, buttons_of
from tests.world import MANAGER, MONDAY, world

TUESDAY = MONDAY + timedelta(days=1)


async def test_the_day_is_put_to_the_next_one_but_for_times_and_complaints(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "何丽打通了，明天下午3点回访")
        await bank.says(MANAGER, "马超打通了，明天回访")
        await bank.until(TUESDAY.replace(hour=8, minute=1))
        digest = bank.newest_with(MANAGER, "今天不在")
        said = await along(bank, MANAGER, digest, "今天不在")
        assert "改到明天" in said.text
        kept = [text for text in buttons_of(said) if text != "撤销"]
        assert len(kept) == 1
        assert kept[0].startswith("何丽 · 15:00")
        today = await bank.says(MANAGER, "/today")
        assert "今天还有 1 位" in today.text
        before = len(bank.simulator.messages(MANAGER))
        await bank.until(TUESDAY + timedelta(hours=23, minutes=1))
        hello = bank.newest_with(MANAGER, "一个接一个")
        assert "马超" in str(buttons_of(hello))
        assert "张伟" in str(buttons_of(hello))
        said_since = [each.text for each in bank.simulator.messages(MANAGER)[before:]]
        assert not any("推后的提醒" in text for text in said_since)


async def test_a_day_off_can_be_said_and_taken_back(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        before = buttons_of(await bank.says(MANAGER, "/today"))
        said = await bank.says(MANAGER, "我今天请假")
        assert "改到明天" in said.text
        assert "今天没有要联系的了" in (await bank.says(MANAGER, "/today")).text
        assert "没有能改期的" in (await bank.says(MANAGER, "今天不在")).text
        await along(bank, MANAGER, said, "撤销")
        assert buttons_of(await bank.says(MANAGER, "/today")) == before
