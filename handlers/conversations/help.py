"""/help: what one line can do, by role."""

from handlers.answer import Card
from handlers.conversation import Conversation, Reply, Screen, Turn
from handlers.heard import Heard


class Help(Conversation):
    """Examples first, because that is what gets copied."""

    code = "hp"
    commands = ("help",)
    plain = (
        *("帮助", "幫助", "help", "?", "？", "怎么用", "怎麼用", "how does this work"),
        *("你是谁", "你是誰", "您是谁", "您是誰", "who are you"),
        *("你能做什么", "你能做什麼", "你会什么", "你會什麼", "what can you do"),
    )

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del turn, heard
        return Reply(screens=(Screen(conversation="hp"),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        del screen
        return Card(text=turn.words(f"help.{turn.actor.role}"))
