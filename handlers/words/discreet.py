"""Words for a message that comes into the chat anew: in the masked rendering amounts wait for a tap."""

from dataclasses import dataclass, field

from desk.understanding.amounts import spans
from desk.understanding.script import simplified, small
from handlers.words.words import Words
from store.records import Rendering

_INSTEAD = "…"


@dataclass(frozen=True, kw_only=True)
class Discreet(Words):
    """Leaves out what customers own and owe, also where a note tells of it; remembers that it did."""

    _kept_back: list[str] = field(default_factory=list[str], compare=False)

    @property
    def aloud(self) -> Words:
        return Words(language=self.language, rendering=self.rendering, now=self.now)

    @property
    def shows_amounts(self) -> bool:
        return False

    @property
    def kept_back(self) -> bool:
        return bool(self._kept_back)

    def money(self, fen: int | None, currency: str = "CNY") -> str:
        if said := super().money(fen, currency):
            self._kept_back.append(said)
        return ""

    def note(self, text: str) -> str:
        kept, end = "", 0
        for start, after, amount in spans(small(simplified(text))):
            self._kept_back.append(amount.text)
            kept += text[end:start] + _INSTEAD
            end = start + len(text[start:after].rstrip())
        return kept + text[end:]


def discreet(words: Words) -> Words:
    """The same words for a new message; those that show everything or nothing stay as they are."""
    if words.rendering is not Rendering.MASKED:
        return words
    return Discreet(language=words.language, rendering=words.rendering, now=words.now)
