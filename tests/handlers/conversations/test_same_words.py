"""The same words twice are one thing; a question says back what it heard; a complaint is taken on at once."""

from datetime import timedelta
from pathlib import Path

from store.records import ComplaintState
from tests.handlers.conversations.along import along, buttons_of
from tests.world import MANAGER, world


async def test_the_same_line_by_a_thumb_is_kept_once_unless_it_happened_twice(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "刚给张伟打过电话，想续50万")
        twice = await bank.says(MANAGER, "刚给张伟打过电话，想续50万")
        assert twice.text == "张先生 0001 刚才已经记过这一句了。"
        assert buttons_of(twice) == ["看客户", "再记一笔"]
        assert len((await bank.book("李晓")).contacts) == 1
        assert "记好了" in (await along(bank, MANAGER, twice, "再记一笔")).text
        assert len((await bank.book("李晓")).contacts) == 2
        await bank.passes(timedelta(minutes=2))
        assert "记好了" in (await bank.says(MANAGER, "刚给张伟打过电话，想续50万")).text
        # What was taken back may be said again.
        await bank.says(MANAGER, "撤销")
        assert "记好了" in (await bank.says(MANAGER, "刚给张伟打过电话，想续50万")).text
        # A question that is asked twice is one question, and one draft.
        await bank.says(MANAGER, "打给何丽，明天下午3点再联系")
        asked = await bank.says(MANAGER, "打给何丽，明天下午3点再联系")
        assert asked.text == "结果怎么样？\n听到的：何女士 0003，电话，明天 15:00 电话回访"
        assert len((await bank.book("李晓")).drafts) == 1
        await along(bank, MANAGER, asked, "联系上了")
        asked = await bank.says(MANAGER, "打了电话，周五下午三点再约")
        assert asked.text == "是哪位客户？\n听到的：电话，联系上了，11月27日 周五 15:00 电话回访"


async def test_a_complaint_that_was_just_heard_is_taken_on_with_one_tap(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        for line in ("给何丽打电话，她投诉排队太久", "投诉 陈丽华 排队太久"):
            said = await bank.says(MANAGER, line)
            assert "已受理" in buttons_of(said), line
            said = await along(bank, MANAGER, said, "已受理")
            assert "，已受理" in said.text
            assert "已受理" not in buttons_of(said)
            await along(bank, MANAGER, said, "撤销")
            assert not (await bank.book("李晓")).complaints
        said = await along(bank, MANAGER, await bank.says(MANAGER, "投诉 何丽 窗口太少"), "已受理")
        (complaint,) = (await bank.book("李晓")).complaints.values()
        assert complaint.state is ComplaintState.ACKNOWLEDGED
