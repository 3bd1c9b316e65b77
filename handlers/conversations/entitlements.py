"""权益: used and left this year, granted by a tap; a gift asks for its value."""

from datetime import date

from desk.entitlements import Left, entitlements_of, grant
from desk.said_amounts import said_fen
from handlers.answer import Button, Card
from handlers.buttons import button
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.walk import card_of, stayed
from store.records import Refused

_SHOWN = 7


class Entitlements(Conversation):
    """The manager grants what the tier has; a large gift is the head's to grant, on the same card."""

    code = "en"
    roles = KEEPERS
    yields_to_names = True

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "back":
            looks = turn.desk.only_looks
            there = card_of(screen.subject, book=screen.book) if looks else screen.to("pf", "others")
            return Reply(screens=(there,))
        if verb == "list":
            return Reply(screens=(screen.at(""),))
        if verb == "grant" and value.isdecimal():
            known = _left(turn, screen)
            if int(value) >= len(known):
                raise Refused("outdated")
            chosen = known[int(value)].entitlement
            if chosen.gift:
                return Reply(screens=(screen.at("value", name=chosen.name).waiting(),))
            return Reply(screens=(_granted(turn, screen, chosen.name, 0),))
        raise Refused("outdated")

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """What the gift was worth, in yuan."""
        return Reply(screens=(_granted(turn, screen, screen.draft["name"], said_fen(said) or 0),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, customer = turn.words, turn.desk.customer(screen.subject)
        if screen.step == "value":
            text = words("entitlement.ask_value", customer=customer, name=_name(turn, screen.draft["name"]))
            return Card(text=text, rows=((button(words, "back", "list"),),), private=True)
        known = _left(turn, screen)
        lines = [words("entitlement.head_line", customer=customer, until=_year_end(turn))]
        lines += [
            words(
                "entitlement.line",
                name=_name(turn, each.entitlement.name),
                used=each.used,
                left=each.left,
            )
            for each in known
        ]
        if not known:
            lines.append(words("entitlement.none"))
        buttons = tuple(
            (
                Button(
                    text=words("button.grant", name=_name(turn, each.entitlement.name)),
                    action=f"grant:{place}",
                ),
            )
            for place, each in enumerate(known[:_SHOWN])
            if each.left
        )
        return Card(text="\n".join(lines), rows=(*buttons, (button(words, "back", "back"),)), private=True)


def _year_end(turn: Turn) -> date:
    """What is left is counted by calendar year, and is lost after it."""
    return date(turn.desk.today.year, 12, 31)


def _left(turn: Turn, screen: Screen) -> list[Left]:
    customer = turn.desk.customer(screen.subject)
    return list(entitlements_of(customer, turn.desk.rules.playbook, turn.desk.today))


def _name(turn: Turn, name: str) -> str:
    return turn.words.called("entitlement.name", name)


def _granted(turn: Turn, screen: Screen, name: str, fen: int) -> Screen:
    grant(turn.desk, screen.subject, name, fen)
    return stayed(screen, "just.granted", turn.desk.changes, name=_name(turn, name))
