"""Money that a list brings during the day: told at once, once, and large sums to the head."""

from datetime import timedelta
from pathlib import Path

from tests.handlers.conversations.along import along, brings, buttons_of, texts
from tests.world import HEAD, HOLDINGS, LIST, MANAGER, OTHER, World, world

FLOWS = """客户号,交易日期,借贷,交易金额
1001,2026-11-23,支出,300000
1002,2026-11-23,收入,1500000
"""
PAID = f"{HOLDINGS}1003,L1,经营贷款,2026-11-23,2027-11-23,400000,正常\n"


async def comes(bank: World, *files: tuple[str, str]) -> None:
    report = await bank.brings(*files)
    assert report.applied
    await bank.passes(timedelta(minutes=1))


async def test_it_is_told_on_the_day_and_only_once(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER, OTHER)) as bank:
        await comes(bank, ("flows.csv", FLOWS), ("holdings.csv", PAID))
        told = bank.newest_with(MANAGER, "陈桂英 · ")
        assert "今天就联系" in told.text
        assert "大额异动 2，放款 1" in told.text
        assert "伟" not in told.text
        assert "30万" not in told.text
        assert [each.split(" · ")[1] for each in buttons_of(told)[:3]] == ["大额异动", "放款", "大额异动"]
        assert not any("今天就联系" in each for each in texts(bank, OTHER))
        many = len(texts(bank, MANAGER))
        await comes(bank, ("list.csv", LIST), ("flows.csv", FLOWS), ("holdings.csv", PAID))
        assert len(texts(bank, MANAGER)) == many
        large = bank.newest_with(HEAD, "李晓")
        assert "1 笔大额" in large.text
        opened = await along(bank, HEAD, large, "李晓")
        card = await brings(bank, HEAD, opened, "陈")
        assert "进来" in card.text
        await along(bank, MANAGER, await brings(bank, MANAGER, told, "陈桂英"), "打通了")


async def test_two_files_of_one_second_each_tell_what_they_brought(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER)) as bank:
        both = FLOWS.replace("300000", "3000000")
        head, first, second = both.splitlines()
        assert (await bank.brings(("one.csv", f"{head}\n{first}\n"))).applied
        bank.clock.step(timedelta(milliseconds=40))
        assert (await bank.brings(("two.csv", f"{head}\n{second}\n"))).applied
        await bank.passes(timedelta(minutes=1))
        named = {name for each in bank.told(MANAGER, "今天就联系") for name in buttons_of(each)}
        assert {"张伟 · 大额异动", "陈桂英 · 大额异动"} <= named
        assert len(bank.told(HEAD, "1 笔大额")) == 2


async def test_what_moves_again_in_the_afternoon_is_told_that_day_also_to_whoever_was_called(
    tmp_path: Path,
) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER)) as bank:
        await comes(bank, ("flows.csv", FLOWS))
        told = bank.told(MANAGER, "今天就联系")[-1]
        await along(bank, MANAGER, await brings(bank, MANAGER, told, "张伟"), "打通了")
        many = len(bank.told(MANAGER, "今天就联系"))
        await comes(bank, ("flows.csv", f"{FLOWS}1001,2026-11-23,收入,2000000\n"))
        assert len(bank.told(MANAGER, "今天就联系")) == many + 1
        again = bank.told(MANAGER, "今天就联系")[-1]
        assert [each for each in buttons_of(again) if "大额异动" in each] == ["张伟 · 大额异动"]
        card = await brings(bank, MANAGER, again, "张伟")
        assert "进来" in card.text
        await comes(bank, ("flows.csv", f"{FLOWS}1001,2026-11-23,收入,2000000\n"))
        assert len(bank.told(MANAGER, "今天就联系")) == many + 1
