"""How the bot presents itself, and what it asks of its chats."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
    MenuButtonCommands,
    MenuButtonWebApp,
    WebAppInfo,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest

from simulator import Simulator
from tests.simulator.conftest import LI, Api


async def test_the_menu_shows_the_nearest_commands_in_the_own_language(
    simulator: Simulator, bot: Bot
) -> None:
    await bot.set_my_commands([BotCommand("help", "help")])
    assert simulator.chat(LI).commands == [("help", "help")]
    everybody = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("help", "怎么用")], scope=everybody, language_code="zh")
    assert simulator.chat(LI).commands == [("help", "怎么用")]
    await bot.set_my_commands([BotCommand("today", "今天")], scope=BotCommandScopeChat(LI))
    assert simulator.chat(LI).commands == [("today", "今天")]
    assert (await bot.get_my_commands(everybody, "zh"))[0].description == "怎么用"
    await bot.delete_my_commands(BotCommandScopeChat(LI))
    assert simulator.chat(LI).commands == [("help", "怎么用")]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"commands": "["}, "can't parse commands JSON object"),
        ({"commands": {}}, "expected an Array of BotCommand"),
        ({"commands": ["a"]}, "can't parse BotCommand: expected an Object"),
        ({"commands": [{"command": "a"}]}, "can't parse BotCommand: Can't find field \"description\""),
        ({"commands": [{"command": "Ä", "description": "a"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": "字" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "a", "description": "a"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [], "scope": "{"}, "can't parse BotCommandScope JSON object"),
        ({"commands": [], "scope": []}, "can't parse BotCommandScope: BotCommandScope must be an Object"),
        (
            {"commands": [], "scope": {"type": "world"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        ({"commands": [], "scope": {"type": "chat"}}, "can't parse BotCommandScope: Empty chat_id specified"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
        (
            {"commands": [], "scope": {"type": "chat_member", "chat_id": LI}},
            "can't parse BotCommandScope: Invalid user_id specified",
        ),
        ({"commands": [], "language_code": "zh-hans"}, "invalid language code specified"),
    ],
)
async def test_wrong_commands_are_refused(api: Api, parameters: dict[str, object], words: str) -> None:
    assert await api.refusal("setMyCommands", **parameters) == f"Bad Request: {words}"


async def test_descriptions_and_name_are_kept_by_language(simulator: Simulator, bot: Bot) -> None:
    await bot.set_my_description("I remember for you.")
    await bot.set_my_description("我替您记着", language_code="zh")
    await bot.set_my_short_description("管家")
    await bot.set_my_name("小管家")
    assert (await bot.get_my_description("zh")).description == "我替您记着"
    assert (await bot.get_my_description("fr")).description == "I remember for you."
    assert (await bot.get_my_short_description()).short_description == "管家"
    assert (await bot.get_my_name()).name == "小管家"
    assert (simulator.chat(LI).description, simulator.chat(LI).title) == ("我替您记着", "小管家")
    with pytest.raises(BadRequest, match="too long"):
        await bot.set_my_description("字" * 513)


async def test_the_menu_button_is_set_for_one_chat_or_all(bot: Bot, api: Api) -> None:
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonCommands)
    await bot.set_chat_menu_button(LI, MenuButtonWebApp("开", WebAppInfo("https://a.example/")))
    assert isinstance(await bot.get_chat_menu_button(LI), MenuButtonWebApp)
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonCommands)
    await bot.set_chat_menu_button(LI)
    assert isinstance(await bot.get_chat_menu_button(LI), MenuButtonCommands)
    for wrong in ("[]", '{"type": "odd"}', '{"type": "web_app"}'):
        assert "menu button" in await api.refusal("setChatMenuButton", menu_button=wrong)


async def test_a_pin_is_shown_and_told(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    card = await bot.send_message(LI, "要紧的事")
    await bot.pin_chat_message(LI, card.message_id)
    assert simulator.chat(LI).pinned == [card.message_id]
    pinned = (await bot.get_chat(LI)).pinned_message
    assert pinned is not None
    assert pinned.message_id == card.message_id
    assert simulator.messages(LI)[-1].service == f"pinned:{card.message_id}"
    await bot.unpin_chat_message(LI)
    with pytest.raises(BadRequest, match="Message to unpin not found"):
        await bot.unpin_chat_message(LI)
    with pytest.raises(BadRequest, match="Message to pin not found"):
        await bot.pin_chat_message(LI, 99)
    await bot.unpin_all_chat_messages(LI)


async def test_typing_is_seen_until_the_message_comes(simulator: Simulator, bot: Bot, api: Api) -> None:
    simulator.press_start(LI)
    await bot.send_chat_action(LI, ChatAction.TYPING)
    assert simulator.chat(LI).action == "typing"
    await bot.send_message(LI, "您好")
    assert simulator.chat(LI).action == ""
    refused = await api.refusal("sendChatAction", chat_id=LI, action="dancing")
    assert refused == "Bad Request: wrong parameter action in request"


async def test_a_private_chat_can_not_be_left(simulator: Simulator, bot: Bot) -> None:
    simulator.press_start(LI)
    with pytest.raises(BadRequest, match="can't be changed in private chats"):
        await bot.leave_chat(LI)
    assert await bot.log_out()
    assert await bot.close()


async def test_commands_may_be_one_persons_in_one_chat(bot: Bot) -> None:
    scope = BotCommandScopeChatMember(LI, LI)
    await bot.set_my_commands([BotCommand("a", "a")], scope=scope)
    assert len(await bot.get_my_commands(scope)) == 1
