"""Leave: a colleague stands in for exactly these days, and what was done comes back as one card."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from simulator import Seen
from store.scope import Scope
from tests.handlers.conversations.along import along, brings, buttons_of, forges, texts
from tests.world import HEAD, LIST, MANAGER, MONDAY, OPERATOR, OTHER, World, world

DECEMBER = MONDAY.replace(month=12, day=1)
LINE = "12月1日到5日请假，王海燕顶"


def since(bank: World, user: int, number: int) -> list[Seen]:
    return [each for each in bank.simulator.messages(user) if each.message_id > number and not each.mine]


def newest(bank: World, user: int) -> int:
    return bank.simulator.messages(user)[-1].message_id


async def agreed(bank: World, line: str = LINE) -> Seen:
    """李晓 says when, 王海燕 stands in."""
    card = await bank.says(MANAGER, line)
    said = await along(bank, MANAGER, card, "就这样定")
    await bank.passes(timedelta(minutes=1))
    return said


async def test_one_line_names_days_and_colleague_and_one_tap_agrees(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        card = await bank.says(MANAGER, LINE)
        assert "12月1日" in card.text
        assert "12月5日" in card.text
        assert "王海燕顶班" in card.text
        assert (await bank.book("李晓")).owner.cover is None
        said = await along(bank, MANAGER, card, "就这样定")
        assert said.text.startswith("12月1日")
        await bank.passes(timedelta(minutes=1))
        assert "李晓 12月1日" in texts(bank, OTHER)[-1]
        assert "请您顶班" in texts(bank, OTHER)[-1]
        team = await bank.says(HEAD, "团队")
        assert "李晓 12月1日 周二到12月5日 周六请假，王海燕顶" in team.text


async def test_the_second_manager_of_the_list_is_offered_first(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        heads, first, *others = LIST.splitlines()
        listed = "\n".join([f"{heads},副管户", f"{first},王海燕", *(f"{each}," for each in others)])
        assert (await bank.brings(("list.csv", listed))).applied
        assert "副管户 王海燕" in (await bank.says(MANAGER, "张伟")).text
        card = await brings(bank, MANAGER, await bank.says(MANAGER, "设置"), "请假")
        card = await along(bank, MANAGER, card, "11月25日", "11月27日")
        assert buttons_of(card)[0] == "王海燕 · 副管户 1 位"
        await along(bank, MANAGER, card, "王海燕", "就这样定")
        assert (await bank.book("李晓")).owner.cover is not None


async def test_buttons_lead_to_the_same(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        card = await brings(bank, MANAGER, await bank.says(MANAGER, "设置"), "请假")
        card = await along(bank, MANAGER, card, "11月25日", "11月27日")
        assert buttons_of(card)[0] == "王海燕"
        card = await along(bank, MANAGER, card, "王海燕", "就这样定")
        cover = (await bank.book("李晓")).owner.cover
        assert cover is not None
        assert (cover.first.day, cover.last.day, cover.by_name) == (25, 27, "王海燕")
        assert "取消请假" in buttons_of(await bank.says(MANAGER, "/leave"))


async def test_days_and_names_are_typed_too(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "请假")
        assert "请到哪天" in (await bank.says(MANAGER, "12月1日")).text
        assert "请谁顶班" in (await bank.says(MANAGER, "12月5日")).text
        assert "没有叫「赵六」" in (await bank.says(MANAGER, "赵六")).text
        await bank.says(MANAGER, "请假")
        await bank.says(MANAGER, "12月1日到5日")
        assert "王海燕顶班" in (await bank.says(MANAGER, "海燕")).text


async def test_the_colleague_gets_what_the_absent_one_would_and_each_card_says_whose(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "张伟 打通了，12月2日下午3点回访")
        await agreed(bank)
        await bank.until(DECEMBER.replace(hour=7, minute=50))
        mine, theirs = newest(bank, MANAGER), newest(bank, OTHER)
        await bank.until(DECEMBER.replace(day=2, hour=15, minute=5))
        assert not since(bank, MANAGER, mine)
        got = [each for each in since(bank, OTHER, theirs) if each.text.startswith("【李晓的客户】")]
        assert any(each.text.startswith("【李晓的客户】\n早上好，王经理。12月2日 周三") for each in got)
        reminder = next(
            each for each in got if any("张伟" in text or "张先生" in text for text in buttons_of(each))
        )
        assert "张" not in reminder.text
        own = [each for each in since(bank, OTHER, theirs) if not each.text.startswith("【李晓的客户】")]
        assert own


async def test_the_colleague_opens_logs_and_settles_and_the_trail_names_them(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        assert "何女士" not in (await bank.says(OTHER, "何丽")).text
        await agreed(bank)
        assert "何女士" not in (await bank.says(OTHER, "何丽")).text
        await bank.until(DECEMBER.replace(hour=9))
        card = await bank.says(OTHER, "何丽")
        assert card.text.startswith("【李晓的客户】\n何女士 0003")
        said = await along(bank, OTHER, card, "打通了")
        assert said.text.startswith("【李晓的客户】")
        said = await bank.says(OTHER, "没接", reply_to=card)
        assert "何女士" in said.text
        await bank.passes(timedelta(minutes=1))
        await bank.says(OTHER, "陈丽华 打通了，明天上午10点回访")
        await bank.passes(timedelta(minutes=1))
        await bank.says(OTHER, "改成11点")
        book, theirs = await bank.book("李晓"), await bank.book("王海燕")
        who = theirs.owner.id
        assert {each.customer for each in book.contacts.values() if each.by == who} == {"1003", "1005"}
        assert [each.at for each in book.follow_ups.values() if each.customer == "1005"] == [time(11)]
        assert not theirs.contacts
        assert not theirs.follow_ups
        entries = await bank.store.audit.entries(Scope.bank(), book.id)
        assert {"look", "log"} <= {each.action for each in entries if each.actor == who}
        assert "王海燕 看了何女士 0003" in (await bank.says(MANAGER, "谁看过")).text


async def test_a_number_shown_to_the_colleague_is_taken_back(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await agreed(bank)
        await bank.until(DECEMBER.replace(hour=9))
        card = await along(bank, OTHER, await bank.says(OTHER, "何丽"), "号码")
        assert "13900010003" in card.text.replace(" ", "")
        await bank.passes(timedelta(minutes=11))
        assert "13900010003" not in "".join(texts(bank, OTHER)).replace(" ", "")


async def test_nothing_is_open_after_the_last_day_and_old_buttons_refuse(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await agreed(bank)
        await bank.until(DECEMBER.replace(day=5, hour=23, minute=59))
        card = await bank.says(OTHER, "何丽")
        assert "何女士" in card.text
        press = card.buttons[0][0].value
        await bank.until(DECEMBER.replace(day=6, hour=0, minute=1))
        assert "顶班已经结束" in await forges(bank, OTHER, card, press)
        assert "何女士" not in (await bank.says(OTHER, "何丽")).text
        assert "不在您的名单" in (await bank.says(OTHER, "打通了", reply_to=card)).text
        assert not (await bank.book("李晓")).contacts


async def test_the_summary_comes_on_the_first_morning_back_once(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await agreed(bank)
        await bank.until(DECEMBER.replace(day=2, hour=9))
        await bank.says(OTHER, "何丽 打通了")
        await bank.says(OTHER, "陈丽华 没接")
        await bank.until(DECEMBER.replace(day=6, hour=20))
        assert not any("替您顶班" in text for text in texts(bank, MANAGER))
        await bank.until(DECEMBER.replace(day=7, hour=9))
        told = [each for each in bank.simulator.messages(MANAGER) if "替您顶班" in each.text]
        assert len(told) == 1
        assert "联系了 2 位" in told[0].text
        assert "何丽" in str(buttons_of(told[0]))
        assert any("李经理" in text and "12月7日" in text for text in texts(bank, MANAGER))


async def test_back_early_ends_it_at_once(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await agreed(bank)
        await bank.until(DECEMBER.replace(day=2, hour=9))
        card = await bank.says(OTHER, "何丽")
        await bank.says(OTHER, "何丽 打通了")
        await along(bank, MANAGER, await bank.says(MANAGER, "/leave"), "提前回来", "确认")
        assert any("欢迎回来" in text for text in texts(bank, MANAGER))
        assert "顶班已经结束" in await forges(bank, OTHER, card, card.buttons[0][0].value)
        await bank.passes(timedelta(minutes=1))
        assert any("联系了 1 位" in text for text in texts(bank, MANAGER))
        assert "不用再顶班" in texts(bank, OTHER)[-1]
        theirs = newest(bank, OTHER)
        await bank.until(DECEMBER.replace(day=3, hour=9))
        assert not [each for each in since(bank, OTHER, theirs) if "【李晓的客户】" in each.text]
        assert any("12月3日" in text for text in texts(bank, MANAGER))
        assert "提前回来" not in str(buttons_of(await bank.says(MANAGER, "/leave")))


async def test_cancelled_before_it_begins_there_is_no_summary(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        card = await agreed(bank)
        said = await along(bank, MANAGER, card, "取消请假", "确认")
        assert "请假取消了" in said.text
        await bank.passes(timedelta(minutes=1))
        assert "不用再顶班" in texts(bank, OTHER)[-1]
        await bank.until(DECEMBER.replace(day=8, hour=9))
        assert not any("替您顶班" in text for text in texts(bank, MANAGER))
        assert not any("【李晓的客户】" in text for text in texts(bank, OTHER))
        assert "王海燕顶" in (await bank.says(MANAGER, "12月9日到10日请假，王海燕顶")).text


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("11月1日到5日请假，王海燕顶", "已经过了"),
        ("12月1日到5日请假，李晓顶", "自己不能替自己"),
        ("12月1日到5日请假，周敏顶", "没有叫"),
        ("12月1日到1月20日请假，王海燕顶", "一次最多请 28 天"),
    ],
)
async def test_what_can_not_be_agreed_gets_one_sentence_and_changes_nothing(
    tmp_path: Path, line: str, sentence: str
) -> None:
    async with world(tmp_path) as bank:
        assert sentence in (await bank.says(MANAGER, line)).text
        assert (await bank.book("李晓")).owner.cover is None
        assert (await bank.book("王海燕")).owner.covers == ()


async def test_overlaps_and_a_second_leave_are_refused(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await agreed(bank)
        assert "您已经定了" in (await bank.says(MANAGER, "12月10日到11日请假，王海燕顶")).text
        assert "您在替李晓顶班" in (await bank.says(OTHER, "12月4日到8日请假，李晓顶")).text
        said = await bank.says(OTHER, "12月7日到8日请假，李晓顶")
        assert "李晓顶班" in said.text
        await along(bank, MANAGER, await bank.says(MANAGER, "请假"), "取消请假", "确认")
        await along(bank, OTHER, said, "就这样定")
        assert "您在替王海燕顶班" in (await bank.says(MANAGER, "12月8日到9日请假，王海燕顶")).text


async def test_a_colleague_who_has_left_or_not_joined_is_not_asked(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER)) as bank:
        assert "还没加入" in (await bank.says(MANAGER, LINE)).text
        await along(bank, HEAD, await bank.says(HEAD, "团队"), "王海燕", "已离岗", "确认离岗")
        assert "已经离岗" in (await bank.says(MANAGER, LINE)).text


async def test_a_colleague_who_leaves_meanwhile_loses_it_and_nothing_is_lost(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await agreed(bank)
        await bank.until(DECEMBER.replace(day=2, hour=9))
        await along(bank, HEAD, await bank.says(HEAD, "团队"), "王海燕", "已离岗", "确认离岗")
        mine = newest(bank, MANAGER)
        await bank.until(DECEMBER.replace(day=3, hour=9))
        assert since(bank, MANAGER, mine)


async def test_a_second_tap_and_a_line_about_a_customers_trip_change_nothing(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        card = await bank.says(MANAGER, LINE)
        press = card.buttons[0][0].value
        await along(bank, MANAGER, card, "就这样定")
        before = (await bank.book("李晓")).owner.cover
        bank.simulator.press_data(MANAGER, card.message_id, press)
        await bank.simulator.wait(MANAGER)
        assert (await bank.book("李晓")).owner.cover == before
        assert "顶班" not in (await bank.says(OTHER, "钱国强 12月1日到5日请假")).text
        assert (await bank.book("王海燕")).owner.cover is None


async def test_a_namesake_in_both_books_is_asked_about(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        twin = "2002,何丽,女,1981-01-02,13900020002,城东支行,王海燕,90000,2026-11-22\n"
        await bank.brings(("客户.csv", LIST + twin))
        await agreed(bank)
        await bank.until(DECEMBER.replace(hour=9))
        asked = await bank.says(OTHER, "何丽 打通了，明天上午10点回访")
        assert buttons_of(asked)[:2] == ["何丽 · 0002 · 您自己的", "何丽 · 0003 · 李晓的"]
        assert "何" not in asked.text
        (draft,) = (await bank.book("王海燕")).drafts.values()
        assert draft.candidates == ("2002",)
        assert not (await bank.book("李晓")).contacts
        said = await along(bank, OTHER, asked, "李晓的")
        assert said.text.startswith("【李晓的客户】\n记好了")
        theirs, own = await bank.book("李晓"), await bank.book("王海燕")
        assert [each.customer for each in theirs.contacts.values()] == ["1003"]
        assert [each.customer for each in theirs.follow_ups.values()] == ["1003"]
        assert not own.contacts
        assert not own.drafts
        said = await along(bank, OTHER, await bank.says(OTHER, "何丽"), "您自己的")
        assert "何女士 0002" in said.text
        assert not (await bank.book("王海燕")).drafts


async def test_a_namesake_nobody_was_asked_about_again_waits_in_the_drafts(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        twin = "2002,何丽,女,1981-01-02,13900020002,城东支行,王海燕,90000,2026-11-22\n"
        await bank.brings(("客户.csv", LIST + twin))
        await agreed(bank)
        await bank.until(DECEMBER.replace(hour=9))
        asked = await bank.says(OTHER, "何丽 打通了")
        press = asked.buttons[1][0].value
        await bank.until(DECEMBER.replace(day=6, hour=9))
        assert "顶班已经结束" in await forges(bank, OTHER, asked, press)
        card = await along(bank, OTHER, await bank.says(OTHER, "草稿"), "何丽 打通了", "何丽")
        assert "记好了" in card.text
        assert [each.customer for each in (await bank.book("王海燕")).contacts.values()] == ["2002"]


async def test_the_absent_one_may_stop_the_bot_meanwhile(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "张伟 打通了，12月2日下午3点回访")
        await agreed(bank)
        await bank.until(DECEMBER.replace(hour=7, minute=50))
        bank.simulator.block(MANAGER)
        await bank.until(DECEMBER.replace(day=2, hour=15, minute=5))
        assert any("15:00" in text and "【李晓的客户】" in text for text in texts(bank, OTHER))


async def test_a_colleague_who_stopped_the_bot_leaves_nothing_untold(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "张伟 打通了，12月2日下午3点回访")
        await agreed(bank)
        await bank.until(DECEMBER.replace(day=2, hour=14))
        bank.simulator.block(OTHER)
        await bank.until(DECEMBER.replace(day=2, hour=15, minute=5))
        assert any("15:00" in text for text in texts(bank, MANAGER))
        assert any("王海燕" in text for text in texts(bank, HEAD))


async def test_a_complaint_that_runs_out_warns_the_colleague_and_then_the_head(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await agreed(bank)
        await bank.until(DECEMBER.replace(hour=9))
        mine = newest(bank, MANAGER)
        await bank.says(OTHER, "何丽 打电话来正式投诉，柜台排队太久")
        await bank.until(DECEMBER.replace(hour=11, minute=30))
        assert any("投诉" in text and "【李晓的客户】" in text for text in texts(bank, OTHER))
        assert any("投诉" in text for text in texts(bank, HEAD))
        assert not since(bank, MANAGER, mine)


async def test_what_a_list_brings_meanwhile_goes_to_the_colleague(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await agreed(bank)
        await bank.until(DECEMBER.replace(hour=9))
        mine, theirs = newest(bank, MANAGER), newest(bank, OTHER)
        fresh = "".join(f"12{n:02},孙{n},女,1990-11-25,,城东支行,李晓,90000,2026-12-01\n" for n in range(3))
        await bank.brings(("客户.csv", LIST + fresh))
        await bank.passes(timedelta(minutes=1))
        assert not since(bank, MANAGER, mine)
        told = since(bank, OTHER, theirs)
        assert [each.text.startswith("【李晓的客户】") for each in told] == [True]


async def test_the_head_enters_leave_for_somebody_who_is_ill_and_takes_it_back(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        card = await along(bank, HEAD, await bank.says(HEAD, "团队"), "李晓", "替他请假")
        assert card.text.startswith("【李晓请假】\n从哪天开始请假")
        card = await along(bank, HEAD, card, "11月23日", "11月25日")
        assert buttons_of(card)[0] == "王海燕"
        card = await along(bank, HEAD, card, "王海燕", "就这样定")
        assert "11月23日 周一到11月25日 周三请假，王海燕顶班" in card.text
        await bank.passes(timedelta(minutes=1))
        assert "主任替您登记了请假" in texts(bank, MANAGER)[-1]
        asked = bank.simulator.last(OTHER)
        assert "请您顶班" in asked.text
        assert "【李晓的客户】" in (await brings(bank, OTHER, asked, "看李晓的客户")).text
        assert "何女士" in (await bank.says(OTHER, "何丽")).text
        assert (await bank.book("周敏")).owner.cover is None
        entries = await bank.store.audit.entries(Scope.bank(), (await bank.book("李晓")).id)
        assert [each.actor for each in entries if each.action == "leave"] == [
            (await bank.book("周敏")).owner.id
        ]
        card = await along(bank, HEAD, await bank.says(HEAD, "请假"), "李晓", "提前回来", "确认")
        assert "请假结束了" in card.text
        await bank.passes(timedelta(minutes=1))
        assert any("替您顶班" in text for text in texts(bank, MANAGER))
        assert "何女士" not in (await bank.says(OTHER, "何丽")).text


@pytest.mark.parametrize("said", ["13月1日", "12月32日", "14月3日到5日"])
async def test_a_day_that_no_calendar_has_is_not_taken_for_another_one(tmp_path: Path, said: str) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "请假")
        assert "没看懂是哪天" in (await bank.says(MANAGER, said)).text


async def test_the_head_sees_that_whoever_was_to_stand_in_has_left(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await agreed(bank)
        await along(bank, HEAD, await bank.says(HEAD, "团队"), "王海燕", "已离岗", "确认离岗")
        page = await bank.says(HEAD, "团队")
        assert "李晓 12月1日 周二到12月5日 周六请假，王海燕已离岗，没人顶" in page.text
        await bank.passes(timedelta(minutes=1))
        told = bank.told(MANAGER)[-1]
        assert told.text.startswith("王海燕已离岗，12月1日 周二到12月5日 周六没人顶班")
        assert "取消请假" in buttons_of(await along(bank, MANAGER, told, "看请假"))
        # Whoever did it knows of it.
        assert not any("没人顶。" in text for text in texts(bank, HEAD))


async def test_whoever_was_to_stand_in_for_somebody_who_has_left_is_told(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(HEAD, MANAGER, OTHER, OPERATOR)) as bank:
        # Typed where a day is asked for, 「今天」 is that day and no list.
        asked = await bank.says(MANAGER, "请假")
        asked = await bank.says(MANAGER, "今天")
        assert asked.text.startswith("11月23日 周一开始，请到哪天")
        asked = await bank.says(MANAGER, "明天")
        await along(bank, MANAGER, asked, "王海燕", "就这样定")
        assert (await bank.says(MANAGER, "今天")).text.startswith("今天还有 3 位")
        await along(bank, OPERATOR, await bank.says(OPERATOR, "团队"), "李晓", "已离岗", "确认离岗")
        await bank.passes(timedelta(minutes=1))
        assert bank.told(OTHER)[-1].text == "李晓已离岗，11月23日 周一到11月24日 周二不用再顶班。"


async def test_what_a_head_types_over_the_days_of_a_manager_writes_nothing_into_that_managers_book(
    tmp_path: Path,
) -> None:
    async with world(tmp_path) as bank:
        for line in ("张伟 没接", "刚给何丽打过电话，聊了理财", "张伟"):
            await along(bank, HEAD, await bank.says(HEAD, "团队"), "李晓", "替他请假")
            assert "没看懂是哪天" in (await bank.says(HEAD, line)).text
        await along(bank, HEAD, await bank.says(HEAD, "团队"), "李晓", "替他请假")
        await bank.says(HEAD, "撤销")
        book = await bank.book("李晓")
        assert not book.contacts
        assert not book.follow_ups
        assert not (await bank.book("周敏")).drafts


async def test_a_new_leave_before_the_first_morning_back_leaves_the_old_summary_to_be_told(
    tmp_path: Path,
) -> None:
    async with world(tmp_path) as bank:
        await agreed(bank)
        await bank.until(DECEMBER.replace(day=2, hour=9))
        await bank.says(OTHER, "何丽 打通了")
        await bank.until(DECEMBER.replace(day=6, hour=12))
        await agreed(bank, "12月7日到8日请假，王海燕顶")
        await bank.until(DECEMBER.replace(day=8, hour=20))
        assert not any("替您顶班" in text for text in texts(bank, MANAGER))
        await bank.until(DECEMBER.replace(day=9, hour=9))
        told = [text for text in texts(bank, MANAGER) if "替您顶班" in text]
        assert sorted(text[:6] for text in told) == ["12月1日 ", "12月7日 "]
        assert any("联系了 1 位" in text for text in told)
