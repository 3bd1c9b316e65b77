"""Before a break and beyond the published year: nothing of it comes as a surprise."""

from datetime import datetime
from pathlib import Path

from tests.world import HOLDINGS, MANAGER, MONDAY, SHANGHAI, world


async def test_before_a_break_the_morning_counts_what_it_brings_and_names_it_a_tap_away(
    tmp_path: Path,
) -> None:
    before = datetime(2026, 9, 29, 9, 0, tzinfo=SHANGHAI)
    born = "客户号,姓名,性别,出生日期,网点,客户经理,金融资产,数据日期\n"
    born += "1001,张伟,男,1976-10-03,城东支行,李晓,860000,2026-09-29\n"
    due = HOLDINGS.splitlines()[0] + "\n1001,D9,定期存款,2025-10-09,2026-10-09,620000,正常\n"
    async with world(tmp_path, now=before, joined=(MANAGER,)) as bank:
        await bank.brings(("客户.csv", born), ("持有.csv", due))
        await bank.until(datetime(2026, 9, 30, 8, 30, tzinfo=SHANGHAI))
        morning = next(each for each in reversed(bank.simulator.messages(MANAGER)) if "早上好" in each.text)
        assert "放假到 10月9日 周五：" in morning.text
        assert "生日 1" in morning.text
        assert "到期 1" in morning.text
        shown = await bank.taps(MANAGER, "看本周", on=morning)
        assert "10月3日" in shown.text
        assert "10月9日 周五到期" in shown.text


async def test_a_year_that_is_not_published_is_said_where_the_days_reach_into_it(tmp_path: Path) -> None:
    said = "2027 年的放假安排还没公布"
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        assert said not in (await bank.says(MANAGER, "/week")).text
        assert said in (await bank.says(MANAGER, "/preview 60")).text
        assert said not in (await bank.says(MANAGER, "/plan")).text
        await bank.until(MONDAY.replace(month=12, day=28))
        assert said in (await bank.says(MANAGER, "/week")).text
        assert said in (await bank.says(MANAGER, "/plan")).text


async def test_under_another_day_no_line_counts_from_today(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        today, _, later = (await bank.says(MANAGER, "/week")).text.partition("\n\n")[2].partition("\n\n")
        assert "今天到期" in today
        lines = [line for line in later.splitlines() if "：" in line]
        assert any("11月30日 周一到期" in line for line in lines)
        assert not any(word in line for line in lines for word in ("今天", "明天", "昨天", "后天"))
