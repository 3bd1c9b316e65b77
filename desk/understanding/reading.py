"""A line with its people and its times found, which everything else is read from."""

import re
from dataclasses import dataclass
from datetime import datetime

from desk.understanding.amounts import spans
from desk.understanding.heard import heard
from desk.understanding.line import Line, blank, clause_at
from desk.understanding.mentions import mentions
from desk.understanding.people import People
from desk.understanding.times import Timed, roles
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
    (re.compile("(?:莫|没)得(?=人|空|时间|信号|声|反应|回音)"), "没有"),
    # What dictation writes for a word of the same sound.
    (re.compile("(?<=[没有无人不未])街(?=$|[\\s,，电了听通])|街(?=电话|听|通)"), "接"),
    (re.compile("(?<![诉单款账案]没)(?<![诉单款账案][还都也]没)(?<=[没未拒])[结节](?=$|[\\s,，电听])"), "接"),
    (re.compile("(?<=接)[厅婷](?=$|[\\s,，])"), "听"),
    (
        re.compile("大(?=了?(?:过|个|一个|了个|两个|几个)?电话|给某|不通|没人接|了没|了[两三几]遍|了半天)"),
        "打",
    ),
    (re.compile("(?:观|官|管)机(?=$|[\\s,，了打])"), "关机"),
    (re.compile("听机(?=$|[\\s,，了])"), "停机"),
    (re.compile("[站战]线(?=$|[\\s,，])"), "占线"),
    (re.compile("空好(?=$|[\\s,，])"), "空号"),
    (re.compile("(?:威信|微星|薇信|卫信|围信|微心)(?=$|[\\s,，上里给跟和发说聊回问没找我已也])"), "微信"),
    (re.compile("短心"), "短信"),
    (re.compile("(?:店话|电花|电化)(?=$|[\\s,，给说打没里聊])"), "电话"),
    (
        re.compile("(?<=来)网店|(?<=到)网店|(?<=来了)网店|(?<=到了)网店|(?<=来我们)网店|(?<=来咱们)网店"),
        "网点",
    ),
    (re.compile("(?:败|百|拜)[访坊仿防](?=某|了|他|她)"), "拜访"),
    (re.compile("上们(?=拜|去|看|找|给|走|送|收|见|办)"), "上门"),
    (re.compile("面[坛弹谭](?=$|[\\s,，了某])"), "面谈"),
    (re.compile("回[房仿坊](?=了|某|他|她|电话)"), "回访"),
    (re.compile("大唐(?=经理|碰|遇|里|接待)"), "大堂"),
    (re.compile("(?:柜免|归面|贵面)(?=$|[\\s,，办上取存签碰])"), "柜面"),
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
