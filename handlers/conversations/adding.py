"""补一句: more about the last contact, from the list of contacts on the card; the entry stays as it was."""

from desk.adding import add_to, newest_contact
from handlers.answer import Card
from handlers.buttons import button
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.facts import contact_line
from handlers.walk import stayed
from store.records import Refused


class Adding(Conversation):
    """Says which entry it is, and takes a line for it."""

    code = "ad"
    roles = KEEPERS
    yields_to_names = True

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if action == "add" and newest_contact(turn.desk, screen.subject) is not None:
            return Reply(screens=(screen.waiting(),))
        if action == "contacts":
            return Reply(screens=(screen.to("cu", "contacts"),))
        raise Refused("outdated")

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        last = newest_contact(turn.desk, screen.subject)
        added = add_to(turn.desk, last.id if last else "-", said)
        return Reply(screens=(stayed(screen, "just.added", turn.desk.changes, what=added.additions[-1]),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, last = turn.words, newest_contact(turn.desk, screen.subject)
        if last is None:
            return Card(text=words("adding.gone"))
        text = words("adding.ask", customer=turn.desk.customer(screen.subject), what=contact_line(turn, last))
        return Card(text=text, rows=((button(words, "back", "contacts"),),), private=True)
