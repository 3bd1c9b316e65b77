"""收工: what was done, what was not, and reports that nobody types a second time."""

from datetime import timedelta
from pathlib import Path

from tests.handlers.conversations.along import along, brings, buttons_of
from tests.world import MANAGER, world


async def test_the_wrap_up_comes_and_its_reports_can_be_copied(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "张伟打通了，聊了孩子高考")
        await bank.says(MANAGER, "何丽 没接")
        await bank.passes(timedelta(hours=8, minutes=1))
        evening = bank.newest_with(MANAGER, "复制日报")
        assert "2 位没联系" in evening.text
        assert "联系上 1" in evening.text

        report = await brings(bank, MANAGER, evening, "复制日报")
        assert "李晓：联系 2 次，联系上 1" in report.text
        assert not report.protected
        assert report.entities[0].type == "pre"
        rows = await brings(bank, MANAGER, bank.newest_with(MANAGER, "复制到CRM"), "复制到CRM")
        assert not rows.protected
        assert rows.text.splitlines()[-1].split("\t")[0] in ("1001", "1003")

        said = await along(bank, MANAGER, bank.newest_with(MANAGER, "看没联系的"), "看没联系的")
        assert len(buttons_of(said)) <= 8
        said = await along(bank, MANAGER, said, "一个接一个", "打通了")
        assert "记好了" in said.text


async def test_a_long_report_stays_one_text_to_copy(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        for time in ("早上", "上午", "中午", "下午"):
            await bank.says(MANAGER, f"张伟打通了，说{time}忙，" + "聊了孩子高考和理财，" * 12)
        report = await brings(bank, MANAGER, await bank.says(MANAGER, "收工"), "复制日报")
        assert len(report.text) > 256
        assert [each.type for each in report.entities] == ["pre"]


async def test_what_there_is_tomorrow_is_as_much_in_the_evening_as_the_wrap_up_says(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "陈丽华 没接")
        await bank.passes(timedelta(hours=8, minutes=30))
        asked = await bank.says(MANAGER, "明天有什么")
        assert asked.text == "明天，要联系 2 位"
        assert "明天 2 位" in (await bank.says(MANAGER, "收工")).text
