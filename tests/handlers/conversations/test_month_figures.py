"""What became of the month's money, on the head's page and in the manager's evening."""

from pathlib import Path

from store.records import MaturityOutcome
from tests.handlers.conversations.along import along
from tests.handlers.conversations.test_profile import kept
from tests.world import HEAD, MANAGER, world

MOVED = """客户号,交易日期,借贷方向,发生额
1001,2026-11-20,贷,300000
2001,2026-11-21,借,120000
"""
OPENED = """客户号,姓名,网点,客户经理,金融资产,开户日期,数据日期
3001,甲,城东支行,王海燕,1000,2026-11-20,2026-11-23
3002,乙,城东支行,王海燕,1000,2026-11-20,2026-11-23
3003,丙,城东支行,王海燕,1000,2026-11-20,2026-11-23
3004,丁,城东支行,王海燕,1000,2026-11-20,2026-11-23
3005,戊,城东支行,王海燕,1000,2026-11-20,2026-11-23
2001,钱国强,城东支行,王海燕,980000,2020-01-01,2026-11-23
"""


async def test_a_part_that_stayed_is_asked_for_and_counts(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER)) as bank:
        card = await bank.says(MANAGER, "张伟")
        asked = await along(bank, MANAGER, card, "钱的去向", "部分续")
        assert "续了多少" in asked.text
        assert "请打金额" in (await bank.says(MANAGER, "一些")).text
        said = await bank.says(MANAGER, "31万")
        assert "续了一部分" in said.text
        (held,) = (await kept(bank, "1001")).holdings
        assert (held.outcome, held.kept) == (MaturityOutcome.PARTLY, 31_000_000)
        page = await bank.says(HEAD, "/team")
        assert "本月到期留存 100%：续 31万，走 0，没问 31万" in page.text
        evening = await bank.says(MANAGER, "收工")
        assert "本月到期留存 100%" in evening.text
        one = await bank.taps(HEAD, "李晓", on=page)
        assert "本月到期留存 100%" in one.text


async def test_how_much_stayed_may_be_unknown(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER)) as bank:
        card = await bank.says(MANAGER, "张伟")
        said = await along(bank, MANAGER, card, "钱的去向", "部分续", "不清楚")
        assert "续了一部分" in said.text
        assert "留存" not in (await bank.says(HEAD, "/team")).text


async def test_the_daily_feed_tells_the_head_what_came_and_went(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER)) as bank:
        report = await bank.brings(("流水.csv", MOVED))
        assert report.applied
        assert "本月：进 30万，出 12万，净 +18万" in (await bank.says(HEAD, "/team")).text
        assert "进来 30万" in (await bank.taps(MANAGER, "看金额", on=await bank.says(MANAGER, "张伟"))).text


async def test_a_batch_of_openings_comes_to_the_head_with_a_list_behind_it(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD,)) as bank:
        await bank.brings(("新户.csv", OPENED))
        page = await bank.says(HEAD, "/team")
        assert "批量开户：11月20日 周五 5 户（王海燕 5）" in page.text
        book = await bank.taps(HEAD, "王海燕", on=page)
        listed = await along(bank, HEAD, book)
        assert "批量开户" in listed.text
