"""Leave a reminder out this once, with a reason."""

from desk.promises import drop, follow_up
from desk.settle import skip
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.facts import occurrences_of
from handlers.open_things import promise_of, to_skip
from handlers.walk import after
from store.records import Refused

REASONS = ("abroad", "asked", "otherwise", "not_needed")


class Skip(Conversation):
    """The reasons that are said most; the series goes on."""

    code = "sk"
    roles = KEEPERS

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if action == "card":
            return Reply(screens=(screen.to("cu"),))
        if action not in REASONS:
            raise Refused("outdated")
        today = occurrences_of(turn, screen.subject)
        promised, occurrences = promise_of(turn, screen, today), to_skip(today)
        if not occurrences and promised is None:
            raise Refused("nothing_open")
        if promised is not None:
            drop(turn.desk, promised)
        for occurrence in occurrences:
            if occurrence.kind != "follow_up":
                skip(turn.desk, occurrence.key, screen.subject, action)
            elif promised is None or occurrence.subject != promised.id:
                drop(turn.desk, follow_up(turn.desk, occurrence.subject))
        return Reply(screens=(after(screen, "just.skipped", turn.desk.changes),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, customer = turn.words, turn.desk.customer(screen.subject)
        reasons = (Button(text=words(f"skip.{reason}"), action=reason) for reason in REASONS)
        back = (button(words, "back", "card"),)
        text = words("skip.ask", customer=customer)
        return Card(text=text, rows=(*in_rows(reasons, 2), back), private=True)
