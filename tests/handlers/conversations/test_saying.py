"""Words said to a question or a card are taken as they are meant: a day there is not is asked about."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from store.records import MaturityOutcome, Outcome
from tests.handlers.conversations.along import along, brings, buttons_of
from tests.world import MANAGER, SHANGHAI, world

_CALLED = "刚给张伟打过电话 打通了 "


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("2月30日回访", "2月30日"),
        ("昨天下午3点回访", "昨天下午3点"),
        ("上周三回访", "上周三"),
        ("下午25点回访", "25点"),
        ("13月5日回访", "13月5日"),
    ],
)
async def test_a_day_that_can_not_be_is_asked_and_the_rest_is_kept(
    tmp_path: Path, said: str, named: str
) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        asked = await bank.says(MANAGER, _CALLED + said)
        assert asked.text.startswith(f"“{named}”对不上日子")
        again = await bank.says(MANAGER, "2月31日")
        assert "“2月31日”对不上日子" in again.text
        assert "已经过了" in (await bank.says(MANAGER, "昨天")).text
        kept = await bank.says(MANAGER, "周四下午3点")
        assert "11月26日 周四 15:00" in kept.text
        book = await bank.book("李晓")
        assert [each.outcome for each in book.contacts.values()] == [Outcome.REACHED]
        assert [(each.day, each.at) for each in book.follow_ups.values()] == [(date(2026, 11, 26), time(15))]


async def test_the_29th_of_february_is_asked_where_the_next_year_has_none(tmp_path: Path) -> None:
    now = datetime(2026, 12, 30, 10, 0, tzinfo=SHANGHAI)
    async with world(tmp_path, joined=(MANAGER,), now=now) as bank:
        asked = await bank.says(MANAGER, _CALLED + "2月29日回访")
        assert "“2月29日”对不上日子" in asked.text
        kept = await along(bank, MANAGER, asked, "先不约")
        assert "记好了：张先生 0001" in kept.text
        assert not (await bank.book("李晓")).follow_ups


async def test_a_day_that_can_not_be_changes_no_entry(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "张伟 没接，周四再打")
        assert "没听出要改什么" in (await bank.says(MANAGER, "改成2月30日")).text
        (promise,) = (await bank.book("李晓")).follow_ups.values()
        assert promise.day == date(2026, 11, 26)


async def test_a_correction_means_the_line_that_is_asked_about(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "投诉 何丽 排队太久，明天中午前回电")
        first = await bank.says(MANAGER, "刚给陈丽华打过电话，周五下午3点回访")
        again = await bank.says(MANAGER, "改成下周一")
        assert again.text == "结果怎么样？\n听到的：陈女士 0005，电话，11月27日 周五 15:00 电话回访"
        await bank.taps(MANAGER, "没接", on=first)
        assert not (await bank.book("李晓")).contacts
        kept = await along(bank, MANAGER, again, "联系上了")
        assert "陈女士 0005，电话，联系上了" in kept.text
        days = {each.customer: each.day for each in (await bank.book("李晓")).follow_ups.values()}
        assert days == {"1003": date(2026, 11, 24), "1005": date(2026, 11, 30)}
        gone = await bank.says(MANAGER, "撤销")
        assert "陈女士 0005：电话，联系上了" in gone.text
        gone = await bank.says(MANAGER, "撤销")
        assert "何女士 0003：投诉" in gone.text
        assert not (await bank.book("李晓")).complaints


async def test_a_name_that_fits_nothing_that_was_said_opens_its_card(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        asked = await bank.says(MANAGER, "陈阿姨 没接")
        card = await bank.says(MANAGER, "马超")
        assert card.text.startswith("马先生 1004 ·")
        book = await bank.book("李晓")
        assert not book.contacts
        assert [each.text for each in book.drafts.values()] == ["陈阿姨 没接"]
        kept = await along(bank, MANAGER, asked, "陈桂英")
        assert "陈女士 0002，电话，没接" in kept.text


async def test_a_question_is_dropped_or_put_by_in_words(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "陈阿姨 没接")
        assert "没有记" in (await bank.says(MANAGER, "算了")).text
        assert not (await bank.book("李晓")).drafts
        await bank.says(MANAGER, "今天的阳光真好")
        assert "草稿" in (await bank.says(MANAGER, "先存着")).text
        assert len((await bank.book("李晓")).drafts) == 1


@pytest.mark.parametrize(
    "said", ["投诉 何丽 排队太久，明天中午前回电", "何丽说要去银保监告我们", "complaint 何丽 queue too long"]
)
async def test_a_complaint_is_no_call_unless_somebody_says_so(tmp_path: Path, said: str) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        kept = await bank.says(MANAGER, said)
        assert kept.text.startswith("记下了：何女士 0003\n按投诉记了")
        assert said in kept.text
        book = await bank.book("李晓")
        assert [each.formal for each in book.complaints.values()] == [True]
        assert not book.contacts
        assert book.customers["1003"].reached_at is None
        await along(bank, MANAGER, kept, "撤销")
        assert not (await bank.book("李晓")).complaints


async def test_news_in_a_reply_is_noted_in_its_own_words_and_nobody_was_called(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        card = await bank.says(MANAGER, "马超")
        kept = await bank.says(MANAGER, "她说下周去旅游，要送她普洱", reply_to=card)
        assert "她说下周去旅游，要送她普洱" in kept.text
        book = await bank.book("李晓")
        assert not book.contacts
        assert book.customers["1004"].notes == ("她说下周去旅游，要送她普洱",)
        gone = await along(bank, MANAGER, kept, "撤销")
        assert "马先生 1004：资料里的一句" in gone.text
        assert not (await bank.book("李晓")).customers["1004"].notes
        await brings(bank, MANAGER, card, "记一句")
        kept = await bank.says(MANAGER, "喜欢普洱茶")
        assert kept.text == "记下了：马先生 1004\n喜欢普洱茶"


@pytest.mark.parametrize(
    ("said", "became", "to"),
    [
        ("张伟 已续", MaturityOutcome.RENEWED, ""),
        ("张伟 续了", MaturityOutcome.RENEWED, ""),
        ("张伟 转走了", MaturityOutcome.MOVED, ""),
        ("张伟 60万转到招行了", MaturityOutcome.MOVED, "招行"),
        ("张伟 部分续了 30万", MaturityOutcome.PARTLY, ""),
    ],
)
async def test_what_became_of_the_money_is_said_in_words_and_taken_back(
    tmp_path: Path, said: str, became: MaturityOutcome, to: str
) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        kept = await bank.says(MANAGER, said)
        assert "记好了：张先生 0001" in kept.text
        book = await bank.book("李晓")
        (held,) = book.customers["1001"].holdings
        assert (held.outcome, held.outcome_to) == (became, to)
        assert not book.contacts
        gone = await bank.says(MANAGER, "撤销")
        assert "张先生 0001：到期的结果" in gone.text
        assert (await bank.book("李晓")).customers["1001"].holdings[0].outcome is None


async def test_of_several_sums_it_is_asked_which(tmp_path: Path) -> None:
    more = (
        "客户号,产品编号,产品名称,起息日,到期日,金额,状态\n"
        "1001,D1,定期存款,2025-11-23,2026-11-23,620000,正常\n"
        "1001,D2,定期存款,2025-11-23,2026-11-23,800000,正常\n"
    )
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.brings(("持有.csv", more))
        asked = await bank.says(MANAGER, "张伟 已续")
        assert asked.text == "说的是哪一笔？"
        assert len(buttons_of(asked)) >= 4
        await along(bank, MANAGER, asked, buttons_of(asked)[1])
        outcomes = [each.outcome for each in (await bank.book("李晓")).customers["1001"].holdings]
        assert sorted(map(str, outcomes)) == ["None", "renewed"]


@pytest.mark.parametrize(
    "said", ["刚给何丽打过电话，她不想买50万理财", "何丽：50万的理财她要退 投诉我们误导"]
)
async def test_what_is_not_wanted_or_given_back_is_no_need(tmp_path: Path, said: str) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        kept = await bank.says(MANAGER, said)
        assert "需求" not in kept.text


async def test_a_complaint_without_a_contact_stands_in_the_report_of_the_day(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "投诉 何丽 排队太久，明天中午前回电")
        report = await brings(bank, MANAGER, await bank.says(MANAGER, "收工"), "复制日报")
        assert "联系 0 次，联系上 0" in report.text
        assert "投诉（服务）：投诉 何丽 排队太久，明天中午前回电" in report.text


async def test_lines_that_name_nobody_go_on_about_the_first_customer(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = "刚给何丽打过电话\n想买10万理财\n周五下午三点来网点签字，带身份证"
        kept = await bank.says(MANAGER, said)
        assert kept.text.startswith("记好了：何女士 0003，电话，联系上了")
        assert "11月27日 周五 15:00" in kept.text
        book = await bank.book("李晓")
        assert len(book.contacts) == len(book.follow_ups) == 1


async def test_somebody_is_looked_for_by_saying_so(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        assert (await bank.says(MANAGER, "找张伟")).text.startswith("张先生 0001 ·")
        found = await bank.says(MANAGER, "搜 陈")
        assert [each[:3] for each in buttons_of(found)][:2] == ["陈桂英", "陈丽华"]
        assert not (await bank.book("李晓")).drafts


async def test_what_is_arranged_is_moved_and_cancelled_by_saying_so(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "刚给何丽打过电话，打通了，明天下午3点回访")
        said = await bank.says(MANAGER, "把何丽的回访改到后天上午10点")
        assert "何女士 0003 改到 后天 10:00" in said.text
        (promise,) = (await bank.book("李晓")).follow_ups.values()
        assert (promise.day.day, str(promise.at)) == (25, "10:00:00")
        said = await bank.says(MANAGER, "把何丽的回访改到周五")
        (promise,) = (await bank.book("李晓")).follow_ups.values()
        assert (promise.day.day, str(promise.at)) == (27, "10:00:00")
        said = await bank.says(MANAGER, "取消何丽的回访")
        assert "取消了" in said.text
        assert not [each for each in (await bank.book("李晓")).follow_ups.values() if each.open]
        await along(bank, MANAGER, said, "撤销")
        assert [each.day.day for each in (await bank.book("李晓")).follow_ups.values() if each.open] == [27]
        assert len((await bank.book("李晓")).contacts) == 1


async def test_a_day_alone_asks_what_it_brings(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "刚给何丽打过电话，打通了，明天下午3点回访")
        assert "何丽" in str((await bank.says(MANAGER, "明天")).button_texts())
        assert not (await bank.book("李晓")).drafts


async def test_a_card_that_keeps_amounts_back_still_offers_to_note_a_line(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        card = await bank.says(MANAGER, "何丽")
        assert {"看金额", "记一句"} <= set(buttons_of(card))
        assert len(buttons_of(card)) <= 8
        card = await bank.taps(MANAGER, "看金额", on=card)
        assert {"记一句", "补一项"} <= set(buttons_of(card))
