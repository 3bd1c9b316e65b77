"""setMyCommands, getMyCommands, deleteMyCommands; by scope and language."""

import re
from typing import Any

from simulator.calls import Call, as_array, as_object
from simulator.errors import bad_request
from simulator.objects import BotCommand, JsonObject
from simulator.profile import DEFAULT, Scope
from simulator.telegram import Telegram

NAME = re.compile(r"[a-z0-9_]{1,32}")
MOST_COMMANDS = 100
LONGEST_DESCRIPTION = 256
PLAIN_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
CHAT_SCOPES = {"chat", "chat_administrators", "chat_member"}
LANGUAGE = re.compile(r"[a-z]{2}")


def language_of(call: Call) -> str:
    """A two-letter code, or none for everybody."""
    language = call.text("language_code")
    if language and LANGUAGE.fullmatch(language) is None:
        raise bad_request("invalid language code specified")
    return language


def _scope(telegram: Telegram, call: Call) -> Scope:
    given = call.json("scope", "Can't parse BotCommandScope JSON object")
    if given is None:
        return DEFAULT
    raw = as_object(given)
    if raw is None:
        raise bad_request("Can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = str(raw.get("type", ""))
    if kind in PLAIN_SCOPES:
        return (kind, 0, 0)
    if kind not in CHAT_SCOPES:
        raise bad_request("Can't parse BotCommandScope: Unsupported type specified")
    return (kind, _scope_chat(telegram, raw), _scope_user(raw) if kind == "chat_member" else 0)


def _scope_chat(telegram: Telegram, raw: JsonObject) -> int:
    chat = str(raw.get("chat_id", ""))
    if not chat:
        raise bad_request("Can't parse BotCommandScope: Empty chat_id specified")
    if not chat.lstrip("-").isdecimal() or int(chat) not in telegram.world.rooms:
        raise bad_request("chat not found")
    return int(chat)


def _scope_user(raw: JsonObject) -> int:
    user = raw.get("user_id")
    if not isinstance(user, int) or user <= 0:
        raise bad_request("Can't parse BotCommandScope: Invalid user_id specified")
    return user


def _command(given: Any) -> BotCommand:
    raw = as_object(given)
    if raw is None:
        raise bad_request("Can't parse BotCommand: expected an Object")
    for field in ("command", "description"):
        if not isinstance(raw.get(field), str):
            raise bad_request(f"Can't parse BotCommand: Can't find field \"{field}\"")
    name = str(raw["command"]).removeprefix("/")
    description = str(raw["description"]).strip()
    if NAME.fullmatch(name) is None:
        raise bad_request("BOT_COMMAND_INVALID")
    if not description or len(description) > LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return BotCommand(command=name, description=description)


def set_my_commands(telegram: Telegram, call: Call) -> bool:
    given = call.json("commands", "Can't parse commands JSON object")
    raw = [] if given is None else as_array(given)
    if raw is None:
        raise bad_request("Expected an Array of BotCommand")
    commands = [_command(one) for one in raw]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    key = (_scope(telegram, call), language_of(call))
    telegram.world.profile.commands[key] = commands
    telegram.world.changes.note()
    return True


def get_my_commands(telegram: Telegram, call: Call) -> list[BotCommand]:
    return telegram.world.profile.commands.get((_scope(telegram, call), language_of(call)), [])


def delete_my_commands(telegram: Telegram, call: Call) -> bool:
    telegram.world.profile.commands.pop((_scope(telegram, call), language_of(call)), None)
    telegram.world.changes.note()
    return True
