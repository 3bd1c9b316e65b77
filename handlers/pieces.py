"""Texts as Telegram takes them: long ones as several messages, and a block to copy below."""

from msgspec.structs import replace
from telegram import MessageEntity
from telegram.constants import MessageEntityType

from handlers.answer import Answer, Card, Send

LONGEST = 4096


def pieces(answer: Answer) -> Answer:
    """The answer with each long text as several messages, so that a failure repeats none of them."""
    return tuple(each for step in answer for each in (_cut(step) if isinstance(step, Send) else (step,)))


def parts(text: str, longest: int = LONGEST) -> tuple[str, ...]:
    """A text in pieces that Telegram takes, cut at line ends where possible; it counts in UTF-16."""
    found: list[str] = []
    while _units(text) > longest:
        room = len(text.encode("utf-16-le")[: longest * 2].decode("utf-16-le", "ignore"))
        line = text.rfind("\n", room // 2, room)
        cut = line if line > 0 else room
        found.append(text[:cut])
        text = text[cut:].lstrip("\n")
    return (*found, text) if text or not found else tuple(found)


def _cut(send: Send) -> tuple[Send, ...]:
    card = send.card
    if card.file_body or _units(card.text) + _units(card.code) < LONGEST:
        return (send,)
    texts = [replace(card, text=each, rows=(), code="") for each in parts(card.text)]
    codes = [replace(card, text="", code=each, rows=()) for each in parts(card.code) if each]
    *before, last = *texts, *codes
    plain = [replace(send, card=each, token="", version=0) for each in before]
    return (*plain, replace(send, card=replace(last, rows=card.rows)))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def with_code(card: Card) -> tuple[str, list[MessageEntity] | None]:
    """The text with a block below it that one tap copies."""
    if not card.code:
        return card.text, None
    above = f"{card.text}\n" if card.text else ""
    return above + card.code, [MessageEntity(MessageEntityType.PRE, _units(above), _units(card.code))]
