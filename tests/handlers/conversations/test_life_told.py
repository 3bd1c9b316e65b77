"""A line about a customer's life, typed between two others: kept in its place, taken back by one tap."""

from datetime import date
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("way", "line"),
    [
        (("更多", "资料", "家人和日子"), "何丽 儿子高考 6月7日"),
        (("更多", "资料", "出行"), "何丽 去三亚旅游，12月5日回来"),
        (("更多", "资料", "改阶段", "信任期"), "何丽 生日 3月3日"),
    ],
)
async def test_what_is_told_of_somebody_else_while_a_card_waits_is_kept_for_them(
    tmp_path: Path, way: tuple[str, ...], line: str
) -> None:
    async with world(tmp_path) as bank:
        before = (await bank.book("李晓")).customers
        await along(bank, MANAGER, await bank.says(MANAGER, "张伟"), *way)
        assert "何女士 0003" in (await bank.says(MANAGER, line)).text
        after = (await bank.book("李晓")).customers
        assert after["1001"] == before["1001"]
        assert after["1003"] != before["1003"]


async def test_the_days_of_a_leave_are_not_taken_from_what_is_told_of_a_customer(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "12月1日请假")
        said = await bank.says(MANAGER, "张伟 去三亚旅游，12月3日回来")
        assert "12月3日 周四回来" in said.text
        assert "顶班" not in said.text
