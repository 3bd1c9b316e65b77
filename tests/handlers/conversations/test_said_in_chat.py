"""What people say in chat as a matter of course: after an entry, of an appointment, of a sum."""

from pathlib import Path

from store.ledger import State
from tests.handlers.conversations.along import along, buttons_of
from tests.world import HEAD, MANAGER, world


async def test_right_after_an_entry_a_few_words_put_it_right(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "刚拜访何丽，聊了理财")
        assert "何女士 0003，电话，联系上了" in (await bank.says(MANAGER, "没有见面，是电话")).text
        await bank.says(MANAGER, "打通何丽，约了明天")
        assert "明天 15:00 电话回访" in (await bank.says(MANAGER, "下午3点")).text
        assert len((await bank.book("李晓")).contacts) == 2
        moved = await bank.says(MANAGER, "何丽改到周五下午两点")
        assert moved.text.startswith("何女士 0003 改到 11月27日 周五 14:00")
        assert (await bank.says(MANAGER, "何丽那个取消")).text.startswith("取消了：何女士 0003")
        (promise,) = (await bank.book("李晓")).follow_ups.values()
        assert not promise.open
        # An appointment at the branch is told to whoever asks for it.
        await bank.says(MANAGER, "约何丽周五上午十点网点签约")
        said = await bank.says(MANAGER, "周五上午十点来网点的是谁")
        assert said.text == "11月27日 周五，约好 1 件"
        assert buttons_of(said) == ["何丽 · 11月27日 周五 10:00 来网点"]
        assert (await bank.says(MANAGER, "tomorrow")).text == (await bank.says(MANAGER, "明天")).text
        rows = await bank.store.ledger.of_book((await bank.book("李晓")).id, {State.ARMED})
        told = {each.kind for each in rows if each.kind.startswith("follow_up")}
        assert told == {"follow_up", "follow_up_ahead", "follow_up_eve"}


async def test_a_sum_alone_means_the_money_just_looked_at_and_a_part_of_it_may_go(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        assert (await bank.says(MANAGER, "张伟资产")).text.startswith("张先生 0001")
        said = await bank.says(MANAGER, "那62万先转走50万去招行")
        assert said.text.startswith("记好了：张先生 0001 转走 50万，\n剩下 12万 按留下记\n→ 招行")
        held = (await bank.book("李晓")).customers["1001"].holdings[0]
        assert (held.kept, held.rest, held.outcome_to) == (12_000_000, "moved", "招行")
        await along(bank, MANAGER, said, "撤销")
        asked = await bank.says(MANAGER, "那50万转走了")
        assert asked.text == "是哪位客户？\n听到的：要转走 50万"
        assert buttons_of(asked)[0].startswith("陈丽华")
        said = await bank.says(MANAGER, "那个大额存单到期的陈丽华不续了要转去招行")
        assert said.text == "记好了：陈女士 0005 的钱转走了 → 招行"


async def test_a_plan_that_tells_a_wish_keeps_both_and_a_message_is_sent(
    tmp_path: Path,
) -> None:
    async with world(tmp_path) as bank:
        said = await bank.says(MANAGER, "陈桂英 想买国债20万 明天去家里")
        assert said.text == "记下了：陈女士 0002\n想买国债20万\n明天 去家里"
        book = await bank.book("李晓")
        assert "想买国债20万" in book.customers["1002"].notes[-1]
        assert [each.how for each in book.follow_ups.values()] == ["visit"]
        asked = await bank.says(MANAGER, "给何丽发微信祝生日快乐")
        assert buttons_of(asked) == ["发出去了", "拒绝联系", "先存着", "算了"]
        kept = await along(bank, MANAGER, asked, "发出去了", "改")
        assert buttons_of(kept) == ["拒绝联系", "撤销", "返回"]
        # Questions that are asked in passing.
        number = await bank.says(MANAGER, "张伟的电话")
        assert number.text.startswith("张先生 0001\n13900010001")
        assert (await bank.says(MANAGER, "马超的电话")).text.startswith("马先生 1004")  # there is none
        assert "发一句话就行" in (await bank.says(MANAGER, "你是谁")).text
        untalked = await bank.says(HEAD, "没谈的钱")
        assert untalked.text.startswith("本周到期还没谈的 62万")
        assert (await bank.says(HEAD, "本月进出")).text == "这个月还没有进出的数据。"
