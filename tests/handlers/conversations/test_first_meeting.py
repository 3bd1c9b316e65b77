"""The first meeting: who Guanjia is, three questions, and a practice line that is not kept."""

from datetime import time
from pathlib import Path

from store.records import Rendering
from tests.world import HEAD, MANAGER, OPERATOR, world


async def test_a_manager_is_greeted_set_up_and_practises_a_line_that_is_not_kept(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        hello = bank.simulator.last(MANAGER)
        assert hello.text.startswith("李经理，您好。这里是城东支行的管家。")
        assert "5 位客户" in hello.text
        said = await bank.taps(MANAGER, "资料怎么保护", on=hello)
        assert "早上收起" in said.text
        said = await bank.taps(MANAGER, "开始设置", on=said)
        said = await bank.taps(MANAGER, "08:30", on=said)
        said = await bank.taps(MANAGER, "周一到周六", on=said)
        said = await bank.taps(MANAGER, "全名", on=said)
        assert "不会真的记下" in said.text
        assert said.message_id == hello.message_id

        said = await bank.says(MANAGER, "刚给张伟打过电话，想续50万，周三下午3点回访")
        assert "张伟，电话，联系上了，想要 50万（需求），后天 15:00 电话回访" in said.text
        assert "没有记下" in said.text
        book = await bank.book("李晓")
        assert not book.contacts
        assert book.owner.met
        assert (book.owner.digest_at, book.owner.weekdays) == (time(8, 30), (0, 1, 2, 3, 4, 5))
        assert book.owner.rendering is Rendering.FULL

        said = await bank.says(MANAGER, "/start")
        assert "/today" in said.text
        await bank.says(MANAGER, "张伟 打通了")
        assert len((await bank.book("李晓")).contacts) == 1


async def test_a_command_in_between_does_not_turn_the_practice_line_into_a_real_one(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        for button in ("开始设置", "08:00", "按行里的工作日", "姓氏和尾号"):
            await bank.taps(MANAGER, button)
        await bank.says(MANAGER, "/today")
        said = await bank.says(MANAGER, "张伟 打通了")
        assert "没有记下" in said.text
        assert not (await bank.book("李晓")).contacts


async def test_head_and_operator_are_told_what_they_are_here_for(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, OPERATOR)) as bank:
        assert "要定的事" in bank.simulator.last(HEAD).text
        assert "导入" in bank.simulator.last(OPERATOR).text
        for button in ("开始设置", "07:30", "按行里的工作日", "姓氏和尾号"):
            said = await bank.taps(OPERATOR, button)
        assert "可以用了" in said.text
        assert (await bank.book("赵工")).owner.met
        assert "/team" in (await bank.says(HEAD, "/help")).text
        assert "guanjia --help" in (await bank.says(OPERATOR, "帮助")).text
        said = await bank.says(OPERATOR, "张伟 打通了")
        assert "没看懂" in said.text
