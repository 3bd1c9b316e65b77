"""The bot changes and removes what it wrote."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from simulator import Simulator
from tests.simulator.conftest import LI, WANG, Api, Hands

UNDO = InlineKeyboardMarkup([[InlineKeyboardButton("撤销", callback_data="undo")]])


async def test_a_card_changes_in_place_and_makes_no_sound(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    card = await bot.send_message(LI, "今天 9 位", reply_markup=UNDO)
    await bot.edit_message_text("今天 8 位", LI, card.message_id, reply_markup=UNDO)
    seen = simulator.last(LI)
    assert (seen.text, seen.edited, seen.button_texts()) == ("今天 8 位", True, [["撤销"]])
    assert [one.text for one in simulator.lock_screen(LI)] == ["今天 9 位"]


async def test_an_edit_without_a_keyboard_takes_the_keyboard_away(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    card = await bot.send_message(LI, "今天 9 位", reply_markup=UNDO)
    await bot.edit_message_text("今天 8 位", LI, card.message_id)
    assert simulator.last(LI).buttons == []


async def test_only_the_keyboard_may_change(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    card = await bot.send_message(LI, "今天 9 位")
    await bot.edit_message_reply_markup(LI, card.message_id, reply_markup=UNDO)
    assert simulator.last(LI).button_texts() == [["撤销"]]


async def test_the_same_again_is_not_modified(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    card = await bot.send_message(LI, "今天 9 位", reply_markup=UNDO)
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await bot.edit_message_text("今天 9 位", LI, card.message_id, reply_markup=UNDO)
    await bot.edit_message_text("今天 8 位", LI, card.message_id, reply_markup=UNDO)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("今天 8 位", LI, card.message_id, reply_markup=UNDO)


async def test_what_is_gone_can_not_be_edited(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    card = await bot.send_message(LI, "今天 9 位")
    simulator.delete(LI, card.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("今天 8 位", LI, card.message_id)


async def test_a_persons_words_and_a_message_with_a_reply_keyboard_can_not_be_edited(
    simulator: Simulator, api: Api
) -> None:
    theirs = simulator.press_start(LI)
    words = "Bad Request: message can't be edited"
    assert await api.refusal("editMessageText", chat_id=LI, message_id=theirs, text="a") == words
    keyed = await api.result("sendMessage", chat_id=LI, text="选", reply_markup={"keyboard": [["好"]]})
    assert await api.refusal("editMessageText", chat_id=LI, message_id=keyed["message_id"], text="a") == words


async def test_an_edit_needs_a_message(api: Api) -> None:
    assert (
        await api.refusal("editMessageText", text="a") == "Bad Request: message identifier is not specified"
    )
    assert await api.refusal("editMessageText") == "Bad Request: message text is empty"


async def test_a_caption_changes_and_a_text_is_none(simulator: Simulator, bot: Bot, api: Api) -> None:
    simulator.press_start(LI)
    sent = await bot.send_document(LI, b"a", caption="旧", filename="a.txt")
    await bot.edit_message_caption(LI, sent.message_id, caption="新")
    assert simulator.last(LI).text == "新"
    refused = await api.refusal("editMessageText", chat_id=LI, message_id=sent.message_id, text="a")
    assert refused == "Bad Request: there is no text in the message to edit"
    text = await bot.send_message(LI, "字")
    refused = await api.refusal("editMessageCaption", chat_id=LI, message_id=text.message_id, caption="a")
    assert refused == "Bad Request: there is no caption in the message to edit"


async def test_a_deleted_message_leaves_the_chat_and_the_lock_screen(simulator: Simulator, bot: Bot) -> None:
    theirs = simulator.press_start(LI)
    card = await bot.send_message(LI, "今天 9 位")
    await bot.delete_message(LI, card.message_id)
    await bot.delete_message(LI, theirs)
    assert simulator.messages(LI) == []
    assert [one.withdrawn for one in simulator.lock_screen(LI)] == [True]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(LI, card.message_id)


async def test_after_48_hours_a_message_stays(simulator: Simulator, bot: Bot, hands: Hands) -> None:
    simulator.press_start(LI)
    card = await bot.send_message(LI, "今天 9 位")
    hands.pass_time(hours=47, minutes=59)
    young = await bot.send_message(LI, "明天 8 位")
    hands.pass_time(minutes=1)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(LI, card.message_id)
    await bot.delete_messages(LI, [card.message_id, young.message_id, 99])
    assert simulator.last(LI).text == "今天 9 位"


@pytest.mark.parametrize(
    ("identifiers", "words"),
    [
        (None, "message identifiers are not specified"),
        ([], "message identifiers are not specified"),
        ({}, "expected an Array of message identifiers"),
        (["a"], "invalid message identifier specified"),
        (list(range(1, 102)), "too many message identifiers specified"),
    ],
)
async def test_a_wrong_list_of_messages_is_refused(api: Api, identifiers: object, words: str) -> None:
    refused = await api.refusal("deleteMessages", chat_id=LI, message_ids=identifiers)
    assert refused == f"Bad Request: {words}"


async def test_nothing_is_edited_for_who_blocked_the_bot(simulator: Simulator, api: Api) -> None:
    simulator.press_start(LI)
    sent = await api.result("sendMessage", chat_id=LI, text="a")
    simulator.block(LI)
    refused = await api.refusal("editMessageText", chat_id=LI, message_id=sent["message_id"], text="b")
    assert refused == "Forbidden: bot was blocked by the user"
    assert await api.refusal("deleteMessage", chat_id=WANG, message_id=1) == "Bad Request: chat not found"


async def test_odd_edits_and_deletions_are_refused(simulator: Simulator, api: Api) -> None:
    simulator.press_start(LI)
    sent = await api.result("sendMessage", chat_id=LI, text="a")
    own = {"chat_id": LI, "message_id": sent["message_id"]}
    forced = {"force_reply": True}
    assert (
        await api.refusal("editMessageText", text="a", inline_message_id="1")
        == "Bad Request: MESSAGE_ID_INVALID"
    )
    assert await api.refusal("editMessageReplyMarkup", **own, reply_markup=forced) == (
        "Bad Request: inline keyboard expected"
    )
    assert await api.refusal("deleteMessage") == "Bad Request: chat identifier is not specified"
    assert (
        await api.refusal("deleteMessage", chat_id=LI) == "Bad Request: message identifier is not specified"
    )


async def test_a_pinned_message_that_is_deleted_is_no_longer_pinned(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    card = await bot.send_message(LI, "要紧")
    await bot.pin_chat_message(LI, card.message_id)
    await bot.pin_chat_message(LI, card.message_id)
    await bot.delete_message(LI, card.message_id)
    assert simulator.chat(LI).pinned == []
