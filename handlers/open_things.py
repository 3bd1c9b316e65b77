"""What is open about the customer of a card, and so can be put off, skipped or moved."""

from collections.abc import Sequence

from handlers.conversation import Screen, Turn
from handlers.facts import occurrences_of
from scheduling.occurrence import Occurrence
from store.records import FollowUp

# What became of the money has to be said, a complaint answered, and word given of an errand: none is skipped.
_NEVER_SKIPPED = frozenset({"maturity", "complaint", "service_request"})


def promise_of(turn: Turn, screen: Screen) -> FollowUp | None:
    """The promise that a reminder brought, else the customer's next one where nothing is due today."""
    book = turn.desk.book
    told = book.follow_ups.get(screen.draft.get("follow_up", ""))
    if told is not None and told.open:
        return told
    if occurrences_of(turn, screen.subject):
        return None
    coming = (each for each in book.follow_ups.values() if each.customer == screen.subject and each.open)
    return min(coming, key=lambda each: (each.day, str(each.at)), default=None)


def is_open(turn: Turn, screen: Screen) -> bool:
    """Whether there is anything to put off; else a tap makes a new appointment."""
    return bool(occurrences_of(turn, screen.subject)) or promise_of(turn, screen) is not None


def skippable(turn: Turn, screen: Screen) -> bool:
    """Whether anything open can be left out this once."""
    return bool(to_skip(turn, screen.subject)) or promise_of(turn, screen) is not None


def to_skip(turn: Turn, customer: str) -> Sequence[Occurrence]:
    """What is open today and may be left out."""
    return [each for each in occurrences_of(turn, customer) if each.kind not in _NEVER_SKIPPED]
