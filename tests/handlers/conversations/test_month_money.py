"""本月进出: by tier and by manager, and the largest sums, with names and amounts on buttons only."""

from datetime import timedelta
from pathlib import Path

from tests.handlers.conversations.along import along, brings, buttons_of
from tests.world import HEAD, MANAGER, OTHER, World, world

FLOWS = """客户号,交易日期,借贷,交易金额
1001,2026-11-20,支出,300000
1001,2026-11-19,支出,20000
1002,2026-11-20,收入,1500000
1003,2026-11-18,收入,500
"""


async def moved(bank: World) -> None:
    assert (await bank.brings(("flows.csv", FLOWS))).applied
    await bank.passes(timedelta(minutes=1))


async def test_a_head_goes_from_the_branch_to_a_manager_to_the_largest_sums(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER)) as bank:
        await moved(bank)
        card = await bank.says(HEAD, "本月进出")
        assert "按层级：" in card.text
        assert "伟" not in card.text
        assert buttons_of(card)[0].startswith("李晓 进 150")
        of_one = await along(bank, HEAD, card, buttons_of(card)[0])
        assert of_one.text.startswith("李晓本月的进出：")
        out = await along(bank, HEAD, of_one, "出得最多的")
        assert "2 笔" in out.text
        assert "万" not in out.text
        assert buttons_of(out)[0].startswith("张伟 · 11月20日")
        assert "30万" in buttons_of(out)[0]
        opened = await brings(bank, HEAD, out, buttons_of(out)[0])
        assert "张" in opened.text
        back = await along(bank, HEAD, out, "返回", "返回")
        assert back.text == card.text


async def test_a_manager_sees_the_own_sums_and_nobody_else_s(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER, OTHER)) as bank:
        await moved(bank)
        card = await bank.says(MANAGER, "本月进出")
        came = await along(bank, MANAGER, card, "进得最多的")
        assert buttons_of(came)[0].startswith("陈桂英 · 11月20日")
        other = await bank.says(OTHER, "本月进出")
        assert not any("陈桂英" in each or "张伟" in each for each in buttons_of(other))
