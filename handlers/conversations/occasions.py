"""Days of the customer's family, company and life: one typed line each, one tap to take one out."""

from desk.occasions import add_occasion, drop_occasion, occasion_said
from handlers.answer import Button, Card
from handlers.buttons import button
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.paging import page_of
from handlers.profile_lines import occasion_line
from handlers.walk import stayed
from store.records import Refused


class Occasions(Conversation):
    """The card waits for a line such as 「儿子高考 6月7日」."""

    code = "oc"
    roles = KEEPERS
    yields_to_names = True

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "back":
            return Reply(screens=(screen.to("pf"),))
        if verb == "page" and value.isdecimal():
            return Reply(screens=(screen.at("", page=int(value)).waiting(),))
        if verb == "drop" and value.isdecimal():
            dropped = drop_occasion(turn.desk, screen.subject, int(value))
            what = occasion_line(turn, dropped)
            return Reply(screens=(stayed(screen, "just.occasion_dropped", turn.desk.changes, what=what),))
        raise Refused("outdated")

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """A day, kept as it was understood and said again."""
        occasion = occasion_said(said, turn.desk, turn.desk.customer(screen.subject).name)
        add_occasion(turn.desk, screen.subject, occasion)
        what = occasion_line(turn, occasion)
        return Reply(screens=(stayed(screen, "just.occasion", turn.desk.changes, what=what),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, customer = turn.words, turn.desk.customer(screen.subject)
        page = page_of(words, screen, customer.occasions, others=1)
        known = tuple(
            (
                Button(
                    text=words("button.drop_day", what=occasion_line(turn, each))[:60], action=f"drop:{place}"
                ),
            )
            for place, each in enumerate(page.shown, page.start)
        )
        text = words("occasion.ask", customer=customer)
        return Card(text=text, rows=(*known, *page.turning, (button(words, "back", "back"),)), private=True)
