"""A line made ready to be read: numbers masked, fillers dropped, and a simplified copy as long as it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from desk.understanding.masking import mask_numbers
from desk.understanding.script import simplified, small

__all__ = ["CLAUSE_END", "MOST_READ", "REST", "Line", "beginning", "blank", "clause_at", "lines", "read"]

# So many characters of a message are understood; what is longer was pasted. All of it is kept.
MOST_READ = 1000
# Stands between what was understood of a message and the rest of it.
REST = "\n……\n"
# So near its limit a long text is cut where a word or clause ends.
_NEAR_THE_LIMIT = 100
_CUT = re.compile(r"[\s,，。.;；!！?？、]")

CLAUSE_END = re.compile(r"[,，。;；!！?？\n]")
_SOUNDS = re.compile(
    r"(?:嗯|(?<![俾畀])(?<![俾畀被]人)呃(?![咗佢錢钱晒])|唔嗯|诶|欸|哎呀|额(?=[,，\s嗯])|\b(?:um+|uh+|er+|hmm+)\b,?)+[,，…]*\s?",
    re.IGNORECASE,
)
_PADDING = re.compile(
    r"(?:(?:^|(?<=[,，\s]))(?:那个|这个|就是说|就是|然后|的话)[,，\s]+|(?:那个|那個)(?![人客位时產产姓时人事])|就是(?=[说說][他她想要我])|就是[说說]|(?<![不也])就是(?!为|不|了|他|她|这|那|因))"
)
_REPEAT = re.compile(r"([一-鿿]{2,4})\1+")
_FORWARDED = re.compile(
    r"^\s*(?:\[(?:转发|轉發|forwarded)[^\]]*\][:：]?\s*"
    r"|(?:转发|轉發|forwarded)(?![给給了到一过過至])(?:的|来自|來自|自|消息|訊息|微信|短信|聊天记录|聊天記錄|messages?|from|[:：]|\s)*"
    r"|(?:fwd?|转)[:：]\s*)",
    re.IGNORECASE,
)
# To whom the line is said, and what is asked for with every line.
_PLEASE_NOTE = re.compile(
    r"^(?:管家[,，\s]*)?(?:(?:请|請|麻烦|麻煩|劳烦|勞煩|帮我|幫我|帮忙|幫忙|给我|給我|你|再)*"
    r"(?:[记記]录?|[记記]錄|[登][记記]|备注|備註)(?:一下|下|一笔|一筆|一条|一條)[:：,，。\s]*"
    r"|(?:[记記]|备注|備註|note|log|memo|record)\s?[:：]\s*"
    r"|(?:please|pls|plz)\s(?:note|log|record)(?:\s(?:that|down))?\b[,:]?\s*)(?=\S)",
    re.IGNORECASE,
)
# What ends a line and says nothing: a full stop of dictation, thanks, a face.
_CLOSING = re.compile(
    r"(?:[\s.。~～…]|(?<!哈)哈"
    r"|(?<=[\s,，。.!！])(?:谢谢|多谢|唔该|谢了|谢啦|辛苦了?|thanks|thank you|thx|tks|ty)[!！]?"
    # Faces and flowers; a tick or a crossed telephone says something.
    r"|[\U0001f600-\U0001f64f\U0001f970-\U0001f97a🌹🎉💐❤\ufe0f\u200d])+$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-*•·●]|\d{1,2}[.、)）]\s?(?!\d)|[(（]\d{1,2}[)）]|[①-⑩])\s*")
_SIGNS = re.compile(r"[,，。;；!！?？]")


@dataclass(frozen=True, kw_only=True)
class Line:
    """`note` is what may be kept, `plain` the same simplified and in small letters, place by place.

    `plain` ends where the note goes on with nothing but a full stop, thanks or a picture.
    """

    note: str
    plain: str


def beginning(text: str) -> tuple[str, str]:
    """What is understood of a text, and the rest that is only kept: empty for what people say themselves."""
    told, _, rest = text.partition(REST)
    if rest or len(told) <= MOST_READ:
        return told, rest
    told = mask_numbers(told)  # a number that must not be kept is not cut in two
    cuts = [cut.end() for cut in _CUT.finditer(told, MOST_READ - _NEAR_THE_LIMIT, MOST_READ)]
    end = cuts[-1] if cuts else MOST_READ
    return told[:end].strip(), told[end:].strip()


def lines(text: str) -> tuple[str, ...]:
    """The lines of a message without bullets and marks of forwarding; at least one."""
    body = _FORWARDED.sub("", text)
    parts = [_BULLET.sub("", part).strip() for part in body.splitlines()]
    return tuple(part for part in parts if part) or (text.strip(),)


# Cut into clauses, understood and put right, one line is read several times over.
@lru_cache(maxsize=8)
def read(text: str) -> Line:
    """Masks, drops fillers and stutters; what is left is what may be kept."""
    note = mask_numbers(_FORWARDED.sub("", text)).strip()
    note = re.sub(r"\s*\n\s*", "，", note)
    note = _PLEASE_NOTE.sub("", _SOUNDS.sub("", note))
    dictated = len(note) > 10 and not _SIGNS.search(note)
    if dictated or "就是" in note or "那个" in note or "那個" in note:
        note = _PADDING.sub("", note)
    note = _BULLET.sub("", note)
    if dictated:
        note = _REPEAT.sub(_once, note)
    plain = small(simplified(note))
    return Line(note=note, plain=_CLOSING.sub("", plain) or plain)


def _once(found: re.Match[str]) -> str:
    # 「看看看看」 and 「天天」 live; only longer stutters such as 「下周下周三」 are dropped.
    return found[1]


def blank(text: str, spans: list[tuple[int, int]], fill: str) -> str:
    """The text with the spans overwritten, so that all other places stay where they are."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = fill * (end - start)
    return "".join(chars)


def clause_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause around a place begins and ends."""
    left = max((match.end() for match in CLAUSE_END.finditer(text, 0, start)), default=0)
    right = CLAUSE_END.search(text, end)
    return left, right.start() if right else len(text)
