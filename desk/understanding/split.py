"""A line that tells of several customers in turn, cut so that each part tells of one."""

import re
from datetime import date

from desk.understanding.line import read
from desk.understanding.mentions import mentions
from desk.understanding.people import People

__all__ = ["clauses"]

_CUT = re.compile(r"[,，。;；]\s*|\s+")
_TELLS = re.compile(
    r"没接|未接|接了|打不通|没打通|关机|拒接|空号|想|要|说|聊|谈|问|来|去|拜访|见|电话|微信|短信|送|约|投诉|嫌|续|存|买|取|转|到期|生日|no answer|called|met|visited|wants?|said|texted|voicemail"
)


def clauses(text: str, people: People, today: date | None = None) -> tuple[str, ...]:
    """The line itself, or its parts where each begins with another customer and tells something of them."""
    line = read(text)
    said = [one for one in mentions(line.note, people, today) if one.role == "customer"]
    if len({one.found.taken or one.text for one in said}) < 2:
        return (text,)
    starts = [0]
    for cut in _CUT.finditer(line.plain):
        mention = next((one for one in said if 0 <= one.start - cut.end() <= 3), None)
        before = line.plain[starts[-1] : cut.start()]
        named_before = [one for one in said if starts[-1] <= one.start < cut.start()]
        fresh = mention and all(_other(one.found.taken, mention.found.taken) for one in named_before)
        if (
            mention
            and fresh
            and named_before
            and _TELLS.search(before)
            and _TELLS.search(line.plain[cut.end() :])
        ):
            starts.append(cut.end())
    parts = [
        line.note[start:end].strip(" ,，。;；")
        for start, end in zip(starts, [*starts[1:], None], strict=True)
    ]
    return tuple(part for part in parts if part)


def _other(one: str | None, another: str | None) -> bool:
    return one is None or one != another
