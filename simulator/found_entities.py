"""What Telegram finds in a text by itself: commands, mentions, tags, addresses of pages and mail."""

import re

from simulator.objects import MessageEntity
from simulator.texts import utf16_length

PATTERNS = (
    (
        "url",
        re.compile(r"(?<![\w@.])(?:https?://[^\s<>「」，。]+|(?:[\w\-]+\.)+(?:com|cn|org|net)\b(?:/\S*)?)"),
    ),
    ("email", re.compile(r"(?<![\w.])[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+", re.ASCII)),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])", re.ASCII)),
    ("mention", re.compile(r"(?<![\w@/.])@[A-Za-z]\w{2,31}", re.ASCII)),
    ("hashtag", re.compile(r"(?<![\w#&])#\w*[^\W\d]\w*")),
)
TRACES = re.compile(r"[/@#.]")


def found_entities(text: str, taken: list[MessageEntity] | None = None) -> list[MessageEntity]:
    """Entities Telegram adds to a text on its own, beside those already given and never across them."""
    own = list(taken or [])
    if TRACES.search(text) is None:
        return own
    added: list[MessageEntity] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            entity = _entity(kind, text, match.start(), match.end())
            if not any(_touches(entity, other) for other in [*added, *_solid(own)]):
                added.append(entity)
    return sorted([*own, *added], key=lambda one: (one.offset, -one.length))


def _entity(kind: str, text: str, begin: int, end: int) -> MessageEntity:
    return MessageEntity(type=kind, offset=utf16_length(text[:begin]), length=utf16_length(text[begin:end]))


def _solid(entities: list[MessageEntity]) -> list[MessageEntity]:
    return [one for one in entities if one.type in {"code", "pre", "text_link", "text_mention"}]


def _touches(one: MessageEntity, other: MessageEntity) -> bool:
    return one.offset < other.offset + other.length and other.offset < one.offset + one.length
