"""Plain text and entities as HTML again."""

from html import escape

from simulator.objects import MessageEntity

TAGS_OF_KIND = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}


def to_html(text: str, entities: list[MessageEntity]) -> str:
    """The text with its entities as HTML again; foreign characters are escaped."""
    units = text.encode("utf-16-le", "surrogatepass")
    marks: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda one: (one.offset, -one.length)):
        begin, end = _tags(entity)
        marks.setdefault(entity.offset, []).append(begin)
        marks.setdefault(entity.offset + entity.length, []).insert(0, end)
    pieces: list[str] = []
    last = 0
    for place in sorted(marks):
        pieces.append(escape(units[last * 2 : place * 2].decode("utf-16-le", "replace"), quote=False))
        pieces.extend(marks[place])
        last = place
    pieces.append(escape(units[last * 2 :].decode("utf-16-le", "replace"), quote=False))
    return "".join(pieces)


def _tags(entity: MessageEntity) -> tuple[str, str]:
    if entity.type == "text_link" and entity.url:
        return f'<a href="{escape(entity.url)}">', "</a>"
    tag = TAGS_OF_KIND.get(entity.type)
    return (f"<{tag}>", f"</{tag}>") if tag else ("", "")
