"""What became of the money: a maturity ends with nothing less (DOMAIN 3)."""

from collections.abc import Sequence
from datetime import timedelta

from desk.maturities import maturing, settle_money
from desk.said_amounts import said_fen
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
# What a further question follows: where the money went, how much of it stayed.
_ASKED_FURTHER = {MaturityOutcome.MOVED: "where", MaturityOutcome.PARTLY: "how_much"}
# Shares that a tap can name.
_PARTS = {"half": (1, 2), "third": (1, 3), "two_thirds": (2, 3)}
_LONGEST = 60


class Money(Conversation):
    """Renewed, partly, moved elsewhere, or taken out for use."""

    code = "mn"
    roles = KEEPERS

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if action == "card":
            return Reply(screens=(screen.to("cu"),))
        if action == "unknown" and screen.step in _ASKED_FURTHER.values():
            just = "just.money_moved" if screen.step == "where" else "just.money_partly"
            return Reply(screens=(after(screen, just, recalled(screen.draft["told"])),))
        verb, _, part = action.partition(":")
        if verb == "kept" and screen.step == "how_much" and part in _PARTS:
            whole = _held(turn, screen).open_amount or 0
            return self._kept(turn, screen, whole * _PARTS[part][0] // _PARTS[part][1])
        outcome, _, place = action.partition(":")
        due = _due(turn, screen)
        if outcome not in set(MaturityOutcome) or not place.isdecimal() or int(place) >= len(due):
            raise Refused("outdated")
        customer, holding = turn.desk.customer(screen.subject), due[int(place)].number
        settle_money(turn.desk, customer, holding, MaturityOutcome(outcome))
        if outcome in _ASKED_FURTHER:
            told, step = remembered(turn.desk.changes), _ASKED_FURTHER[MaturityOutcome(outcome)]
            return Reply(screens=(screen.at(step, holding=holding, told=told).waiting(),))
        return Reply(screens=(after(screen, f"just.money_{outcome}", turn.desk.changes),))

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """Where the money went, in a few words, or how much of it was renewed."""
        if screen.step == "how_much":
            return self._kept(turn, screen, _stayed(said))
        to = mask_numbers(said.strip())[:_LONGEST]
        customer = turn.desk.customer(screen.subject)
        settle_money(turn.desk, customer, screen.draft["holding"], MaturityOutcome.MOVED, to=to)
        told = [*recalled(screen.draft["told"]), *turn.desk.changes]
        return Reply(screens=(after(screen, "just.money_moved_to", told, to=to),))

    def _kept(self, turn: Turn, screen: Screen, fen: int) -> Reply:
        customer, number = turn.desk.customer(screen.subject), screen.draft["holding"]
        known = settle_money(turn.desk, customer, number, MaturityOutcome.PARTLY, kept=fen)
        told = [*recalled(screen.draft["told"]), *turn.desk.changes]
        held = next(each for each in known.holdings if each.number == number)
        if held.told:
            return Reply(screens=(after(screen, "just.money_renewed", told),))
        return Reply(screens=(after(screen, "just.money_part", told, kept=fen, rest=held.open_amount),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, due = turn.words, _due(turn, screen)
        if screen.step == "where":
            text = words("money.where", customer=turn.desk.customer(screen.subject))
            return Card(text=text, rows=((button(words, "not_known", "unknown"),),), private=True)
        if screen.step == "how_much":
            return self._how_much(turn, screen)
        lines = [words("money.ask", customer=turn.desk.customer(screen.subject))]
        choices: list[tuple[Button, ...]] = []
        for place, holding in enumerate(due):
            mark = f"{place + 1}. " if len(due) > 1 else ""
            amount = words.money(holding.open_amount, holding.currency)
            parted = holding.outcome is MaturityOutcome.PARTLY
            one = words(
                "money.rest" if parted else "money.one",
                product=product(turn, holding),
                amount=amount,
                day=holding.maturity,
            )
            lines.append(mark + " ".join(one.split()))
            choices += in_rows(
                (
                    Button(text=mark + words(f"button.money_{outcome}"), action=f"{outcome}:{place}")
                    for outcome in MaturityOutcome
                ),
                2,
            )
        return Card(text="\n".join(lines), rows=(*choices, (button(words, "back", "card"),)), private=True)

    def _how_much(self, turn: Turn, screen: Screen) -> Card:
        words, held = turn.words, _held(turn, screen)
        amount = words.money(held.open_amount, held.currency) if held.open_amount else ""
        text = words("money.how_much", customer=turn.desk.customer(screen.subject), amount=amount)
        parts = [button(words, f"kept_{part}", f"kept:{part}") for part in _PARTS] if held.open_amount else []
        return Card(
            text="\n".join(line.rstrip() for line in text.splitlines()),
            rows=(*in_rows(parts), (button(words, "not_known", "unknown"),)),
            private=True,
        )


def _held(turn: Turn, screen: Screen) -> Holding:
    held = turn.desk.customer(screen.subject).holdings
    found = next((each for each in held if each.number == screen.draft["holding"]), None)
    if found is None:
        raise Refused("holding.gone")
    return found


def _stayed(said: str) -> int:
    """An amount as it is typed: 30万, 300000."""
    fen = said_fen(said)
    if fen is None or fen <= 0:
        raise Refused("money.no_amount")
    return fen


def _due(turn: Turn, screen: Screen) -> Sequence[Holding]:
    customer = turn.desk.customer(screen.subject)
    rules, today = turn.desk.rules, turn.desk.today
    due = maturing(customer, rules, today) or maturing(customer, rules, today + AHEAD)
    return sorted(due, key=lambda each: (each.maturity or today, each.number))[:_SHOWN]
