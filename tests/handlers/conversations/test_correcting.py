"""What was just written is changed by saying so; each change can be taken back."""

from datetime import date, time, timedelta
from pathlib import Path

from store.records import Kind, Outcome
from tests.handlers.conversations.along import along
from tests.world import MANAGER, SHANGHAI, World, world


async def logged(bank: World, *lines: str) -> str:
    """What is answered to the last of several lines, a minute apart."""
    text = ""
    for line in lines:
        await bank.passes(timedelta(minutes=1))
        text = (await bank.says(MANAGER, line)).text
    return text


FIRST = "张伟打通了 想续50万 周三下午3点回访"


async def test_the_amount_is_changed_where_it_was_said(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        assert "想续80万" in await logged(bank, FIRST, "金额改成80万")
        (contact,) = (await bank.book("李晓")).contacts.values()
        assert [each.fen for each in contact.amounts] == [80_000_000]
        assert contact.note == "张伟打通了 想续80万 周三下午3点回访"
        assert "想续60万" in await logged(bank, "不是80万，是60万")
        await along(bank, MANAGER, bank.newest_with(MANAGER, "撤销"), "撤销")
        assert not (await bank.book("李晓")).contacts


async def test_another_day_keeps_the_clock_time_and_another_time_the_day(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        assert "11月26日 周四 15:00" in await logged(bank, FIRST, "改成周四")
        assert "11月26日 周四 16:00" in await logged(bank, "改成下午4点")
        (promise,) = (await bank.book("李晓")).follow_ups.values()
        assert (promise.day, promise.at) == (date(2026, 11, 26), time(16))


async def test_a_weekday_alone_lies_in_the_week_that_was_agreed(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        first = "张伟打通了 下周三下午3点回访"
        assert "12月3日 周四 15:00" in await logged(bank, first, "改成周四")
        assert "12月1日 周二 16:00" in await logged(bank, "改成周二下午4点")
        assert "11月26日 周四 16:00" in await logged(bank, "改成这周四")
        assert "11月30日 周一 16:00" in await logged(bank, "改成周一")


async def test_somebody_else_was_meant(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        assert "何女士 0003" in await logged(bank, FIRST, "不是张伟，是何丽")
        (contact,) = (await bank.book("李晓")).contacts.values()
        assert contact.customer == "1003"
        assert contact.note == "何丽打通了 想续50万 周三下午3点回访"
        assert (await bank.book("李晓")).customers["1001"].reached_at is None


async def test_somebody_unknown_was_meant_and_nobody_is_taken_for_them(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        assert "「张炜」是哪位" in await logged(bank, FIRST, "不是张伟，是张炜")
        book = await bank.book("李晓")
        assert not book.contacts
        assert len(book.drafts) == 1
        said = await along(bank, MANAGER, bank.newest_with(MANAGER, "新客户张炜"), "新客户张炜")
        assert "记好了：张姓客户" in said.text
        assert not (await bank.book("李晓")).drafts


async def test_a_result_alone_right_after_an_entry_is_its_result(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        assert "张先生 0001，电话，没接" in await logged(bank, "张伟打通了", "没接")
        (contact,) = (await bank.book("李晓")).contacts.values()
        assert contact.outcome is Outcome.NO_ANSWER
        await bank.passes(timedelta(hours=1))
        assert "哪位" in await logged(bank, "打通了")  # an hour later it is about somebody else


async def test_a_visit_and_no_call_and_not_today(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        assert "面访，联系上了" in await logged(bank, "张伟打通了", "是上门不是电话")
        assert "面访，联系上了，昨天" in await logged(bank, "是昨天的事")
        (contact,) = (await bank.book("李晓")).contacts.values()
        assert contact.kind is Kind.VISIT
        assert "太久了" in await logged(bank, "改成去年3月5日")
        assert len((await bank.book("李晓")).contacts) == 1


async def test_a_name_that_only_sounds_alike_is_asked_about_everywhere(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        assert (await bank.says(MANAGER, "张微")).text == "没找到「张微」，最像的是："
        assert (await bank.says(MANAGER, "张微打通了")).text == "「张微」是哪位？\n听到的：电话，联系上了"
        assert not (await bank.book("李晓")).contacts
        said = await along(bank, MANAGER, bank.newest_with(MANAGER, "张伟"), "张伟")
        assert "张先生 0001，电话，联系上了" in said.text


async def test_put_right_the_next_morning_it_still_happened_yesterday_and_tomorrow_is_today(
    tmp_path: Path,
) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await logged(bank, "张伟打通了 明天下午3点回访")
        await bank.passes(timedelta(hours=22))
        said = await logged(bank, "不是张伟，是何丽")
        assert "昨天" in said.splitlines()[0]
        assert "今天 15:00 回访" in said
        (contact,) = (await bank.book("李晓")).contacts.values()
        (promise,) = (await bank.book("李晓")).follow_ups.values()
        assert contact.at.astimezone(SHANGHAI).date() == date(2026, 11, 23)
        assert (promise.customer, promise.day, promise.at) == ("1003", date(2026, 11, 24), time(15))


async def test_a_draft_taken_up_the_next_day_keeps_the_day_that_was_meant(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await logged(bank, "陈阿姨打通了，后天上午10点来网点")
        await bank.passes(timedelta(hours=24))
        said = await along(bank, MANAGER, await bank.says(MANAGER, "/drafts"), "陈阿姨", "陈丽华")
        assert "昨天 09:01" in said.text
        assert "明天 10:00" in said.text
        (promise,) = (await bank.book("李晓")).follow_ups.values()
        assert (promise.day, promise.at) == (date(2026, 11, 25), time(10))
