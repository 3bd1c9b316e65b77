"""One after another: each outcome opens the next customer of the row (「一个接一个」)."""

from collections.abc import Sequence
from typing import Any

from desk.sitting import Change
from desk.undo import remembered
from handlers.conversation import Screen


def card_of(number: str, *, book: str = "", **draft: Any) -> Screen:
    """The screen of a customer's card."""
    return Screen(conversation="cu", subject=number, book=book, draft=draft)


def begin(queue: Sequence[str], book: str = "") -> Screen | None:
    """The first card of a row of customers; None where there are none."""
    return card_of(queue[0], book=book, queue=list(queue), place=0) if queue else None


def after(screen: Screen, just: str, changes: Sequence[Change], **facts: Any) -> Screen:
    """Where to go when this customer is done with: the next of the row, else the same card.

    `just` is the catalogue key of what was done, said on the card with its facts (plain values, `moment` an
    ISO instant) and undone there.
    """
    tale = _tale(screen, just, changes, facts)
    place = screen.draft.get("place", 0) + 1
    queue = screen.draft.get("queue", [])
    if not queue:
        return card_of(screen.subject, book=screen.book, **tale)
    if place < len(queue):
        return card_of(queue[place], book=screen.book, **_walked(screen, 1), **tale)
    return Screen(conversation="td", step="done", book=screen.book, draft=tale)


def stayed(screen: Screen, just: str, changes: Sequence[Change], **facts: Any) -> Screen:
    """The same card after something was written down that is no contact, to be undone there."""
    return card_of(
        screen.subject, book=screen.book, **_walked(screen, 0), **_tale(screen, just, changes, facts)
    )


def _tale(screen: Screen, just: str, changes: Sequence[Change], facts: dict[str, Any]) -> dict[str, Any]:
    back = {name: screen.draft[name] for name in ("follow_up",) if name in screen.draft}
    return {
        "just": just,
        "about": screen.subject,
        "facts": facts,
        "undo": remembered(changes),
        "back": {**back, **_walked(screen, 0)},
    }


def onward(screen: Screen) -> Screen:
    """The next card of the row without anything done."""
    place = screen.draft.get("place", 0) + 1
    queue = screen.draft.get("queue", [])
    if place < len(queue):
        return card_of(queue[place], book=screen.book, **_walked(screen, 1))
    return Screen(conversation="td", book=screen.book)


def before(screen: Screen) -> Screen:
    """The card as it was before what was just done."""
    return card_of(screen.draft["about"], book=screen.book, **screen.draft["back"])


def _walked(screen: Screen, steps: int) -> dict[str, Any]:
    if not screen.draft.get("queue"):
        return {}
    return {"queue": screen.draft["queue"], "place": screen.draft.get("place", 0) + steps}
