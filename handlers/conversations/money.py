"""What became of the money: a maturity ends with nothing less (DOMAIN 3)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from desk.importing import cells
from desk.importing.cells import Bad
from desk.log import maturing
from desk.settle import money
from desk.understanding import mask_numbers
from desk.undo import recalled, remembered
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.facts import product
from handlers.walk import after
from store.records import Holding, MaturityOutcome, Refused

AHEAD = timedelta(days=30)
_SHOWN = 2
_LONGEST = 60
# What is asked once more: where it went, how much of it stayed.
_ASKED_FURTHER: Mapping[MaturityOutcome, str] = {
    MaturityOutcome.MOVED: "where",
    MaturityOutcome.PARTLY: "how_much",
}


class Money(Conversation):
    """Renewed, partly, moved elsewhere, or taken out for use."""

    code = "mn"
    name = "money"
    roles = KEEPERS

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if action == "card":
            return Reply(screens=(screen.to("cu"),))
        if action == "unknown" and screen.step in _ASKED_FURTHER.values():
            outcome = next(each for each, step in _ASKED_FURTHER.items() if step == screen.step)
            return Reply(screens=(after(screen, f"just.money_{outcome}", recalled(screen.draft["told"])),))
        outcome, _, place = action.partition(":")
        due = _due(turn, screen)
        if outcome not in set(MaturityOutcome) or not place.isdecimal() or int(place) >= len(due):
            raise Refused("outdated")
        customer, holding = turn.desk.customer(screen.subject), due[int(place)].number
        money(turn.desk, customer, holding, MaturityOutcome(outcome))
        further = _ASKED_FURTHER.get(MaturityOutcome(outcome))
        if further is not None:
            told = remembered(turn.desk.changes)
            return Reply(screens=(screen.at(further, holding=holding, told=told).waiting(),))
        return Reply(screens=(after(screen, f"just.money_{outcome}", turn.desk.changes),))

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """Where the money went, in a few words, or how much of it stayed."""
        customer, holding = turn.desk.customer(screen.subject), screen.draft["holding"]
        if screen.step == "how_much":
            outcome = MaturityOutcome.PARTLY
            money(turn.desk, customer, holding, outcome, kept=_stayed(said))
        else:
            outcome = MaturityOutcome.MOVED
            money(turn.desk, customer, holding, outcome, to=mask_numbers(said.strip())[:_LONGEST])
        told = [*recalled(screen.draft["told"]), *turn.desk.changes]
        return Reply(screens=(after(screen, f"just.money_{outcome}", told),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, due = turn.words, _due(turn, screen)
        if screen.step in _ASKED_FURTHER.values():
            text = words(f"money.{screen.step}", customer=turn.desk.customer(screen.subject))
            return Card(text=text, rows=((button(words, "not_known", "unknown"),),), private=True)
        lines = [words("money.ask", customer=turn.desk.customer(screen.subject))]
        choices: list[tuple[Button, ...]] = []
        for place, holding in enumerate(due):
            mark = f"{place + 1}. " if len(due) > 1 else ""
            amount = words.money(holding.amount, holding.currency)
            one = words("money.one", product=product(turn, holding), amount=amount, day=holding.maturity)
            lines.append(mark + " ".join(one.split()))
            choices += in_rows(
                (
                    Button(text=mark + words(f"button.money_{outcome}"), action=f"{outcome}:{place}")
                    for outcome in MaturityOutcome
                ),
                2,
            )
        return Card(text="\n".join(lines), rows=(*choices, (button(words, "back", "card"),)), private=True)


def _stayed(said: str) -> int:
    """An amount as it is typed: 30万, 300000."""
    try:
        fen = cells.fen(said)
    except Bad as bad:
        raise Refused("money.no_amount") from bad
    if fen is None or fen <= 0:
        raise Refused("money.no_amount")
    return fen


def _due(turn: Turn, screen: Screen) -> Sequence[Holding]:
    customer = turn.desk.customer(screen.subject)
    rules, today = turn.desk.rules, turn.desk.today
    due = maturing(customer, rules, today) or maturing(customer, rules, today + AHEAD)
    return sorted(due, key=lambda each: (each.maturity or today, each.number))[:_SHOWN]
