"""同一户: who lives together, by typing a name; who decides there, by a tap."""

from desk.households import join, keeps_money, leave
from handlers.answer import Card
from handlers.buttons import button, in_rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.profile_lines import household_line
from handlers.walk import stayed
from handlers.whom import named_in
from store.records import Refused


class Household(Conversation):
    """The card waits for the name of another customer of the book."""

    code = "hh"
    roles = KEEPERS

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if action == "back":
            return Reply(screens=(screen.to("pf", "others"),))
        if action == "leave":
            leave(turn.desk, screen.subject)
            return Reply(screens=(stayed(screen, "just.household_left", turn.desk.changes),))
        if action == "keeps":
            keeps_money(turn.desk, screen.subject)
            return Reply(screens=(stayed(screen, "just.keeps_money", turn.desk.changes),))
        raise Refused("outdated")

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """The name of somebody who lives with the customer."""
        other = named_in(turn, said)
        if other is None:
            raise Refused("household.not_found", query=said.strip()[:20])
        join(turn.desk, screen.subject, other.id)
        with_ = turn.words.name(other)
        return Reply(screens=(stayed(screen, "just.household", turn.desk.changes, other=with_),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, customer = turn.words, turn.desk.customer(screen.subject)
        lines = [words("household.ask", customer=customer), household_line(turn, customer)]
        choices = []
        if customer.household:
            choices = [button(words, "household_leave", "leave")]
            if not customer.keeps_money:
                choices.insert(0, button(words, "keeps_money", "keeps"))
        return Card(
            text="\n".join(line for line in lines if line),
            rows=(*in_rows(choices, 2), (button(words, "back", "back"),)),
            private=True,
        )
