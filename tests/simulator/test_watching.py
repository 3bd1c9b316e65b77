"""A test talks with a real bot as a person would, and waits without sleeping."""

import pytest

from simulator import Simulator
from tests.simulator.conftest import LI
from tests.simulator.echo import echo_bot


async def test_a_talk_with_a_real_bot(simulator: Simulator) -> None:
    async with echo_bot(simulator):
        (greeting,) = await simulator.ask(LI, "/start")
        assert greeting.text == "早上好，今天 9 位 <&>\n数据截至昨天"
        assert greeting.button_texts() == [["打开", "过时"], ["复制话术"]]
        (card,) = await simulator.tap(LI, greeting.message_id, "打开")
        assert (card.text, card.message_id, card.edited) == ("张伟 高端", greeting.message_id, True)
        assert await simulator.tap(LI, card.message_id, "过时") == []
        assert [(one.text, one.alert) for one in simulator.toasts(LI)] == [
            ("打开了", False),
            ("这张卡片过时了", True),
        ]
        (heard,) = await simulator.ask(LI, "打通了", reply_to=card.message_id)
        assert heard.text == f"听到：打通了（回复 {card.message_id}）"
        assert await simulator.wait(LI, "quiet") == simulator.messages(LI)


async def test_waiting_in_vain_says_what_was_there(simulator: Simulator) -> None:
    simulator.press_start(LI)
    with pytest.raises(TimeoutError, match=r"not within 0.01 s; the chat ends with \['> /start'\]"):
        await simulator.wait(LI, lambda chat: len(chat) > 1, within=0.01)
    with pytest.raises(TimeoutError):
        await simulator.wait(LI, "quiet", within=0.01)


async def test_the_bot_is_quiet_when_nothing_waits(simulator: Simulator) -> None:
    assert await simulator.wait(LI) == []
