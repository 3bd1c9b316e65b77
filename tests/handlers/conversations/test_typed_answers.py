"""What a card offers to tap may be typed as well; what is no answer to it is a line of its own."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from store.records import Kind, Outcome
from tests.handlers.conversations.along import along
from tests.world import MANAGER, world


async def test_a_contact_is_written_down_step_by_step_by_typing_alone(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        for said in ("/log", "马超", "电话"):
            await bank.says(MANAGER, said)
        assert "照按钮上的说" in (await bank.says(MANAGER, "今天的阳光真好")).text
        for said in ("没接", "没有"):
            await bank.says(MANAGER, said)
        kept = await bank.says(MANAGER, "先不约")
        assert "马先生 1004，电话，没接" in kept.text
        await bank.says(MANAGER, "/log")
        assert "没有记" in (await bank.says(MANAGER, "算了")).text


async def test_another_time_is_typed_as_it_is_tapped(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await along(bank, MANAGER, await bank.says(MANAGER, "何丽"), "约下次")
        assert "对不上日子" in (await bank.says(MANAGER, "2月30日")).text
        assert "已经过了" in (await bank.says(MANAGER, "昨天")).text
        said = await bank.says(MANAGER, "周五下午3点来网点")
        assert "11月27日 周五 15:00 来网点" in said.text
        (promise,) = (await bank.book("李晓")).follow_ups.values()
        assert (promise.day, promise.at, promise.how) == (date(2026, 11, 27), time(15), Kind.BRANCH_VISIT)
        await along(bank, MANAGER, said, "改时间")
        said = await bank.says(MANAGER, "明天上午")
        assert "改到 明天 10:00" in said.text
        assert "张先生 0001" in (await bank.says(MANAGER, "张伟 没接")).text


@pytest.mark.parametrize(("said", "shown"), [("联系上了", "电话，联系上了"), ("明天下午4点", "明天 16:00")])
async def test_what_an_entry_should_say_is_typed_after_change(tmp_path: Path, said: str, shown: str) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        kept = await bank.says(MANAGER, "张伟 没接")
        await along(bank, MANAGER, kept, "改")
        assert shown in (await bank.says(MANAGER, said)).text
        (contact,) = (await bank.book("李晓")).contacts.values()
        assert contact.outcome is (Outcome.REACHED if said == "联系上了" else Outcome.NO_ANSWER)


async def test_the_morning_hour_is_typed_and_a_wrong_one_gets_one_sentence(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await along(bank, MANAGER, await bank.says(MANAGER, "/settings"), "改早上时间")
        assert (await bank.says(MANAGER, "25:00")).text.startswith("早上的提醒在 5:00 到 12:00")
        assert "早上 07:30" in (await bank.says(MANAGER, "7點半")).text
        await along(bank, MANAGER, await bank.says(MANAGER, "/settings"), "改收工时间")
        assert "收工 17:30" in (await bank.says(MANAGER, "5点半")).text
        assert (await bank.book("李晓")).owner.digest_at == time(7, 30)


async def test_a_word_takes_back_what_was_tapped_last(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "张伟 没接")
        await along(bank, MANAGER, await bank.says(MANAGER, "何丽"), "没接")
        assert "何女士 0003：电话，没接" in (await bank.says(MANAGER, "撤销")).text
        assert [each.customer for each in (await bank.book("李晓")).contacts.values()] == ["1001"]
        assert "张先生 0001：电话，没接" in (await bank.says(MANAGER, "撤销")).text


@pytest.mark.parametrize("line", ["马哥对手续费有点意见，没说要投诉", "贺姐对手续费有点意见，没说要投诉"])
async def test_a_whole_line_is_no_answer_to_whom_another_one_is_about(tmp_path: Path, line: str) -> None:
    """Neither a name that fits nor one that only sounds like somebody's."""
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        assert "是哪位客户" in (await bank.says(MANAGER, "刚打通电话，周五下午三点来网点聊")).text
        assert "来网点聊" not in (await bank.says(MANAGER, line)).text
        assert not (await bank.book("李晓")).contacts


async def test_a_promise_said_while_a_customer_is_asked_for_is_a_line_of_its_own(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "/log")
        said = await bank.says(MANAGER, "明天10点给张伟回电话")
        assert "张先生 0001" in said.text
        (promise,) = (await bank.book("李晓")).follow_ups.values()
        assert promise.at == time(10)


async def test_one_after_another_begins_by_its_words(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        await bank.says(MANAGER, "明天10点给张伟回电话")
        await bank.passes(timedelta(days=1))
        first = await bank.says(MANAGER, "一个接一个")
        assert "打通了" in str(first.button_texts())


@pytest.mark.parametrize(
    "line", ["刚跟何小丽通了电话，她说理财到期先不续", "明天10点提醒我给李强回电话", "跟王芳见了面，聊理财"]
)
async def test_somebody_of_whom_no_list_knows_is_offered_as_new(tmp_path: Path, line: str) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        asked = await bank.says(MANAGER, line)
        assert next(text for row in asked.button_texts() for text in row).startswith("新客户")
