"""周计划、月计划: on the first day at work of each, a few minutes after the digest, and whenever asked."""

from datetime import datetime
from pathlib import Path

from tests.world import HEAD, MANAGER, MONDAY, SHANGHAI, World, world

NEXT_MONDAY = datetime(2026, 11, 30, 8, 30, tzinfo=SHANGHAI)
FIRST_OF_DECEMBER = datetime(2026, 12, 1, 8, 30, tzinfo=SHANGHAI)


def heads_of(bank: World, user: int = MANAGER) -> list[str]:
    """The first line of everything that the bot has written."""
    return [each.text.partition("\n")[0] for each in bank.simulator.messages(user) if not each.mine]


async def test_on_monday_the_plan_of_the_week_follows_the_digest(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.until(NEXT_MONDAY)
        digest, plan = heads_of(bank)[-2:]
        assert digest.startswith("早上好，李经理。11月30日")
        assert plan == "周计划：11月30日 周一 到 12月6日 周日"
        said = bank.simulator.last(MANAGER)
        assert "排得下" in said.text
        assert "到期 3" in said.text
        assert not any(name in said.text for name in ("张伟", "陈丽华")), "a lock screen shows no name"


async def test_on_the_first_working_day_of_a_month_it_is_the_plan_of_the_month(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.until(FIRST_OF_DECEMBER)
        said = bank.simulator.last(MANAGER)
        assert said.text.startswith("月计划：12月1日 周二 到 2027年1月3日 周日")
        assert "12月28日 周一 起：" in said.text


async def test_on_other_days_nothing_is_added(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.until(datetime(2026, 11, 27, 8, 30, tzinfo=SHANGHAI))
        assert not [each for each in heads_of(bank) if "计划" in each]


async def test_the_plan_is_told_when_asked_and_leads_to_the_month_and_the_days(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await bank.says(MANAGER, "周计划")
        assert said.text.startswith("周计划：11月23日 周一 到 11月29日 周日")
        said = await bank.taps(MANAGER, "看本月计划", on=said)
        assert said.text.startswith("月计划：11月23日 周一")
        said = await bank.taps(MANAGER, "看本周计划", on=said)
        assert said.text.startswith("周计划")
        said = await bank.taps(MANAGER, "看本周", on=said)
        assert "件" in said.text
        assert (await bank.says(MANAGER, "月计划")).text.startswith("月计划")


async def test_a_plan_that_the_night_swallowed_is_not_told_on_another_day(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        bank.clock.step_to(datetime(2026, 12, 2, 7, 0, tzinfo=SHANGHAI))
        await bank.until(datetime(2026, 12, 2, 8, 30, tzinfo=SHANGHAI))
        assert not [each for each in heads_of(bank) if "计划" in each]


async def test_a_head_without_customers_gets_no_plan(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD,)) as bank:
        await bank.until(NEXT_MONDAY)
        assert not [each for each in heads_of(bank, HEAD) if "计划" in each]


async def test_whom_a_festival_brings_share_one_line_of_the_week(tmp_path: Path) -> None:
    async with world(tmp_path, now=MONDAY.replace(year=2027, month=1, day=25), joined=(MANAGER,)) as bank:
        said = await bank.says(MANAGER, "/week 30")
        (line,) = [line for line in said.text.splitlines() if "春节" in line]
        assert line.endswith("位")
        assert "张" not in line


async def test_on_the_last_two_days_at_work_the_plan_of_the_month_is_of_the_next_one_too(
    tmp_path: Path,
) -> None:
    async with world(tmp_path, now=MONDAY.replace(month=12, day=30), joined=(MANAGER,)) as bank:
        said = await bank.says(MANAGER, "月计划")
        assert said.text.startswith("月计划：12月30日 周三 到 2027年1月31日")
    (tmp_path / "before").mkdir()
    async with world(tmp_path / "before", now=MONDAY.replace(month=12, day=29), joined=(MANAGER,)) as bank:
        assert "到 2027年1月3日" in (await bank.says(MANAGER, "月计划")).text
