"""/continue: an operator says that the time is right, and what a jump of the clock has held goes out."""

from collections.abc import Mapping
from typing import Any

from handlers.answer import Card
from handlers.conversation import Conversation, Outside, Reply, Screen, Turn
from handlers.heard import Heard
from store.records import Person, Role


class Continue(Conversation):
    """For operators: they are the ones who were asked to look at the clock."""

    code = "co"
    commands = ("continue",)
    roles = frozenset({Role.OPERATOR})

    async def fetch(
        self, outside: Outside, actor: Person, heard: Heard, screen: Screen | None
    ) -> Mapping[str, Any]:
        del actor, heard, screen
        return {"held": outside.confirm_time()}

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del heard
        step = "confirmed" if turn.facts["held"] else "right"
        return Reply(screens=(Screen(conversation="co", step=step),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        return Card(text=words("clock.confirmed") if screen.step == "confirmed" else words("clock.right"))
