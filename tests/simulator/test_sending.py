"""The bot writes to people."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden

from simulator import Simulator
from tests.simulator.conftest import LI, WANG, Api


async def test_a_message_arrives_as_it_was_written(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("撤销", callback_data="undo")]])
    sent = await bot.send_message(LI, "<b>记好了</b> & 好", parse_mode=ParseMode.HTML, reply_markup=markup)
    seen = simulator.last(LI)
    assert (sent.text, seen.text, seen.html) == ("记好了 & 好", "记好了 & 好", "<b>记好了</b> &amp; 好")
    assert seen.button_texts() == [["撤销"]]
    assert seen.buttons[0][0].value == "undo"


async def test_the_options_of_a_message_are_kept(simulator: Simulator, bot: Bot) -> None:
    first = simulator.press_start(LI)
    sent = await bot.send_message(
        LI,
        "看 https://example.com",
        protect_content=True,
        disable_notification=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(first),
    )
    seen = simulator.last(LI)
    assert sent.has_protected_content
    assert sent.link_preview_options is not None
    assert sent.link_preview_options.is_disabled
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "/start"
    assert (seen.protected, seen.silent, seen.reply_to) == (True, True, first)


async def test_nobody_can_be_written_to_who_never_wrote(simulator: Simulator, bot: Bot) -> None:
    simulator.add_user(WANG, "主任")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(WANG, "您好")


async def test_a_blocked_bot_is_refused_until_it_is_unblocked(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    simulator.block(LI)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(LI, "您好")
    simulator.unblock(LI)
    await bot.send_message(LI, "您好")
    assert simulator.last(LI).text == "您好"


async def test_a_deleted_account_is_refused(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    simulator.deactivate(LI)
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(LI, "您好")


async def test_a_stranger_is_not_found(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(4711, "您好")


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"text": "a"}, "Bad Request: chat_id is empty"),
        ({"chat_id": LI}, "Bad Request: message text is empty"),
        ({"chat_id": LI, "text": " \n "}, "Bad Request: text must be non-empty"),
        ({"chat_id": LI, "text": "<b></b>", "parse_mode": "HTML"}, "Bad Request: text must be non-empty"),
        ({"chat_id": LI, "text": "字" * 4097}, "Bad Request: message is too long"),
        ({"chat_id": LI, "text": "😀" * 2049}, "Bad Request: message is too long"),
        ({"chat_id": LI, "text": "字" * 20_000}, "Bad Request: text is too long"),
        ({"chat_id": LI, "text": "a", "parse_mode": "Word"}, "Bad Request: unsupported parse_mode"),
        (
            {"chat_id": LI, "text": "a", "reply_parameters": "{"},
            "Bad Request: can't parse reply parameters JSON object",
        ),
        (
            {"chat_id": LI, "text": "a", "reply_parameters": {"message_id": 99}},
            "Bad Request: message to be replied not found",
        ),
        (
            {"chat_id": LI, "text": "a", "link_preview_options": []},
            "Bad Request: object expected as link preview options",
        ),
    ],
)
async def test_a_wrong_message_is_refused_in_telegrams_words(
    simulator: Simulator, api: Api, parameters: dict[str, object], words: str
) -> None:
    simulator.press_start(LI)
    assert await api.refusal("sendMessage", **parameters) == words
    assert [one.text for one in simulator.messages(LI)] == ["/start"]


async def test_the_longest_text_counts_after_parsing(simulator: Simulator, api: Api) -> None:
    simulator.press_start(LI)
    sent = await api.result("sendMessage", chat_id=LI, text=f"<b>{'字' * 4096}</b>", parse_mode="HTML")
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]


async def test_a_reply_may_go_out_although_its_message_is_gone(simulator: Simulator, api: Api) -> None:
    simulator.press_start(LI)
    asked = {"message_id": 99, "allow_sending_without_reply": True}
    sent = await api.result("sendMessage", chat_id=LI, text="a", reply_parameters=asked)
    assert "reply_to_message" not in sent


async def test_blanks_around_a_text_are_cut_and_entities_move(simulator: Simulator, api: Api) -> None:
    simulator.press_start(LI)
    bold = [{"type": "bold", "offset": 2, "length": 4}]
    sent = await api.result("sendMessage", chat_id=LI, text="  早安  ", entities=bold)
    assert (sent["text"], sent["entities"]) == ("早安", [{"type": "bold", "offset": 0, "length": 2}])


async def test_entities_beyond_the_text_are_refused(simulator: Simulator, api: Api) -> None:
    simulator.press_start(LI)
    bold = [{"type": "bold", "offset": 1, "length": 9}]
    assert "ends after the end of the text" in await api.refusal(
        "sendMessage", chat_id=LI, text="早安", entities=bold
    )


async def test_a_copy_is_the_bots_own_and_a_protected_one_can_not_be_made(
    simulator: Simulator, bot: Bot
) -> None:
    original = simulator.send_text(LI, "原话")
    await bot.copy_message(LI, LI, original)
    assert (simulator.last(LI).text, simulator.last(LI).mine) == ("原话", False)
    secret = await bot.send_message(LI, "机密", protect_content=True)
    with pytest.raises(BadRequest, match="can't be copied"):
        await bot.copy_message(LI, LI, secret.message_id)


async def test_a_forward_says_who_wrote_it(simulator: Simulator, bot: Bot) -> None:
    original = simulator.send_text(LI, "原话")
    await bot.forward_message(LI, LI, original)
    assert simulator.last(LI).forwarded_from == "经理"


async def test_a_reply_keyboard_appears_and_goes(simulator: Simulator, api: Api) -> None:
    simulator.press_start(LI)
    keyboard = {"keyboard": [["好"], [{"text": "号码", "request_contact": True}]], "one_time_keyboard": True}
    await api.result("sendMessage", chat_id=LI, text="选", reply_markup=keyboard)
    assert simulator.chat(LI).keyboard == [["好"], ["号码"]]
    simulator.send_text(LI, "好")
    assert simulator.chat(LI).keyboard == []
    await api.result("sendMessage", chat_id=LI, text="选", reply_markup={"keyboard": [["好"]]})
    await api.result("sendMessage", chat_id=LI, text="完", reply_markup={"remove_keyboard": True})
    assert simulator.chat(LI).keyboard == []


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        (
            {"parse_mode": "MarkdownV2"},
            "can't parse entities: this simulator reads HTML only, not MarkdownV2",
        ),
        (
            {"entities": [{"type": 7}]},
            "can't parse MessageEntity: Object expected with type, offset and length",
        ),
        ({"reply_parameters": "[1]"}, "object expected as reply parameters"),
        ({"reply_parameters": {"quote": "a"}}, 'can\'t find field "message_id"'),
        ({"reply_parameters": {"message_id": "x"}}, 'field "message_id" must be a valid Number'),
        ({"reply_to_message_id": 99}, "message to be replied not found"),
    ],
)
async def test_odd_parameters_are_refused(
    simulator: Simulator, api: Api, parameters: dict[str, object], words: str
) -> None:
    simulator.press_start(LI)
    assert await api.refusal("sendMessage", chat_id=LI, text="a", **parameters) == f"Bad Request: {words}"


async def test_entities_that_are_cut_away_vanish(simulator: Simulator, api: Api) -> None:
    simulator.press_start(LI)
    bold = [{"type": "bold", "offset": 0, "length": 1}, {"type": "bot_command", "offset": 1, "length": 1}]
    sent = await api.result("sendMessage", chat_id=LI, text=" 早", entities=bold)
    assert "entities" not in sent


async def test_no_message_is_forwarded_that_is_gone_or_protected(
    simulator: Simulator, bot: Bot, api: Api
) -> None:
    simulator.press_start(LI)
    secret = await bot.send_message(LI, "机密", protect_content=True)
    asked = {"chat_id": LI, "from_chat_id": LI}
    refused = await api.refusal("forwardMessage", **asked, message_id=secret.message_id)
    assert refused == "Bad Request: the message can't be forwarded"
    assert (
        await api.refusal("copyMessage", **asked, message_id=99) == "Bad Request: message to copy not found"
    )


async def test_a_copied_file_may_get_another_caption(simulator: Simulator, bot: Bot) -> None:
    original = simulator.send_document(LI, b"a", "a.txt", caption="旧")
    await bot.copy_message(LI, LI, original, caption="新")
    assert simulator.last(LI).text == "新"


async def test_a_reply_may_be_forced(simulator: Simulator, api: Api) -> None:
    simulator.press_start(LI)
    forced = {"force_reply": True, "input_field_placeholder": "说说"}
    await api.result("sendMessage", chat_id=LI, text="说", reply_markup=forced)
    assert simulator.chat(LI).placeholder == "说说"
    await api.result("sendMessage", chat_id=LI, text="说", reply_markup={"inline_keyboard": []})


async def test_a_private_chat_has_no_name_to_write_to(simulator: Simulator, api: Api) -> None:
    simulator.press_start(LI)
    assert await api.refusal("sendMessage", chat_id="@li", text="a") == "Bad Request: chat not found"
