"""What is not words: stickers, voice, pictures, edited messages; each has an answer."""

from handlers.answer import Card
from handlers.conversation import Conversation, Reply, Screen, Turn
from handlers.heard import Heard


class Other(Conversation):
    """Says what to send instead, and changes nothing."""

    code = "ot"

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del turn
        step = heard.kind if heard.kind in ("edited", "command") else "other"
        return Reply(screens=(Screen(conversation="ot", step=step),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        return Card(text=turn.words(f"other.{screen.step}"))
