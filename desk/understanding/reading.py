"""A line with its people and its times found, which everything else is read from."""

import re
from dataclasses import dataclass
from datetime import datetime

from desk.understanding.amounts import spans
from desk.understanding.line import Line, blank, clause_at
from desk.understanding.mentions import mentions
from desk.understanding.people import People
from desk.understanding.times import Timed, heard, roles
from desk.understanding.understood import (
    Candidate,
    Mention,
)
from desk.understanding.unread import unread
from scheduling.calendar import Calendar

__all__ = ["Reading", "owned_in", "read_line", "whom"]

_ONLINE = re.compile(r"(?:zoom|teams|video|online|virtual) (?:meeting|meet|chat)")
# Written short, and as long as what they stand for.
_SHORT = (
    (re.compile(r"(?<![a-z])[wv]x(?![a-z])"), "微信"),
    (re.compile(r"(?<![a-z])dx(?![a-z])"), "短信"),
    (re.compile(r"(?<![a-z])dh(?![a-z])"), "电话"),
    (re.compile(r"(?<![a-z])bf(?=某)"), "拜访"),
    (re.compile(r"(?<![a-z])tel(?![a-z])"), "电话 "),
    (re.compile(r"(?<![a-z])call(?=[一-龥])"), " 打电话"),
    (re.compile("唠(?!叨)"), "聊"),
    (re.compile("俺"), "我"),
    (re.compile("瞅"), "看"),
    (re.compile("撂(?=了|电话)"), "挂"),
    (re.compile("(?<=[一-龥])(?:啦(?!啦)|咯|喽|嘞|鸟(?=$|[\\s,，]))"), "了"),
    (re.compile("简讯"), "短信"),
    (re.compile("视讯"), "视频"),
)
# So few characters apart two times are one that was said in two words.
_NEXT_TO = 2


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A line with its people and times found: `told` has names as 某 and promises blanked out."""

    line: Line
    said: tuple[Mention, ...]
    named: str
    timed: tuple[Timed, ...]
    told: str
    unread: tuple[int, int] | None = None


def read_line(line: Line, people: People, now: datetime, calendar: Calendar | None) -> Reading:
    said = mentions(line.note, people, now.date())
    named = blank(line.plain, [(one.start, one.end) for one in said], "某")
    for short, long in _SHORT:
        named = short.sub(long, named)
    named = _ONLINE.sub(lambda found: "call".ljust(len(found[0])), named)
    hidden = blank(named, [(start, end) for start, end, _ in spans(named)], "某")
    timed = roles(named, heard(hidden, now, calendar), now)
    wrong = unread(hidden, timed, now)
    told = blank(named, [(one.when.span[0], one.end) for one in timed if one.role == "promise"], "，")
    if wrong is not None:
        # What was read beside a day that there is not is no promise either: 「下午25点」 is not 15:00.
        timed = tuple(one for one in timed if one.role != "promise" or not _beside(one, wrong))
        told = blank(told, [(wrong[0], clause_at(line.plain, *wrong)[1])], "，")
    return Reading(line=line, said=said, named=named, timed=timed, told=told, unread=wrong)


def _beside(one: Timed, place: tuple[int, int]) -> bool:
    start, end = one.when.span
    return start <= place[1] + _NEXT_TO and place[0] <= end + _NEXT_TO


def whom(said: tuple[Mention, ...]) -> tuple[tuple[str, ...], tuple[Candidate, ...], str]:
    """Customers taken, those offered for a mention that fits several, and a name that fits nobody."""
    meant = [one for one in said if one.role == "customer"]
    taken = tuple(dict.fromkeys(one.found.taken for one in meant if one.found.taken))
    open_ones = [one for one in meant if not one.found.taken]
    candidates = next((one.found.candidates for one in open_ones if one.found.candidates), ())
    candidates = tuple(one for one in candidates if one.id not in taken)
    unknown = next((one.text for one in open_ones if not one.found.candidates), "")
    return taken, candidates, unknown


def owned_in(reading: Reading) -> str:
    """The line with names as 某, but not the relations beside them: whose money it is must be seen."""
    return blank(reading.line.plain, [(one.start, one.start + len(one.text)) for one in reading.said], "某")
