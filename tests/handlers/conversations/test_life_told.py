"""A line about a customer's life, typed between two others: kept in its place, taken back by one tap."""

from datetime import date
from pathlib import Path

from store.records import Stage
from tests.handlers.conversations.along import along
from tests.world import MANAGER, world


async def test_days_stage_and_trip_are_told_by_a_line(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await bank.says(MANAGER, "张伟 儿子高考 6月7日，喜欢打篮球")
        assert "儿子高考" in said.text
        assert "6月7日" in said.text
        who = (await bank.book("李晓")).customers["1001"]
        assert [each.kind for each in who.occasions] == ["exam"]
        assert who.notes == ("喜欢打篮球",)
        assert not (await bank.book("李晓")).contacts
        assert "已经记过了" in (await bank.says(MANAGER, "张伟 儿子高考 6月7日")).text
        await along(bank, MANAGER, said, "撤销")
        who = (await bank.book("李晓")).customers["1001"]
        assert (who.occasions, who.notes) == ((), ())

        said = await bank.says(MANAGER, "陈桂英 升到信任期，全家都在我们这")
        assert "信任期" in said.text
        who = (await bank.book("李晓")).customers["1002"]
        assert (who.stage, who.stages[-1].reason) == (Stage.TRUST, "全家都在我们这")
        asked = await bank.says(MANAGER, "何丽 强化期")
        assert "为什么" in asked.text or "原因" in asked.text
        await bank.says(MANAGER, "买了第一笔理财")
        assert (await bank.book("李晓")).customers["1003"].stage is Stage.STRENGTHEN

        said = await bank.says(MANAGER, "陈丽华 去日本旅游，12月5日回来")
        assert "12月5日" in said.text
        assert (await bank.book("李晓")).customers["1005"].back_on == date(2026, 12, 5)
        said = await bank.says(MANAGER, "何丽 只能晚上打")
        assert "这会儿先别打：只能晚上打" in said.text
        assert "今天 18:00 再提醒" in (await bank.says(MANAGER, "何丽 没接")).text
        asked = await bank.says(MANAGER, "陈阿姨 老伴生日农历八月初三")
        said = await along(bank, MANAGER, asked, "陈桂英")
        assert "老伴" in said.text
        assert not (await bank.book("李晓")).drafts
        (day,) = (await bank.book("李晓")).customers["1002"].occasions
        assert (day.kind, day.whose, day.day.month) == ("birthday", "老伴", 8)

        said = await bank.says(MANAGER, "张伟介绍了何丽")
        assert "何女士 0003 是 张先生 0001 介绍的" in said.text
        said = await bank.says(MANAGER, "周玉兰是张伟介绍来的")
        who = next(each for each in (await bank.book("李晓")).customers.values() if each.name == "周玉兰")
        assert (who.introduced_by, who.prospect) == ("1001", True)
        assert "介绍了" in (await bank.says(MANAGER, "张伟")).text
        await along(bank, MANAGER, said, "撤销")
        assert all(each.name != "周玉兰" for each in (await bank.book("李晓")).customers.values())
        await bank.says(MANAGER, "马超 生日是2月27日")
        born = (await bank.book("李晓")).customers["1004"].birthday
        assert born is not None
        assert (born.month, born.day) == (2, 27)
