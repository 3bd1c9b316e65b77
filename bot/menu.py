"""The commands menu, from the same discovery as everything else."""

from collections.abc import Mapping

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats

from handlers.conversation import Conversation
from handlers.words.catalogue import catalogue
from store.records import Role

# Telegram knows Chinese by one code; the simplified menu is the one without a code.
_CODES = {"zh-Hans": None, "en": "en"}


def menu(
    conversations: Mapping[str, Conversation], language: str, role: Role = Role.MANAGER
) -> list[BotCommand]:
    """Commands with a description in the catalogue, in the order of the catalogue."""
    sentences = catalogue(language)
    known = {
        command
        for conversation in conversations.values()
        if role in conversation.roles
        for command in conversation.commands
    }
    return [
        BotCommand(key.removeprefix("command."), text)
        for key, text in sentences.items()
        if key.startswith("command.") and key.removeprefix("command.") in known
    ]


async def set_menu(bot: Bot, conversations: Mapping[str, Conversation]) -> None:
    """Tell Telegram the menu in each language, only where it has changed."""
    scope = BotCommandScopeAllPrivateChats()
    for language, code in _CODES.items():
        wanted = menu(conversations, language)
        there = await bot.get_my_commands(scope=scope, language_code=code)
        if list(there) != wanted:
            await bot.set_my_commands(wanted, scope=scope, language_code=code)
