"""What a phone that lies on the desk shows."""

from telegram import Bot
from telegram.constants import ParseMode

from simulator import Simulator
from tests.simulator.conftest import LI


async def test_two_lines_are_shown_and_the_rest_is_cut(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    await bot.send_message(LI, "早上好，李经理。\n今天 9 位\n张伟 62万", disable_notification=True)
    (shown,) = simulator.lock_screen(LI)
    assert (shown.title, shown.text, shown.silent) == ("管家", "早上好，李经理。\n今天 9 位…", True)


async def test_a_long_line_is_wrapped_by_width(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    await bot.send_message(LI, "字" * 50)
    await bot.send_message(LI, "a" * 79)
    chinese, latin = simulator.lock_screen(LI)
    assert chinese.text == f"{'字' * 20}\n{'字' * 20}…"
    assert latin.text == f"{'a' * 40}\n{'a' * 39}"


async def test_a_spoiler_is_covered(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    await bot.send_message(LI, "😀 <tg-spoiler>张伟</tg-spoiler> 到期", parse_mode=ParseMode.HTML)
    assert simulator.lock_screen(LI)[0].text == "😀 ▒▒ 到期"


async def test_a_file_is_named_and_reading_empties_the_count(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    await bot.send_document(LI, b"a", filename="日报.csv", caption="请看")
    assert simulator.lock_screen(LI)[0].text == "📎 日报.csv 请看"
    assert simulator.unread(LI) == 1
    simulator.read(LI)
    assert simulator.unread(LI) == 0
