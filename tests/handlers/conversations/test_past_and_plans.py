"""A contact is kept under the day it happened, and what is only planned is no contact."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from store.records import Contact, Kind, Outcome
from tests.handlers.conversations.along import along, buttons_of
from tests.world import MANAGER, SHANGHAI, World, world


async def the_contact(bank: World) -> Contact:
    (contact,) = (await bank.book("李晓")).contacts.values()
    return contact


def day_of(contact: Contact) -> date:
    return contact.at.astimezone(SHANGHAI).date()


async def test_what_happened_the_day_before_yesterday_is_kept_under_that_day(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await bank.says(MANAGER, "前天拜访了陈丽华")
        assert said.text.startswith("记好了：陈女士 0005，面访，联系上了，11月21日 周六")
        contact = await the_contact(bank)
        assert day_of(contact) == date(2026, 11, 21)
        assert contact.logged_at.astimezone(SHANGHAI).date() == date(2026, 11, 23)
        reached = (await bank.book("李晓")).customers["1005"].reached_at
        assert reached == contact.at  # the cadence counts from the day it happened
        await along(bank, MANAGER, said, "撤销")
        assert (await bank.book("李晓")).customers["1005"].reached_at is None


async def test_a_try_of_yesterday_is_kept_there_and_tried_again_from_today(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await bank.says(MANAGER, "昨天给马超打电话 没接")
        assert "马先生 1004，电话，没接，昨天" in said.text
        assert "今天 16:30 再提醒" in said.text
        assert day_of(await the_contact(bank)) == date(2026, 11, 22)


async def test_a_clock_time_of_the_past_is_kept_and_a_coming_one_is_not_taken(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await bank.says(MANAGER, "昨天下午3点何丽来网点办卡")
        assert "昨天 15:00" in said.text
        await along(bank, MANAGER, said, "撤销")
        said = await bank.says(MANAGER, "周五见了何丽")
        assert "11月20日 周五" in said.text
        assert "已过去" in said.text
        await along(bank, MANAGER, said, "撤销")
        said = await bank.says(MANAGER, "visited Ma Chao yesterday")
        assert "面访，联系上了，昨天" in said.text


async def test_an_older_contact_changes_nothing_that_came_after_it(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "马超 没接")
        await bank.passes(timedelta(minutes=5))
        said = await bank.says(MANAGER, "前天拜访了马超")
        assert "记好了" in said.text
        book = await bank.book("李晓")
        assert book.customers["1004"].misses == 1
        assert [each.because for each in book.follow_ups.values() if each.open] == ["retry"]
        await bank.passes(timedelta(minutes=5))
        said = await bank.says(MANAGER, "昨天给马超打电话 没接")
        assert "再提醒" not in said.text
        assert len([each for each in (await bank.book("李晓")).follow_ups.values() if each.open]) == 1


async def test_a_week_is_asked_for_its_day_and_what_is_too_old_is_asked_about(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        asked = await bank.says(MANAGER, "上周拜访了何丽")
        assert asked.text == "是哪天的事？一个月内的能补记。"
        assert buttons_of(asked)[0] == "11月16日 周一"
        said = await bank.says(MANAGER, "周三")
        assert "11月18日 周三" in said.text
        await along(bank, MANAGER, said, "撤销")
        asked = await bank.says(MANAGER, "3月5日拜访了何丽")
        assert buttons_of(asked)[0] == "今天"
        said = await along(bank, MANAGER, asked, "今天")
        assert "今天 09:" in said.text
        await bank.passes(timedelta(minutes=5))
        assert day_of(await the_contact(bank)) == date(2026, 11, 23)


async def test_a_plan_becomes_a_follow_up_and_nobody_asks_for_its_result(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await bank.says(MANAGER, "明天中午前给何丽回电")
        assert said.text == "记下了：何女士 0003，最晚 明天 12:00 回电"
        book = await bank.book("李晓")
        (promise,) = book.follow_ups.values()
        assert (promise.customer, promise.day, promise.at) == ("1003", date(2026, 11, 24), time(12))
        assert promise.deadline
        assert not book.contacts
        assert book.customers["1003"].tried_at is None
        said = await bank.says(MANAGER, "改成周四")
        assert "11月26日 周四 12:00 回电" in said.text
        said = await along(bank, MANAGER, said, "改", "返回", "撤销")
        assert "撤销了" in said.text
        assert not (await bank.book("李晓")).follow_ups


async def test_who_was_asked_to_come_is_a_plan_and_papers_are_no_telephone_call(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await bank.says(MANAGER, "下周二约了张伟来网点")
        assert "12月1日 周二 来网点" in said.text
        said = await bank.says(MANAGER, "周四给马超送资料")
        assert "11月26日 周四 送资料" in said.text
        said = await bank.says(MANAGER, "周五上午给何丽发短信")
        assert "11月27日 周五 09:00 发短信" in said.text
        hows = {each.customer: each.how for each in (await bank.book("李晓")).follow_ups.values()}
        assert hows == {"1001": Kind.BRANCH_VISIT, "1004": Kind.VISIT, "1003": Kind.MESSAGE}


async def test_a_plan_without_a_day_asks_when(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        asked = await bank.says(MANAGER, "回头给何丽打电话")
        assert "哪天再联系" in asked.text
        said = await bank.says(MANAGER, "周四下午3点")
        assert "11月26日 周四 15:00" in said.text
        assert not (await bank.book("李晓")).contacts


async def test_a_complaint_alone_asks_what_it_is_about(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        asked = await bank.says(MANAGER, "投诉 何丽")
        assert asked.text == "说的是什么事？打一句就行。"
        assert not (await bank.book("李晓")).complaints
        said = await bank.says(MANAGER, "手续费太高")
        assert "按投诉记了：收费" in said.text
        (complaint,) = (await bank.book("李晓")).complaints.values()
        assert (complaint.customer, complaint.category) == ("1003", "fees")
        asked = await bank.says(MANAGER, "投诉 马超")
        said = await along(bank, MANAGER, asked, "先这样记")
        assert "按投诉记了" in said.text
        asked = await bank.says(MANAGER, "投诉 陈丽华")
        said = await bank.says(MANAGER, "张伟 没接")
        assert "张先生 0001" in said.text
        assert len((await bank.book("李晓")).drafts) == 1


async def test_two_customers_of_one_line_have_their_own_ends(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "张伟没接，陈丽华约了周五")
        book = await bank.book("李晓")
        (contact,) = book.contacts.values()
        assert (contact.customer, contact.outcome) == ("1001", Outcome.NO_ANSWER)
        assert {each.customer for each in book.follow_ups.values()} == {"1001", "1005"}


async def test_on_new_years_day_yesterday_lies_in_the_old_year(tmp_path: Path) -> None:
    now = datetime(2027, 1, 1, 9, 0, tzinfo=SHANGHAI)
    async with world(tmp_path, joined=(MANAGER,), now=now) as bank:
        await bank.says(MANAGER, "昨天拜访了何丽")
        assert day_of(await the_contact(bank)) == date(2026, 12, 31)
        said = await bank.says(MANAGER, "12月30日拜访了马超")
        assert "12月30日" in said.text
