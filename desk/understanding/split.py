"""A line that tells of several customers in turn, cut so that each part tells of one."""

import re
from datetime import date

from desk.understanding.lexicon import pattern
from desk.understanding.line import read
from desk.understanding.mentions import mentions
from desk.understanding.people import People

__all__ = ["clauses"]

_CUT = re.compile(r"[,，。;；]\s*|\s+")
_TELLS = pattern("contacts", "tells")


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
