"""How the bot presents itself: commands, descriptions, name, menu button; by scope and language."""

from simulator.objects import BotCommand, WebAppMenu

Scope = tuple[str, int, int]
"""Kind of scope, chat id and user id (0 where the kind has none)."""

DEFAULT: Scope = ("default", 0, 0)


class Profile:
    """What setMy… keeps; an empty language serves everybody without an own entry."""

    def __init__(self) -> None:
        self.commands: dict[tuple[Scope, str], list[BotCommand]] = {}
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.menus: dict[int, WebAppMenu] = {}

    def commands_for(self, user_id: int, language: str) -> list[BotCommand]:
        """What the menu of a private chat shows: the nearest scope first, its language before none."""
        for scope in (("chat", user_id, 0), ("all_private_chats", 0, 0), DEFAULT):
            for wanted in (language, ""):
                if found := self.commands.get((scope, wanted)):
                    return found
        return []

    def menu_for(self, chat_id: int) -> WebAppMenu:
        """The menu button of a chat, else the one for all."""
        return self.menus.get(chat_id) or self.menus.get(0) or WebAppMenu(type="commands")
