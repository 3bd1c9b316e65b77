"""A bare name typed while a card waits for something else: whoever writes it wants that customer's card."""

from handlers.conversation import Screen, Turn
from handlers.walk import card_of


def aside(turn: Turn, said: str) -> Screen | None:
    """The card of the one customer of this whole name; None for any other words."""
    name = said.strip()
    named = [each.id for each in turn.desk.book.customers.values() if each.name == name]
    return card_of(named[0]) if len(named) == 1 else None
