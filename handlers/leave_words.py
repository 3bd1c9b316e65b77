"""What a line about leave says: from when to when, and who stands in."""

import re
from datetime import date

from handlers.conversation import Turn
from handlers.leave_cards import team_of
from scheduling.wall import day_and_clock
from scheduling.when import parse
from store.records import Person, Refused

# Days alone: a name among them makes it a line about a customer.
_DAYS = r"[\d\s一二三四五六七八九十廿零号號日月年到至从從起\-—~～/.周週星期礼禮拜天明后後今大下本这這个個]+"
_WHO = (
    r"(?:由|让|讓|请|請)?(?P<who>[^\s，,。请請假]{1,8}?)"
    r"(?:来|來|帮我|幫我|帮忙|幫忙)*(?:顶|頂|替|代)(?:班|我)*"
)
_LEAVE = r"(?:请|請|休)(?:年|事|病|婚|产|產)?假"
_CHINESE = rf"(?:我)?(?:{_DAYS}(?:我)?(?:要)?{_LEAVE}|{_LEAVE}{_DAYS})(?:[\s，,、；;]*{_WHO})?"
_ENGLISH = (
    r"(?:on\s+)?leave\s+(?:from\s+)?[^,，]*\d[^,，]*"
    r"(?:[,，]\s*(?P<whom>\S+)\s+(?:covers|stands in)(?:\s+for me)?)?"
)
# Of 「13月1日」 only 「1日」 is read, of 「12月32日」 only 「12月」; what is left shows it.
_HALF_READ = re.compile(r"\d\s*[月日号號]")
LINES = (_CHINESE.replace("?P<who>", ""), _ENGLISH.replace("?P<whom>", ""))
"""Patterns of whole lines by which a manager takes leave."""


def days_in(turn: Turn, said: str) -> tuple[date, date | None] | None:
    """The first and the last day that the words name; None where they name none, or one that is no day."""
    when = parse(said, turn.desk.local, turn.words.language)
    if when is None or _HALF_READ.search(f"{said[: when.span[0]]} {said[when.span[1] :]}"):
        return None
    return day_and_clock(when.start)[0], day_and_clock(when.end)[0] if when.end else None


def whom_in(turn: Turn, said: str) -> Person | None:
    """The colleague whom a whole line names; refused where the name is nobody's."""
    named = next((each for each in (*team_of(turn), turn.actor) if each.name in said), None)
    if named is not None:
        return named
    found = re.search(_WHO, re.split(_LEAVE, said)[-1]) or re.fullmatch(_ENGLISH, said, re.IGNORECASE)
    name = next((each for each in found.groupdict().values() if each), "") if found else ""
    return named_by(turn, name) if name else None


def named_by(turn: Turn, said: str) -> Person:
    """The colleague of this name, or of the one name that it is a part of."""
    name = said.strip()
    found = next((each for each in (*team_of(turn), turn.actor) if name and each.name in name), None)
    if found is not None:
        return found
    alike = [each for each in team_of(turn) if name and name.lower() in each.name.lower()]
    if len(alike) != 1:
        raise Refused("leave.nobody", name=name[:20])
    return alike[0]
