"""Put off: a promise to another time, or today's reminder for a while."""

from desk.settle import follow_up, move, snooze
from handlers.answer import Card
from handlers.buttons import button, in_rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.facts import occurrences_of
from handlers.times import CHOICES, chosen
from handlers.walk import after
from store.records import Refused


class Later(Conversation):
    """A row of times; one tap and it is moved."""

    code = "la"
    name = "later"
    roles = KEEPERS

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if action == "card":
            return Reply(screens=(screen.to("cu"),))
        until = chosen(action, turn.desk.local, turn.actor, turn.desk.rules)
        promised = screen.draft.get("follow_up", "")
        if promised:
            move(turn.desk, follow_up(turn.desk, promised), until)
        else:
            occurrences = occurrences_of(turn, screen.subject)
            if not occurrences:
                raise Refused("nothing_open")
            for occurrence in occurrences:
                if occurrence.kind == "follow_up":
                    move(turn.desk, follow_up(turn.desk, occurrence.subject), until)
                else:
                    snooze(turn.desk, occurrence.key, screen.subject, until)
        done = after(screen, "just.later", turn.desk.changes)
        return Reply(screens=(done,), toast=turn.words("later.done", moment=until))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, customer = turn.words, turn.desk.customer(screen.subject)
        choices = in_rows((button(words, f"later_{name}", name) for name in CHOICES), 2)
        back = (button(words, "back", "card"),)
        return Card(text=words("later.ask", customer=customer), rows=(*choices, back), private=True)
