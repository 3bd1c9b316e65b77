"""Another tier or segment by hand (层级、客群), with the reason, until it is given back to the rules."""

from typing import get_args

from desk.classing import What, by_hand, class_of, classes, reclass
from desk.understanding import mask_numbers
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.walk import stayed
from store.records import Refused

# What is said most; anything else is typed.
REASONS = ("elsewhere", "family", "told", "slip")
_LONGEST = 60
_SHOWN = 7


class Classes(Conversation):
    """What, which, and why: three taps, or two and a typed line."""

    code = "cl"
    name = "classes"
    roles = KEEPERS
    yields_to_names = True

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "back":
            return Reply(screens=(screen.to("sg"),))
        if verb in get_args(What):
            return Reply(screens=(screen.at("which", what=verb),))
        if verb == "to" and value.isdecimal() and screen.step == "which":
            choices = classes(turn.desk, screen.draft["what"])
            if int(value) >= len(choices):
                raise Refused("outdated")
            return Reply(screens=(screen.at("why", to=choices[int(value)]).waiting(),))
        if verb == "rules" and screen.step == "which":
            return Reply(screens=(_moved(turn, screen.at("why", to=""), turn.words("classes.by_rules")),))
        if verb == "why" and screen.step == "why" and value in REASONS:
            return Reply(screens=(_moved(turn, screen, turn.words(f"classes.why_{value}")),))
        raise Refused("outdated")

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """A reason in the manager's own words."""
        return Reply(screens=(_moved(turn, screen, mask_numbers(said.strip())[:_LONGEST]),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, customer = turn.words, turn.desk.customer(screen.subject)
        what: What = screen.draft["what"]
        back = (button(words, "back", "back"),)
        now = class_of(turn.desk, customer, what)
        if screen.step == "why":
            reasons = ((Button(text=words(f"classes.why_{each}"), action=f"why:{each}"),) for each in REASONS)
            text = words("classes.ask_why", customer=customer, to=_called(turn, what, screen.draft["to"]))
            return Card(text=text, rows=(*reasons, back), private=True)
        others = [
            Button(text=_called(turn, what, each), action=f"to:{place}")
            for place, each in enumerate(classes(turn.desk, what))
            if each != now
        ]
        given_back = [button(words, "by_rules", "rules")] if by_hand(customer, what) else []
        text = words("classes.ask", customer=customer, now=_called(turn, what, now))
        shown = others[: _SHOWN - len(given_back)]
        return Card(text=text, rows=(*in_rows([*shown, *given_back], 2), back), private=True)


def _moved(turn: Turn, screen: Screen, reason: str) -> Screen:
    what, to = screen.draft["what"], screen.draft["to"]
    customer = reclass(turn.desk, screen.subject, what, to, reason)
    now = _called(turn, what, class_of(turn.desk, customer, what))
    return stayed(screen, "just.reclassed", turn.desk.changes, now=now)


def _called(turn: Turn, what: What, name: str) -> str:
    return turn.words.called(what, name) if name else turn.words("classes.none")
