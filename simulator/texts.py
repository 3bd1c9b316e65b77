"""A text as Telegram counts it: plain characters, and entities that say what is special in them."""

from typing import NamedTuple

from simulator.objects import MessageEntity


def utf16_length(text: str) -> int:
    """How long Telegram counts a text: in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class Formatted(NamedTuple):
    """Plain text and what is special in it."""

    text: str
    entities: list[MessageEntity]
