"""The numbers that are said: tomorrow's is the morning's, a retry is no promise, a list has its name."""

from datetime import datetime, timedelta
from pathlib import Path

from tests.handlers.conversations.along import buttons_of
from tests.world import MANAGER, MONDAY, SHANGHAI, World, world

TUESDAY = MONDAY + timedelta(days=1)


def _count(text: str) -> str:
    line = next((each for each in text.splitlines() if each.startswith("今天 ")), "今天 0 位")
    return line.split()[1]


async def _evening_and_morning(bank: World, day: datetime) -> tuple[str, str]:
    await bank.until(day.replace(hour=17, minute=1))
    said = next(each for each in reversed(bank.simulator.messages(MANAGER)) if "位" in each.text)
    evening = said.text.splitlines()[-1].split()
    for _ in range(5):
        day += timedelta(days=1)
        await bank.until(day.replace(hour=8, minute=1))
        hello = [each for each in bank.simulator.messages(MANAGER) if each.text.startswith("早上好")]
        if hello and f"{day.month}月{day.day}日" in hello[-1].text:
            return evening[-2], _count(hello[-1].text)
    raise AssertionError("no morning")


async def test_tomorrows_number_is_what_the_morning_says(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "何丽打通了，明天下午3点回访")
        await bank.says(MANAGER, "投诉 马超 排队太久")
        for day in (MONDAY, MONDAY + timedelta(days=2), MONDAY + timedelta(days=4)):
            evening, morning = await _evening_and_morning(bank, day)
            assert (day, evening) == (day, morning)
            assert evening != "0"


async def test_on_the_last_day_of_the_year_too(tmp_path: Path) -> None:
    async with world(tmp_path, now=datetime(2026, 12, 31, 9, tzinfo=SHANGHAI), joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "陈丽华 没接")
        evening, morning = await _evening_and_morning(bank, datetime(2026, 12, 31, tzinfo=SHANGHAI))
        assert evening == morning


async def test_a_retry_is_counted_as_one_and_not_as_a_promise(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "何丽 没接")
        await bank.until(TUESDAY.replace(hour=8, minute=1))
        hello = bank.newest_with(MANAGER, "一个接一个")
        assert "再打 1" in hello.text
        assert "约好" not in hello.text


async def test_festival_greetings_are_not_called_small_maturities(tmp_path: Path) -> None:
    async with world(tmp_path, now=datetime(2026, 12, 31, 7, tzinfo=SHANGHAI), joined=(MANAGER,)) as bank:
        await bank.passes(timedelta(hours=2))
        hello = next(
            each for each in reversed(bank.simulator.messages(MANAGER)) if each.text.startswith("早上好")
        )
        assert "小额" not in hello.text
        if "另有名单" in hello.text:
            assert "节日问候" in hello.text


async def test_what_is_only_planned_is_not_told_as_a_contact(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        shown = (await bank.says(MANAGER, "/preview 60")).text
        assert "天一次的联系" in shown
        assert "上次 今天" not in shown
        assert "上次 明天" not in shown
        assert buttons_of(bank.simulator.last(MANAGER))
