"""今天, one after another, the week: what stands there is what is worked."""

from datetime import timedelta
from pathlib import Path

from store.records import FollowUpState, MaturityOutcome, Outcome
from tests.handlers.conversations.along import along, buttons_of
from tests.world import HOLDINGS, LIST, MANAGER, MONDAY, world

FRIDAY = MONDAY + timedelta(days=4)


async def test_the_day_is_worked_one_after_another_to_its_end(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        today = await bank.says(MANAGER, "/today")
        assert [row[0].partition(" ")[0] for row in today.button_texts()[:3]] == ["张伟", "陈丽华", "陈桂英"]
        said = await bank.taps(MANAGER, "一个接一个", on=today)
        assert said.text.startswith("张先生 0001")
        said = await bank.taps(MANAGER, "打通了", on=said)
        assert said.text.startswith("记好了：张先生 0001 打通了")
        assert "陈女士 0005" in said.text

        said = await bank.taps(MANAGER, "撤销", on=said)
        assert said.text.startswith("张先生 0001")
        assert not (await bank.book("李晓")).contacts

        await bank.taps(MANAGER, "打通了", on=said)
        await bank.passes(timedelta(seconds=2))
        said = await bank.taps(MANAGER, "没接", on=said)
        assert "第 1 次没接，今天 16:30 再提醒" in said.text
        assert "陈女士 0002" in said.text
        await bank.passes(timedelta(seconds=2))
        said = await bank.taps(MANAGER, "打通了", on=said)
        assert "今天还有" in said.text
        assert said.message_id == today.message_id
        outcomes = {each.customer: each.outcome for each in (await bank.book("李晓")).contacts.values()}
        assert outcomes == {
            "1001": Outcome.REACHED,
            "1005": Outcome.NO_ANSWER,
            "1002": Outcome.REACHED,
        }


async def test_a_card_is_passed_by_without_anything_written(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "今天")
        await bank.taps(MANAGER, "一个接一个")
        for name in ("陈女士 0005", "陈女士 0002", "今天还有 3 位"):
            said = await bank.taps(MANAGER, "下一位")
            assert name in said.text
        assert not (await bank.book("李晓")).contacts


async def test_put_off_skip_and_set_a_date(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await along(bank, MANAGER, await bank.says(MANAGER, "陈丽华"), "改时间", "明天上午")
        assert "改到 明天 10:00" in said.text
        assert "陈丽华" not in str(buttons_of(await bank.says(MANAGER, "今天")))
        said = await along(bank, MANAGER, said, "撤销")
        assert "陈丽华" in str(buttons_of(await bank.says(MANAGER, "今天")))

        said = await along(
            bank, MANAGER, await bank.says(MANAGER, "陈桂英"), "更多", "这次跳过", "人不在本地"
        )
        assert "这次先跳过" in said.text
        (settled,) = (await bank.book("李晓")).settlements.values()
        assert (settled.customer, settled.reason) == ("1002", "abroad")

        said = await bank.says(MANAGER, "马超")
        assert "改时间" not in buttons_of(said)
        assert "这次跳过" not in buttons_of(await bank.taps(MANAGER, "更多", on=said))
        said = await along(bank, MANAGER, bank.simulator.last(MANAGER), "返回", "约下次", "三天后")
        assert "约在 11月26日 周四 10:00" in said.text
        said = await along(bank, MANAGER, said, "改时间", "下周")
        assert "改到 11月30日 周一 10:00" in said.text
        (promise,) = (await bank.book("李晓")).follow_ups.values()
        assert (promise.customer, promise.moved) == ("1004", 1)
        await along(bank, MANAGER, said, "更多", "这次跳过", "这次不需要")
        (promise,) = (await bank.book("李晓")).follow_ups.values()
        assert promise.state is FollowUpState.CANCELLED


async def test_what_became_of_the_money_and_where_it_went(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        card = await bank.says(MANAGER, "张伟")
        said = await along(bank, MANAGER, card, "更多")
        assert "这次跳过" not in buttons_of(said)  # the money has to be said
        said = await along(bank, MANAGER, said, "返回", "钱的去向", "转走了")
        assert "转去哪里" in said.text
        said = await bank.says(MANAGER, "招行，利率高")
        assert "的钱转走了" in said.text
        said = await along(bank, MANAGER, said, "更多", "持有产品")
        assert "转走了 招行，利率高" in said.text
        said = await along(bank, MANAGER, said, "返回", "更多", "返回")
        said = await bank.taps(MANAGER, "撤销")
        assert "钱的去向" in buttons_of(said)
        said = await along(bank, MANAGER, said, "钱的去向", "转走了", "不清楚")
        (held,) = (await bank.book("李晓")).customers["1001"].holdings
        assert (held.outcome, held.outcome_to) == (MaturityOutcome.MOVED, "")


async def test_on_friday_the_money_of_the_weekend_is_asked_about_and_answered(tmp_path: Path) -> None:
    async with world(tmp_path, now=FRIDAY, joined=(MANAGER,)) as bank:
        weekend = "1003,S1,定期存款,2025-11-28,2026-11-28,100000,正常\n"
        await bank.brings(("持有.csv", HOLDINGS + weekend))
        await bank.until(FRIDAY.replace(hour=16, minute=1))
        asked = bank.newest_with(MANAGER, "何丽 · 打开")
        assert asked.text == "到明天为止有 1 位到期，钱去哪里？"
        said = await bank.taps(MANAGER, "何丽", on=asked)
        assert "定期存款" in said.text
        await bank.taps(MANAGER, "已续", on=said)
        (held,) = (await bank.book("李晓")).customers["1003"].holdings
        assert held.outcome is MaturityOutcome.RENEWED
        assert "钱的去向" not in buttons_of(await bank.says(MANAGER, "何丽"))


async def test_the_week_and_any_number_of_days(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        week = await bank.says(MANAGER, "/week")
        assert "张先生 0001：今天到期 定期存款" in week.text
        week = await bank.taps(MANAGER, "看金额", on=week)
        assert "张先生 0001：今天到期 62万" in week.text
        later = await bank.taps(MANAGER, "往后", on=week)
        assert later.text.startswith("11月30日 周一")
        assert (await bank.taps(MANAGER, "往前", on=later)).text == week.text
        assert "12月6日" in (await bank.says(MANAGER, "/preview 14")).text
        for wrong in ("/preview 0", "/preview 91", "/preview x", "/preview ٣٣٣", "/week 99999999999"):
            assert "1 到 90" in (await bank.says(MANAGER, wrong)).text, wrong


async def test_the_reminder_at_its_minute_names_nobody_until_it_is_opened(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "何丽打通了，今天下午3点回访")
        await bank.passes(timedelta(hours=6))
        reminder = bank.newest_with(MANAGER, "何丽")
        assert reminder.text == "15:00 约好电话回访"
        assert "何" not in bank.simulator.lock_screen(MANAGER)[-1].text

        await bank.says(MANAGER, "没接", reply_to=reminder)
        book = await bank.book("李晓")
        assert book.customers["1003"].misses == 1
        said = await bank.taps(MANAGER, "何丽", on=reminder)
        assert "何女士 0003" in said.text


async def test_a_call_long_before_its_minute_leaves_the_promise_and_says_so(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "何丽打通了，今天下午3点回访")
        card = await bank.says(MANAGER, "何丽")
        said = await bank.taps(MANAGER, "打通了", on=card)
        assert said.text.splitlines()[1] == "15:00 约的还会提醒"
        await bank.passes(timedelta(hours=5, minutes=30))
        card = await bank.says(MANAGER, "何丽")
        said = await bank.taps(MANAGER, "打通了", on=card)
        assert "约的还会提醒" not in said.text


async def test_a_call_back_by_noon_is_made_with_a_call_at_any_time_of_that_morning(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "明天中午前给何丽回电")
        await bank.says(MANAGER, "何丽打通了")
        (promise,) = (await bank.book("李晓")).follow_ups.values()
        assert promise.open  # that was today
        await bank.passes(timedelta(hours=23, minutes=5))
        card = await bank.says(MANAGER, "何丽")
        said = await bank.taps(MANAGER, "打通了", on=card)
        assert "还会提醒" not in said.text
        (promise,) = (await bank.book("李晓")).follow_ups.values()
        assert not promise.open
        await bank.taps(MANAGER, "撤销", on=said)
        (promise,) = (await bank.book("李晓")).follow_ups.values()
        assert promise.open


async def test_nobody_answered_before_noon_and_noon_is_still_said(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "今天中午前给何丽回电")
        card = await bank.says(MANAGER, "何丽")
        await bank.taps(MANAGER, "没接", on=card)
        promise = next(each for each in (await bank.book("李晓")).follow_ups.values() if each.deadline)
        assert promise.open
        assert promise.snoozed_to is None


async def test_put_off_by_an_hour_from_the_reminder_comes_again_in_an_hour(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "何丽打通了，今天上午10点回访")
        await bank.passes(timedelta(hours=1))
        said = await along(bank, MANAGER, bank.newest_with(MANAGER, "何丽"), "何丽", "改时间", "晚 1 小时")
        assert "今天 11:00" in said.text
        await bank.passes(timedelta(hours=1))
        assert bank.newest_with(MANAGER, "何丽").text == "11:00 约好电话回访"
        said = await bank.taps(MANAGER, "何丽")
        await bank.taps(MANAGER, "打通了", on=said)
        (promise,) = (await bank.book("李晓")).follow_ups.values()
        assert promise.state is FollowUpState.KEPT


async def test_the_morning_begins_with_as_many_as_a_card_has_room_for_and_the_rest_is_a_tap_away(
    tmp_path: Path,
) -> None:
    born = "".join(f"13{n:02},孙{n:02},女,1970-11-24,,城东支行,李晓,90000,2026-11-22\n" for n in range(12))
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.brings(("客户.csv", LIST + born))
        await bank.until(MONDAY + timedelta(hours=23))
        morning = bank.newest_with(MANAGER, "今天全部")
        assert sum("·" in text for text in buttons_of(morning)) == 5
        assert len(buttons_of(morning)) == 8
        today = await bank.taps(MANAGER, "今天全部", on=morning)
        assert sum("·" in text for text in buttons_of(today)) == 7
        again = await bank.taps(MANAGER, "下一页", on=today)
        assert not set(buttons_of(today)) & set(buttons_of(again)) - {"一个接一个", "上一页", "下一页"}
