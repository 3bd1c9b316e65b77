"""What is asked back can be tapped or said, waits as a draft, and is written only once."""

from datetime import date, time, timedelta
from pathlib import Path

from store.records import Kind, Outcome
from tests.handlers.conversations.along import along, brings, buttons_of
from tests.world import MANAGER, world


async def test_a_question_is_answered_by_a_name_a_result_or_a_no(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "陈阿姨 没接")
        said = await bank.says(MANAGER, "陈丽华")
        assert "记好了：陈女士 0005" in said.text
        await bank.says(MANAGER, "何丽 微信发了问候")
        said = await bank.says(MANAGER, "联系上了")
        assert "何女士 0003，消息，联系上了" in said.text
        await bank.says(MANAGER, "何丽不满意，说要找监管")
        said = await bank.says(MANAGER, "不是")
        assert "按抱怨记了" in said.text
        book = await bank.book("李晓")
        assert not book.drafts
        assert {each.customer for each in book.contacts.values()} == {"1005", "1003"}


async def test_who_is_offered_where_nobody_was_named(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "马超")
        said = await bank.says(MANAGER, "打通了")
        assert buttons_of(said)[0].startswith("马超")
        assert len(buttons_of(said)) <= 6
        said = await along(bank, MANAGER, said, "张伟")
        assert "张先生 0001，电话，联系上了" in said.text


async def test_an_answered_question_is_not_answered_again_by_its_old_buttons(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        asked = await bank.says(MANAGER, "陈阿姨 没接")
        await bank.says(MANAGER, "陈丽华")
        await bank.taps(MANAGER, "陈桂英", on=asked)
        assert "处理过" in bank.simulator.toasts(MANAGER)[-1].text
        (contact,) = (await bank.book("李晓")).contacts.values()
        assert contact.customer == "1005"


async def test_another_line_leaves_the_question_open_as_a_draft(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "陈阿姨 没接")
        said = await bank.says(MANAGER, "何丽 打通了")
        assert "何女士 0003" in said.text
        (draft,) = (await bank.book("李晓")).drafts.values()
        assert draft.text == "陈阿姨 没接"
        await bank.until(bank.clock.now() + timedelta(hours=8, minutes=1))
        said = await brings(bank, MANAGER, bank.newest_with(MANAGER, "看草稿"), "看草稿")
        assert said.text == "1 条草稿，点开接着记"
        said = await along(bank, MANAGER, said, "陈阿姨", "陈桂英")
        assert "记好了：陈女士 0002" in said.text
        assert not (await bank.book("李晓")).drafts


async def test_drafts_are_kept_dropped_and_gone_when_done(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await along(bank, MANAGER, await bank.says(MANAGER, "陈阿姨 没接"), "先存着")
        assert "收工时再问您" in said.text
        first = await bank.says(MANAGER, "草稿")
        await along(bank, MANAGER, await bank.says(MANAGER, "李四 打通了 想买理财"), "算了")
        assert len((await bank.book("李晓")).drafts) == 1
        said = await along(bank, MANAGER, first, "陈阿姨", "算了")
        assert "没有记" in said.text
        assert not (await bank.book("李晓")).drafts
        assert (await bank.says(MANAGER, "草稿")).text == "没有草稿。"
        said = await along(bank, MANAGER, await bank.says(MANAGER, "今天的阳光真好"), "先存着")
        assert len((await bank.book("李晓")).drafts) == 1


async def test_one_line_about_two_customers_is_kept_for_each(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        asked = await bank.says(MANAGER, "张伟 何丽 都打通了")
        said = await brings(bank, MANAGER, asked, "每位都记")
        assert {each.customer for each in (await bank.book("李晓")).contacts.values()} == {"1001", "1003"}
        await along(bank, MANAGER, said, "撤销")
        assert [each.customer for each in (await bank.book("李晓")).contacts.values()] == ["1001"]
        said = await bank.says(MANAGER, "张伟 没接\n何丽 打通了")
        await along(bank, MANAGER, said, "撤销")
        assert sorted(each.customer for each in (await bank.book("李晓")).contacts.values()) == [
            "1001",
            "1001",
        ]


async def test_somebody_new_is_added_from_a_line(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        asked = await bank.says(MANAGER, "李四 打通了 想买理财")
        said = await along(bank, MANAGER, asked, "新客户李四")
        assert "记好了：李姓客户" in said.text
        said = await along(bank, MANAGER, said, "撤销")
        assert not any(each.prospect for each in (await bank.book("李晓")).customers.values())


async def test_step_by_step_by_taps_and_in_words(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await bank.says(MANAGER, "记一笔")
        said = await bank.says(MANAGER, "没有这人")
        assert "没找到" in said.text
        said = await bank.says(MANAGER, "马超")
        said = await along(bank, MANAGER, said, "面访", "联系上了")
        said = await bank.says(MANAGER, "想了解大额存单")
        said = await bank.says(MANAGER, "下周三上午10点")
        assert "马先生 1004，面访，联系上了" in said.text
        assert "12月2日 周三 10:00" in said.text
        book = await bank.book("李晓")
        (contact,), (promise,) = book.contacts.values(), book.follow_ups.values()
        assert (contact.kind, contact.outcome) == (Kind.VISIT, Outcome.REACHED)
        assert (promise.day, promise.at) == (date(2026, 12, 2), time(10))
        await along(bank, MANAGER, said, "撤销")
        assert not (await bank.book("李晓")).contacts

        said = await along(bank, MANAGER, await bank.says(MANAGER, "/log"), "马超", "送礼", "没有", "先不约")
        assert "马先生 1004，送礼" in said.text
        for outcome, kept in (("没接", "no_answer"), ("号码不对", "wrong_number"), ("拒绝联系", "refused")):
            await along(
                bank, MANAGER, await bank.says(MANAGER, "/log"), "马超", "电话", outcome, "没有", "先不约"
            )
            last = max((await bank.book("李晓")).contacts.values(), key=lambda each: each.logged_at)
            assert kept in {each.outcome for each in (await bank.book("李晓")).contacts.values()}, last
        said = await along(bank, MANAGER, await bank.says(MANAGER, "/log"), "马超", "算了")
        assert "没有记" in said.text


async def test_replying_to_a_card_and_asking_for_a_date_step_by_step(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        card = await bank.says(MANAGER, "何丽")
        said = await bank.says(MANAGER, "张伟 没接", reply_to=card)
        assert "张先生 0001" in said.text  # who is named goes before whose card it was
        said = await bank.says(MANAGER, "没接", reply_to=card)
        assert "何女士 0003" in said.text
        card = await bank.says(MANAGER, "马超")
        await brings(bank, MANAGER, card, "记一句")
        said = await bank.says(MANAGER, "打通了，想续10万")
        assert "马先生 1004，电话，联系上了" in said.text
