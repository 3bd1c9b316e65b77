"""What is open about the customer of a card, and so can be put off, skipped or moved.

`today` is what the day has for that customer; it takes a look at the whole book, so a card takes it once.
"""

from collections.abc import Sequence

from desk.promises import promised_to
from handlers.conversation import Screen, Turn
from scheduling.occurrence import Occurrence
from store.records import FollowUp

# What became of the money has to be said, a complaint answered, and word given of an errand: none is skipped.
_NEVER_SKIPPED = frozenset({"maturity", "complaint", "service_request"})


def promise_of(turn: Turn, screen: Screen, today: Sequence[Occurrence]) -> FollowUp | None:
    """The promise that a reminder brought, else the customer's next one where nothing is due `today`."""
    book = turn.desk.book
    told = book.follow_ups.get(screen.draft.get("follow_up", ""))
    if told is not None and told.open:
        return told
    if today:
        return None
    return next(iter(promised_to(book, screen.subject)), None)


def is_open(turn: Turn, screen: Screen, today: Sequence[Occurrence]) -> bool:
    """Whether there is anything to put off; else a tap makes a new appointment."""
    return bool(today) or promise_of(turn, screen, today) is not None


def skippable(turn: Turn, screen: Screen, today: Sequence[Occurrence]) -> bool:
    """Whether anything open can be left out this once."""
    return bool(to_skip(today)) or promise_of(turn, screen, today) is not None


def to_skip(today: Sequence[Occurrence]) -> Sequence[Occurrence]:
    """What is open today and may be left out."""
    return [each for each in today if each.kind not in _NEVER_SKIPPED]
