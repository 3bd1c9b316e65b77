"""Opens the store for the bot and for every command, without whatever else a running bot needs."""

from collections.abc import Callable

from scheduling.alarms import alarms
from scheduling.rules import Rules
from scheduling.summary import summarise
from store.chance import Chance
from store.records import Dialogue
from store.records.base import Record
from store.store import Store

new_id = Chance(5)
"""Ten letters that nobody guesses and that fit many times into a button."""


def open_store(url: str, key: bytes, rules: Callable[[], Rules], *, make: bool = True) -> Store:
    """The store, with alarms and summaries derived by the rules at each commit of a book.

    Without `make` an absent store is refused, not made.
    """
    return Store.open(
        url,
        key=key,
        make=make,
        arm=lambda book, now: alarms(book, rules(), now),
        summarise=lambda book, now: summarise(book, rules(), now),
        derives=_derives,
    )


def _derives(record: Record) -> bool:
    """Nothing is said or counted of a card in a chat, unless it shows what must be hidden again."""
    return not isinstance(record, Dialogue) or record.hide_at is not None
