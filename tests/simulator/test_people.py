"""What people do reaches the bot as Telegram would tell it."""

import pytest
from telegram import Bot, Update

from simulator import Impossible, Simulator
from tests.simulator.conftest import LI, WANG


async def _told(bot: Bot) -> list[Update]:
    updates = await bot.get_updates(allowed_updates=Update.ALL_TYPES)
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return list(updates)


async def test_a_start_by_link_is_a_command_with_its_payload(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI, "CODE")
    (update,) = await _told(bot)
    assert update.message is not None
    assert update.message.text == "/start CODE"
    assert [one.type for one in update.message.entities] == ["bot_command"]
    assert update.message.from_user is not None
    assert update.message.from_user.language_code == "zh-hans"


async def test_a_very_long_text_comes_as_several_messages(simulator: Simulator, bot: Bot) -> None:
    simulator.send_text(LI, "字" * 5000)
    texts = [one.message.text or "" for one in await _told(bot) if one.message]
    assert [len(text) for text in texts] == [4096, 904]


async def test_a_reply_carries_the_message_it_answers(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    card = await bot.send_message(LI, "张伟")
    simulator.send_text(LI, "打通了", reply_to=card.message_id)
    answered = (await _told(bot))[-1].message
    assert answered is not None
    assert answered.reply_to_message is not None
    assert answered.reply_to_message.message_id == card.message_id
    with pytest.raises(Impossible, match="no message 99"):
        simulator.send_text(LI, "?", reply_to=99)


async def test_a_changed_message_is_told_as_edited(simulator: Simulator, bot: Bot) -> None:
    first = simulator.send_text(LI, "张微")
    simulator.edit(LI, first, "张薇")
    told = (await _told(bot))[-1].edited_message
    assert told is not None
    assert (told.text, told.message_id) == ("张薇", first)
    assert told.edit_date is not None
    with pytest.raises(Impossible, match="none of"):
        simulator.edit(LI, 99, "?")


async def test_files_voices_stickers_contacts_and_forwards_arrive(simulator: Simulator, bot: Bot) -> None:
    simulator.send_document(LI, b"a,b", "名单.csv", caption="看", album="1")
    simulator.send_voice(LI)
    simulator.send_sticker(LI, "🙂")
    simulator.send_contact(LI)
    simulator.send_contact(LI, phone="+8613900000000", first_name="张伟")
    simulator.add_user(WANG, "主任")
    simulator.forward(LI, "转给你", written_by=WANG)
    simulator.forward(LI, "转给你", written_by="某人")
    messages = [one.message for one in await _told(bot) if one.message]
    document, voice, sticker, own, foreign, known, hidden = messages
    assert document.document is not None
    assert (document.document.file_name, document.caption, document.media_group_id) == ("名单.csv", "看", "1")
    assert voice.voice is not None
    assert sticker.sticker is not None
    assert own.contact is not None
    assert own.contact.user_id == LI
    assert foreign.contact is not None
    assert foreign.contact.user_id is None
    assert known.forward_origin is not None
    assert hidden.forward_origin is not None
    assert (known.forward_origin.type, hidden.forward_origin.type) == ("user", "hidden_user")


async def test_blocking_is_told_once_and_ends_the_talk(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    await _told(bot)
    simulator.block(LI)
    simulator.block(LI)
    (update,) = await _told(bot)
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Impossible, match="unblock"):
        simulator.send_text(LI, "您好")
    simulator.unblock(LI)
    (update,) = await _told(bot)
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "member"


async def test_a_group_tells_that_the_bot_was_brought_and_thrown_out(simulator: Simulator, bot: Bot) -> None:
    simulator.add_user(WANG, "主任")
    group = simulator.add_group("城东支行", [LI, WANG])
    simulator.bring_bot(WANG, group)
    simulator.send_text(LI, "私下说", chat_id=group)
    simulator.send_text(LI, "@guanjia_bot 大家好", chat_id=group)
    standing, joined, hello = await _told(bot)
    assert standing.my_chat_member is not None
    assert joined.message is not None
    assert joined.message.new_chat_members[0].id == bot.id
    assert hello.message is not None
    assert (hello.message.chat.id, hello.message.chat.type) == (group, "group")
    with pytest.raises(Impossible, match="already"):
        simulator.bring_bot(WANG, group)
    hello_again = await bot.send_message(group, "您好")
    simulator.send_text(LI, "您也好", chat_id=group, reply_to=hello_again.message_id)
    assert len(await _told(bot)) == 1
    assert simulator.messages(WANG, chat_id=group)[-2].text == "您好"
    assert simulator.messages(WANG, chat_id=group)[-1].text == "您也好"
    simulator.throw_bot_out(LI, group)
    assert len(await _told(bot)) == 2


async def test_the_bot_leaves_a_group_and_can_not_write_there(simulator: Simulator, bot: Bot) -> None:
    group = simulator.add_group("城东支行", [LI])
    simulator.bring_bot(LI, group)
    await bot.leave_chat(group)
    with pytest.raises(Exception, match="bot is not a member of the group chat"):
        await bot.send_message(group, "您好")
    simulator.bring_bot(LI, group)
    simulator.throw_bot_out(LI, group)
    with pytest.raises(Exception, match="bot was kicked from the group chat"):
        await bot.send_message(group, "您好")
    with pytest.raises(Impossible, match="not in that group"):
        simulator.throw_bot_out(LI, group)


def test_what_no_phone_can_do_is_impossible(simulator: Simulator) -> None:
    with pytest.raises(Impossible, match="empty"):
        simulator.send_text(LI, "  ")
    with pytest.raises(Impossible, match="nobody here"):
        simulator.send_text(WANG, "您好")
    with pytest.raises(Impossible, match="in no chat"):
        simulator.send_text(LI, "您好", chat_id=-5)
    with pytest.raises(Impossible, match="has not written"):
        simulator.last(LI)
    with pytest.raises(Impossible, match="no message"):
        simulator.delete(LI, 99)


async def test_a_changed_name_keeps_its_chat(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    simulator.add_user(LI, "行长", last_name="李")
    assert (await bot.get_chat(LI)).first_name == "行长"
    assert len(simulator.messages(LI)) == 1
