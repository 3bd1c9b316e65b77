"""What became of the money: a maturity ends with nothing less (DOMAIN 3)."""

from collections.abc import Sequence
from datetime import timedelta

from desk.log import maturing
from desk.settle import money
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.walk import after
from store.records import Holding, MaturityOutcome, Refused

AHEAD = timedelta(days=30)
_SHOWN = 2


class Money(Conversation):
    """Renewed, partly, moved elsewhere, or taken out for use."""

    code = "mn"
    name = "money"
    roles = KEEPERS

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if action == "card":
            return Reply(screens=(screen.to("cu"),))
        outcome, _, place = action.partition(":")
        due = _due(turn, screen)
        if outcome not in set(MaturityOutcome) or not place.isdecimal() or int(place) >= len(due):
            raise Refused("outdated")
        customer = turn.desk.customer(screen.subject)
        money(turn.desk, customer, due[int(place)].number, MaturityOutcome(outcome))
        return Reply(screens=(after(screen, f"just.money_{outcome}", turn.desk.changes),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, due = turn.words, _due(turn, screen)
        lines = [words("money.ask", customer=turn.desk.customer(screen.subject))]
        choices: list[tuple[Button, ...]] = []
        for place, holding in enumerate(due):
            mark = f"{place + 1}. " if len(due) > 1 else ""
            amount = words.money(holding.amount, holding.currency)
            lines.append(
                mark + words("money.one", product=holding.product, amount=amount, day=holding.maturity)
            )
            choices += in_rows(
                (
                    Button(text=mark + words(f"button.money_{outcome}"), action=f"{outcome}:{place}")
                    for outcome in MaturityOutcome
                ),
                2,
            )
        return Card(text="\n".join(lines), rows=(*choices, (button(words, "back", "card"),)), private=True)


def _due(turn: Turn, screen: Screen) -> Sequence[Holding]:
    customer = turn.desk.customer(screen.subject)
    due = maturing(customer, turn.desk.today) or maturing(customer, turn.desk.today + AHEAD)
    return sorted(due, key=lambda each: (each.maturity or turn.desk.today, each.number))[:_SHOWN]
