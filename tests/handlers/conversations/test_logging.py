"""A manager types a line; the chat answers with what was written."""

from datetime import date, time, timedelta
from pathlib import Path

from store.records import FollowUpState, MaturityOutcome, Outcome
from tests.world import MANAGER, world


async def test_a_sure_line_is_written_at_once_and_can_be_taken_back(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        said = await bank.says(MANAGER, "刚拜访张伟 聊了理财到期 想续50万 下周三下午3点回访")
        assert "记好了" in said.text
        assert "12月2日 周三 15:00" in said.text
        assert "50万" in said.text
        book = await bank.book("李晓")
        (contact,) = book.contacts.values()
        assert (contact.customer, contact.outcome) == ("1001", Outcome.REACHED)
        (promise,) = book.follow_ups.values()
        assert (promise.day, promise.at) == (date(2026, 12, 2), time(15))

        said = await bank.taps(MANAGER, "撤销", on=said)
        assert "撤销" in said.text
        book = await bank.book("李晓")
        assert not book.contacts
        assert not book.follow_ups
        assert book.customers["1001"].reached_at is None


async def test_a_second_tap_on_undo_does_nothing_more(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        said = await bank.says(MANAGER, "刚给张伟打过电话 没接")
        data = next(b.value for row in said.buttons for b in row if b.text == "撤销")
        bank.simulator.press_data(MANAGER, said.message_id, data)
        bank.simulator.press_data(MANAGER, said.message_id, data)
        await bank.simulator.wait(MANAGER)
        book = await bank.book("李晓")
        assert not book.contacts
        assert book.customers["1001"].misses == 0


async def test_two_who_may_be_meant_are_asked_about_and_the_line_waits_as_a_draft(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        said = await bank.says(MANAGER, "陈阿姨 没接")
        assert "哪位" in said.text
        assert any("陈桂英" in text for row in said.button_texts() for text in row)
        assert any("陈丽华" in text for row in said.button_texts() for text in row)
        assert len((await bank.book("李晓")).drafts) == 1

        said = await bank.taps(MANAGER, "陈桂英", on=said)
        assert "记好了" in said.text
        book = await bank.book("李晓")
        assert not book.drafts
        assert book.customers["1002"].misses == 1


async def test_saying_thursday_instead_moves_the_promise(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "张伟打通了，周三下午3点回访")
        said = await bank.says(MANAGER, "改成周四下午3点")
        assert "11月26日 周四 15:00" in said.text
        book = await bank.book("李晓")
        (promise,) = (each for each in book.follow_ups.values() if each.state is FollowUpState.OPEN)
        assert promise.day == date(2026, 11, 26)
        assert len(book.contacts) == 1


async def test_a_maturity_stays_open_until_the_money_is_known(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        said = await bank.says(MANAGER, "刚给张伟打过电话，再想想")
        assert "到期" in said.text
        await bank.taps(MANAGER, "已续", on=said)
        (held,) = (await bank.book("李晓")).customers["1001"].holdings
        assert held.outcome is MaturityOutcome.RENEWED


async def test_nobody_answers_three_times(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        first = await bank.says(MANAGER, "张伟 没接")
        assert "16:30" in first.text
        await bank.passes(timedelta(minutes=5))
        second = await bank.says(MANAGER, "张伟 没接")
        assert "明天 10:00" in second.text
        await bank.passes(timedelta(minutes=5))
        third = await bank.says(MANAGER, "张伟 没接")
        assert "10:00" not in third.text
        open_ones = [each for each in (await bank.book("李晓")).follow_ups.values() if each.open]
        assert not open_ones


async def test_a_reply_to_a_card_means_its_customer(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        card = await bank.says(MANAGER, "何丽")
        said = await bank.says(MANAGER, "打通了，明天上午10点再聊", reply_to=card)
        assert "记好了" in said.text
        (contact,) = (await bank.book("李晓")).contacts.values()
        assert contact.customer == "1003"


async def test_numbers_that_must_not_be_kept_are_masked_before_they_are(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "张伟打通了 卡号6222020200112233445 身份证110105197605041234")
        (contact,) = (await bank.book("李晓")).contacts.values()
        assert "6222020200112233445" not in contact.note
        assert "110105197605041234" not in contact.note
