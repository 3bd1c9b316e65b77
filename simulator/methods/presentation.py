"""Name, descriptions and menu button of the bot."""

import msgspec

from simulator.calls import Call
from simulator.errors import bad_request
from simulator.methods.commands import language_of
from simulator.objects import BotDescription, BotName, BotShortDescription, WebAppMenu
from simulator.posting import room_of
from simulator.telegram import Telegram

LONGEST_NAME = 64
LONGEST_DESCRIPTION = 512
LONGEST_SHORT_DESCRIPTION = 120


def _keep(telegram: Telegram, call: Call, texts: dict[str, str], name: str, most: int) -> bool:
    text = call.text(name)
    if len(text) > most:
        raise bad_request(f"BOT_{name.upper()}_TOO_LONG" if name == "name" else f"{name} is too long")
    texts[language_of(call)] = text
    telegram.world.changes.note()
    return True


def _told(call: Call, texts: dict[str, str]) -> str:
    return texts.get(language_of(call)) or texts.get("", "")


def set_my_description(telegram: Telegram, call: Call) -> bool:
    texts = telegram.world.profile.descriptions
    return _keep(telegram, call, texts, "description", LONGEST_DESCRIPTION)


def get_my_description(telegram: Telegram, call: Call) -> BotDescription:
    return BotDescription(description=_told(call, telegram.world.profile.descriptions))


def set_my_short_description(telegram: Telegram, call: Call) -> bool:
    texts = telegram.world.profile.short_descriptions
    return _keep(telegram, call, texts, "short_description", LONGEST_SHORT_DESCRIPTION)


def get_my_short_description(telegram: Telegram, call: Call) -> BotShortDescription:
    return BotShortDescription(short_description=_told(call, telegram.world.profile.short_descriptions))


def set_my_name(telegram: Telegram, call: Call) -> bool:
    return _keep(telegram, call, telegram.world.profile.names, "name", LONGEST_NAME)


def get_my_name(telegram: Telegram, call: Call) -> BotName:
    return BotName(name=_told(call, telegram.world.profile.names) or telegram.world.bot.first_name)


def _menu(call: Call) -> WebAppMenu:
    raw = call.json("menu_button", "Can't parse menu button JSON object")
    if raw is None:
        return WebAppMenu(type="default")
    try:
        menu = msgspec.convert(raw, WebAppMenu)
    except msgspec.ValidationError:
        raise bad_request("Can't parse menu button: MenuButton must be an Object") from None
    if menu.type not in {"commands", "default", "web_app"}:
        raise bad_request("Can't parse menu button: MenuButton has unsupported type")
    if menu.type == "web_app" and (menu.web_app is None or not menu.text):
        raise bad_request("Can't parse menu button: Can't find field \"web_app\"")
    return menu


def _menu_chat(telegram: Telegram, call: Call) -> int:
    return room_of(telegram, call).chat.id if call.text("chat_id") else 0


def set_chat_menu_button(telegram: Telegram, call: Call) -> bool:
    chat_id = _menu_chat(telegram, call)
    menu = _menu(call)
    if menu.type == "default":
        telegram.world.profile.menus.pop(chat_id, None)
    else:
        telegram.world.profile.menus[chat_id] = menu
    telegram.world.changes.note()
    return True


def get_chat_menu_button(telegram: Telegram, call: Call) -> WebAppMenu:
    return telegram.world.profile.menu_for(_menu_chat(telegram, call))
