"""People tap buttons, and the bot answers the taps."""

from typing import Any

import pytest
from telegram import Bot, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from simulator import Impossible, Simulator
from tests.simulator.conftest import LI, Api, Hands

CARD = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("打通了", callback_data="7.1.reached"),
            InlineKeyboardButton("没接", callback_data="7.1.no"),
        ],
        [InlineKeyboardButton("复制话术", copy_text=CopyTextButton("张先生您好"))],
        [InlineKeyboardButton("网页", url="https://example.com/")],
    ]
)


async def _card(simulator: Simulator, bot: Bot) -> int:
    simulator.press_start(LI)
    message = await bot.send_message(LI, "张伟", reply_markup=CARD)
    await _updates(bot)
    return message.message_id


async def _updates(bot: Bot) -> tuple[Update, ...]:
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


@pytest.mark.parametrize("button", ["打通了", "7.1.reached", (0, 0)])
async def test_a_tap_reaches_the_bot_and_its_answer_fades_in(
    simulator: Simulator, bot: Bot, button: Any
) -> None:
    card = await _card(simulator, bot)
    pressed = simulator.press(LI, card, button)
    (update,) = await _updates(bot)
    query = update.callback_query
    assert query is not None
    assert (query.id, query.data, query.from_user.id) == (pressed.value, "7.1.reached", LI)
    assert query.message is not None
    assert query.message.is_accessible
    await bot.answer_callback_query(query.id, "记好了")
    (toast,) = simulator.toasts(LI)
    assert (toast.text, toast.alert, toast.message_id) == ("记好了", False, card)


async def test_an_answer_is_taken_once(simulator: Simulator, bot: Bot) -> None:
    pressed = simulator.press(LI, await _card(simulator, bot), "没接")
    await bot.answer_callback_query(pressed.value, show_alert=True, text="好")
    assert simulator.toasts(LI)[0].alert
    with pytest.raises(
        BadRequest, match="Query is too old and response timeout expired or query id is invalid"
    ):
        await bot.answer_callback_query(pressed.value)


async def test_an_answer_comes_within_15_seconds_or_not_at_all(
    simulator: Simulator, bot: Bot, hands: Hands
) -> None:
    card = await _card(simulator, bot)
    first, second = simulator.press(LI, card, "没接"), simulator.press(LI, card, "没接")
    hands.pass_time(seconds=15)
    await bot.answer_callback_query(first.value)
    hands.pass_time(seconds=0.1)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(second.value)


async def test_an_answer_has_at_most_200_characters(simulator: Simulator, bot: Bot, api: Api) -> None:
    pressed = simulator.press(LI, await _card(simulator, bot), "没接")
    asked = {"callback_query_id": pressed.value}
    assert (
        await api.refusal("answerCallbackQuery", **asked, text="字" * 201) == "Bad Request: MESSAGE_TOO_LONG"
    )
    assert (
        await api.refusal("answerCallbackQuery", **asked, url="https://a.example")
        == "Bad Request: URL_INVALID"
    )
    await api.result("answerCallbackQuery", **asked, text="字" * 200)


async def test_copying_and_opening_are_the_phones_own_business(simulator: Simulator, bot: Bot) -> None:
    card = await _card(simulator, bot)
    assert simulator.press(LI, card, "复制话术").kind == "copied"
    assert simulator.press(LI, card, "网页").value == "https://example.com/"
    assert simulator.copied(LI) == ["张先生您好"]
    assert await _updates(bot) == ()


async def test_a_button_that_is_not_there_can_not_be_tapped(simulator: Simulator, bot: Bot) -> None:
    card = await _card(simulator, bot)
    with pytest.raises(Impossible, match=r"there is \[打通了\] \[没接\]"):
        simulator.press(LI, card, "删除")
    with pytest.raises(Impossible, match="no button"):
        simulator.press(LI, card, (9, 9))


async def test_a_stale_tap_on_a_deleted_message_shows_it_as_inaccessible(
    simulator: Simulator, bot: Bot
) -> None:
    card = await _card(simulator, bot)
    await bot.delete_message(LI, card)
    simulator.press_data(LI, card, "7.1.no")
    (update,) = await _updates(bot)
    assert update.callback_query is not None
    assert update.callback_query.message is not None
    assert not update.callback_query.message.is_accessible
    assert update.callback_query.data == "7.1.no"


def _inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ([], "object expected as reply markup"),
        (
            {"inline_keyboard": "a"},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (
            {"inline_keyboard": ["a"]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (
            {"inline_keyboard": [["a"]]},
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
        ),
        (_inline(callback_data="a"), "can't parse inline keyboard button: Can't find field \"text\""),
        (
            _inline(text="a", callback_data=7),
            'can\'t parse inline keyboard button: Field "callback_data" must be of type String',
        ),
        (
            _inline(text="a"),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (_inline(text="a", callback_data="a" * 65), "BUTTON_DATA_INVALID"),
        (_inline(text="a", callback_data="字" * 22), "BUTTON_DATA_INVALID"),
        (_inline(text="a", callback_data=""), "BUTTON_DATA_INVALID"),
        (_inline(text="a", copy_text={"text": "字" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (_inline(text="a", copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
        (
            _inline(text="a", callback_data="a", style="loud"),
            "can't parse inline keyboard button: invalid button style specified",
        ),
        (
            _inline(text="a", url="no address"),
            "inline keyboard button URL 'no address' is invalid: Wrong HTTP URL",
        ),
        (_inline(text=" ", callback_data="a"), "BUTTON_TEXT_INVALID"),
        ({"inline_keyboard": [[{"text": "a", "callback_data": "a"}]] * 101}, "reply markup is too long"),
        ({"inline_keyboard": [[{"text": "字" * 60, "callback_data": "a"}]] * 99}, "reply markup is too long"),
        ({"keyboard": [["a"] * 301]}, "reply markup is too long"),
        ({"keyboard": "a"}, 'field "keyboard" must be an Array of Arrays'),
        ({"keyboard": [[7]]}, "can't parse keyboard button: KeyboardButton must be a String or an Object"),
        ({"keyboard": [[{"text": ""}]]}, "keyboard button text must be non-empty"),
        ({"keyboard": [[{}]]}, "can't parse keyboard button: Can't find field \"text\""),
    ],
)
async def test_a_wrong_keyboard_is_refused_in_telegrams_words(
    simulator: Simulator, api: Api, markup: object, words: str
) -> None:
    simulator.press_start(LI)
    assert (
        await api.refusal("sendMessage", chat_id=LI, text="a", reply_markup=markup) == f"Bad Request: {words}"
    )


async def test_the_largest_keyboard_is_taken(simulator: Simulator, api: Api) -> None:
    simulator.press_start(LI)
    rows = [[{"text": "按", "callback_data": "字" * 21}]] * 100
    await api.result("sendMessage", chat_id=LI, text="a", reply_markup={"inline_keyboard": rows})
    assert len(simulator.last(LI).buttons) == 100


async def test_an_app_button_does_nothing_here(simulator: Simulator, api: Api) -> None:
    simulator.press_start(LI)
    markup = _inline(text="开", web_app={"url": "https://a.example/"})
    sent = await api.result("sendMessage", chat_id=LI, text="a", reply_markup=markup)
    assert simulator.press(LI, sent["message_id"], "开").kind == "other"
    assert simulator.last(LI).buttons[0][0].kind == "other"
