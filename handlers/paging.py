"""Longer lists than a card has buttons for: a part of them, and a row that turns the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from handlers.answer import Rows
from handlers.buttons import MOST, button
from handlers.conversation import Screen
from handlers.words import Words

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Page(Generic[T]):
    """What stands on a page, from which place of the whole on, and the row that leads to the others."""

    shown: Sequence[T]
    start: int
    number: int
    pages: int
    turning: Rows


def page_of(
    words: Words, screen: Screen, things: Sequence[T], *, others: int = 0, each: int = 0, verb: str = "page"
) -> Page[T]:
    """The page that the screen's draft names; `others` are the buttons that stand on every page.

    With `each` a page has so many, else as many as the card has room for. `verb` is what turning it comes
    back as, with the page behind it. What has become shorter since shows its last page.
    """
    room = MOST - others
    each = each or (room if len(things) <= room else room - 2)
    pages = max(1, -(-len(things) // each))
    number = min(screen.draft.get("page", 0), pages - 1)
    earlier = [button(words, "earlier", f"{verb}:{number - 1}")] if number else []
    further = [button(words, "further", f"{verb}:{number + 1}")] if number + 1 < pages else []
    row = (*earlier, *further)
    shown = things[number * each : (number + 1) * each]
    return Page(shown=shown, start=number * each, number=number, pages=pages, turning=(row,) if row else ())


def numbered(words: Words, text: str, page: Page[T]) -> str:
    """The words of a list with 第 2/3 页 behind them, where it has several pages."""
    if page.pages == 1:
        return text
    return words("customers.page", count=text, page=page.number + 1, pages=page.pages)
