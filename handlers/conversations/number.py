"""The customer's number, shown for ten minutes after an entry in the audit trail."""

from datetime import datetime

from desk.reveal import opened
from handlers.answer import Button, Card
from handlers.buttons import button, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from store.records import Refused, Rendering


class Number(Conversation):
    """Reached from a card; when its time is over it is the card again."""

    code = "nu"
    roles = KEEPERS

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if action not in ("card", "reached", "no_answer", "wrong"):
            raise Refused("outdated")
        card = screen.to("cu")
        return Reply(screens=(card,)) if action == "card" else Reply(screens=(card,), go_on=action)

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, customer = turn.words, turn.desk.customer(screen.subject)
        number = opened(turn.desk, customer.id, datetime.fromisoformat(screen.draft["until"]))
        if not number or words.rendering is Rendering.REFERENCE:
            return Card(
                text=words("number.over", customer=customer), rows=((button(words, "card", "card"),),)
            )
        return Card(
            text=words("number.shown", customer=customer, number=number),
            rows=rows(
                (Button(text=words("button.copy_number"), copy=number),),
                (button(words, "reached", "reached"), button(words, "no_answer", "no_answer")),
                (button(words, "wrong", "wrong"), button(words, "back", "card")),
            ),
            private=True,
        )
