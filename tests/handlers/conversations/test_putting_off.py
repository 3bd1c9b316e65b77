"""「晚 1 小时」, and what is due at one minute: nothing comes before it stood, nothing twice."""

from datetime import timedelta
from pathlib import Path

from tests.handlers.conversations.along import along, buttons_of
from tests.world import MANAGER, MONDAY, world

TUESDAY = MONDAY + timedelta(days=1)


async def test_an_hour_later_is_an_hour_after_the_promise_not_after_the_tap(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "刚给张伟打过电话 打通了 明天下午3点回访")
        await bank.until(TUESDAY)
        said = await along(bank, MANAGER, await bank.says(MANAGER, "张伟"), "改时间", "晚 1 小时")
        assert "改到 今天 16:00" in said.text
        await bank.until(TUESDAY.replace(hour=15, minute=59))
        assert "约好" not in bank.simulator.messages(MANAGER)[-1].text


async def test_an_hour_later_than_a_call_by_noon_and_than_a_retry(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "投诉 何丽 排队太久，明天中午前回电")
        await bank.says(MANAGER, "陈丽华 没接")
        said = await along(bank, MANAGER, await bank.says(MANAGER, "陈丽华"), "改时间", "晚 1 小时")
        assert "改到 今天 17:30" in said.text
        await bank.until(TUESDAY)
        said = await along(bank, MANAGER, await bank.says(MANAGER, "何丽"), "改时间", "晚 1 小时")
        assert "改到 今天 13:00" in said.text


async def test_an_hour_later_at_eleven_at_night_is_midnight_of_the_next_day(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "何丽打通了，今晚11点回访")
        said = await along(bank, MANAGER, await bank.says(MANAGER, "何丽"), "改时间", "晚 1 小时")
        assert "改到 明天 00:00" in said.text
        await bank.until(MONDAY.replace(hour=23, minute=30))
        assert "00:00" not in bank.simulator.messages(MANAGER)[-1].text
        await bank.until(TUESDAY.replace(hour=0, minute=1))
        assert bank.simulator.messages(MANAGER)[-1].text == "00:00 约好电话回访"


async def test_what_is_due_for_one_customer_at_one_minute_is_one_message(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "张伟打通了，今天下午4点回访")
        await bank.says(MANAGER, "何丽打通了，今天下午4点回访")
        before = bank.simulator.messages(MANAGER)[-1].message_id
        await bank.until(MONDAY.replace(hour=16, minute=2))
        came = [each for each in bank.simulator.messages(MANAGER) if each.message_id > before]
        # Which of two customers comes first at one minute is nobody's matter.
        assert {buttons_of(each)[0]: each.text for each in came} == {
            "何丽 · 打开": "16:00 约好电话回访",
            "张伟 · 打开": "16:00 约好电话回访\n今天到期 1 位，钱去了哪里？",
        }
        assert len(came) == 2
