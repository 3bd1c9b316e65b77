"""Rows of buttons, likeliest first, at most eight of them on a card."""

from collections.abc import Iterable

from handlers.answer import Button, Rows
from handlers.words import Words

MOST = 8
AMOUNTS = "amounts"
"""The action that every card knows: the same card, with the amounts that its first message kept back."""


def button(words: Words, key: str, action: str, **facts: object) -> Button:
    """A button whose words stand in the catalogue under `button.`"""
    return Button(text=words(f"button.{key}", **facts), action=action)


def rows(*lines: Iterable[Button]) -> Rows:
    """The lines that hold anything."""
    return tuple(kept for line in lines if (kept := tuple(line)))


def in_rows(buttons: Iterable[Button], across: int = 3) -> Rows:
    """Buttons side by side, a few to a row."""
    row = list(buttons)
    return tuple(tuple(row[start : start + across]) for start in range(0, len(row), across))


def copying(words: Words, key: str, text: str) -> tuple[Button, ...]:
    """A button that copies a text; none where the text is too long for one (256 characters)."""
    return (Button(text=words(f"button.{key}"), copy=text),) if 0 < len(text) <= 256 else ()
