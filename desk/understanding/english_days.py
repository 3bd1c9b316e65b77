"""English days as managers type them, made plain for the reader of times."""

import re

from desk.understanding.line import blank

__all__ = ["made_plain", "moved_to"]

# No times of English: 「it's fine now」, 「drop by」, 「after an hour's wait」.
_LASTED = r"(?:an?|one|two|three|ten|\d+) (?:hour|minute|min)s?"
_NO_TIME = re.compile(
    r"\b(?:right )?now\b|(?<=drop |come |stop |pass )by\b|(?<=swing )by\b|(?<=drops |comes |stops )by\b"
    r"|(?<=dropped )by\b|(?<=coming )by\b|(?<=dropping |stopping )by\b"
    rf"|\b(?:half )?{_LASTED}'?s? (?:wait|queue|late|long)|\bfor (?:\w+ )?{_LASTED}"
    rf"|\b(?:wait\w*|queu\w*|spoke|talked|chatted|sat) (?:for )?(?:over |about |almost |half )*{_LASTED}"
)
# 'can't make it tomorrow, Friday 3pm': the second day is another one.
_ANOTHER_DAY = re.compile(
    r"\b(today|tonight|tomorrow|tmrw?|tml|tomo|2moro|2mrw),(?= (?:mon|tue|wed|thu|fri|sat|sun|next|this))"
)
# 'postponed till Friday 3pm' is then, not by then.
_PUT_OFF_TILL = re.compile(
    r"(\b(?:postponed|moved|pushed(?: back)?|deferred|delayed|rescheduled|shifted|put off) (?:it )?)"
    r"(till|until)\b"
)
# In small letters these are words too, unless something else of a time stands beside them.
_SMALL_DAY = re.compile(
    r"\b(?:mon|wed|(?<!the )sun|(?<!he )(?<!she )(?<!we )(?<!i )(?<!they )(?<!just )(?<!and )"
    r"sat(?! (?:with|w|down|and|in|next|for|at the|on the|beside|through|together|over|opposite)\b))\b"
)
# 'moved her from Wed to Thu 4pm': the second day is the one agreed.
_MOVED_ON = re.compile(
    r"\b(?:moved?|push(?:ed)?|changed?|shift(?:ed)?|reschedul\w+|resched|postpone[ds]?|switch(?:ed)?|brought)\b"
    r"[^.;]{1,40}?\b(?P<first>from [^.;]{2,24}?) to (?:$|(?=\S))"
)


def made_plain(plain: str) -> str:
    """A line of English in small letters, as long as it was: only what is a day can be read as one."""
    text = _NO_TIME.sub(lambda found: "_" * len(found[0]), plain.replace("某", "_"))
    text = _PUT_OFF_TILL.sub(lambda found: found[1] + "_" * len(found[2]), text)
    text = _ANOTHER_DAY.sub(r"\1;", _SMALL_DAY.sub(_in_capitals, text))
    moved = _MOVED_ON.search(text)
    return blank(text, [moved.span("first")], "_") if moved else text


def moved_to(plain: str) -> int | None:
    """Where the new day of an appointment begins that was moved from one day to another."""
    moved = _MOVED_ON.search(plain)
    return moved.end() if moved else None


def _in_capitals(found: re.Match[str]) -> str:
    return found[0].capitalize()
