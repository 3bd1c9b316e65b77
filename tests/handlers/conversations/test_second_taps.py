"""Cold fingers: a second tap logs nothing twice and nobody else, and 没接 says what to do next."""

from datetime import timedelta
from pathlib import Path

from store.records import Outcome
from tests.handlers.conversations.along import along, buttons_of
from tests.world import MANAGER, world


async def test_tapped_again_after_the_redraw_the_same_card_logs_nothing_twice(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await along(bank, MANAGER, await bank.says(MANAGER, "何丽"), "打通了")
        assert said.button_texts()[0] == ["撤销", "再记一笔"]
        assert not {"打通了", "没接", "来过网点"} & set(buttons_of(said))
        said = await along(bank, MANAGER, said, "再记一笔", "没接")
        outcomes = [each.outcome for each in (await bank.book("李晓")).contacts.values()]
        assert sorted(outcomes) == [Outcome.NO_ANSWER, Outcome.REACHED]


async def test_a_hurried_second_tap_does_not_log_the_next_customer(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await along(bank, MANAGER, await bank.says(MANAGER, "/today"), "一个接一个", "没接")
        assert "陈女士 0005" in said.text
        await bank.taps(MANAGER, "没接", on=said)
        assert "看清姓名" in bank.simulator.toasts(MANAGER)[-1].text
        assert len((await bank.book("李晓")).contacts) == 1
        await bank.passes(timedelta(seconds=2))
        await bank.taps(MANAGER, "没接", on=said)
        assert len((await bank.book("李晓")).contacts) == 2


async def test_nobody_answered_can_be_tried_tomorrow_or_be_sent_a_text(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        said = await along(bank, MANAGER, await bank.says(MANAGER, "何丽"), "没接")
        assert said.button_texts()[0] == ["改成明天上午", "发条短信"]
        said = await along(bank, MANAGER, said, "改成明天上午")
        assert "明天 10:00 再提醒" in said.text
        (retry,) = (await bank.book("李晓")).follow_ups.values()
        assert f"{retry.day} {retry.at}" == "2026-11-24 10:00:00"
        await along(bank, MANAGER, said, "撤销")
        assert not (await bank.book("李晓")).contacts

        typed = await bank.says(MANAGER, "陈丽华 没接")
        assert {"改成明天上午", "发条短信"} <= set(buttons_of(typed))
        (copied,) = (
            each.value for row in typed.buttons for each in row if each.text == "发条短信" and each.value
        )
        assert "陈女士" in copied
        typed = await along(bank, MANAGER, typed, "改成明天上午")
        assert "明天 10:00 再提醒" in typed.text
        await along(bank, MANAGER, typed, "撤销")
        assert not (await bank.book("李晓")).contacts


async def test_the_likeliest_button_comes_first(tmp_path: Path) -> None:
    async with world(tmp_path, joined=(MANAGER,)) as bank:
        assert buttons_of(await bank.says(MANAGER, "张伟"))[0] == "钱的去向"
        await bank.says(MANAGER, "陈丽华 打通了 说以后别再打电话了，不愿联系")
        await bank.says(MANAGER, "陈丽华 拒绝联系")
        said = await bank.says(MANAGER, "陈丽华")
        assert "说过不愿联系" in said.text
        assert "打通了" not in said.button_texts()[0]
        await bank.says(MANAGER, "何丽 号码不对")
        assert "号码" not in buttons_of(await bank.says(MANAGER, "何丽"))
