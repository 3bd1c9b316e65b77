"""Complaints and voiced grievances in a line, apart from words that only look like them."""

import re
from typing import Literal

from desk.understanding.lexicon import pattern
from desk.understanding.line import CLAUSE_END, blank
from desk.understanding.others import told_of_another
from desk.understanding.understood import ComplaintSaid

__all__ = ["at_large", "complaint", "may_be_formal", "says_nothing"]

_FORMAL = pattern("complaints", "formal")
_HINTS = pattern("complaints", "hints")
_GRIEVANCE = pattern("complaints", "grievance")
_NONE = pattern("complaints", "none")
_OFFICE = pattern("complaints", "office")
# 「张伟邻居投诉过我们」: the neighbour's, although the two are one name in `text`.
_BY_ANOTHER = re.compile(
    r"(?:爸爸?|妈妈?|父亲|母亲|儿子|女儿|老公|老婆|先生|太太|叔叔|舅舅|阿姨|家人|爷爷|奶奶|哥哥?|弟弟?|姐姐|妹妹|表[哥弟姐妹]|亲戚|朋友|邻居|同事|同学|闺蜜|亲家)(?:也|以前|之前|曾经?|刚)*投诉过?(?:我们|我行|银行)?"
    r"|(?:媳妇|老伴|老婆|老公|儿子|女儿|闺女|对象|爱人|家里人?)(?:也|又|都)?不(?:乐意|愿意|痛快)(?:他|她|让)"
    r"|(?:对象|媳妇|老伴|老婆|老公|儿子|女儿|闺女|爱人|婆婆|亲家|邻居|同事|老板)[^,，。;；]{0,2}"
    r"(?:说话|脾气|脸色|不讲理|霸道|死板|马虎|粗心|跟他急|跟她急|红了?脸)[^,，。;；]*"
)
_DENIED = re.compile(
    r"(?:没有?|不是|并非|未曾?|不|无|不曾|别|\bnot|never|n't|\bno|without)(?:说|在|再|怎么|那么|有|想|要|会|打算|去|是|再|提出|提|讲|表示|表达|反映|出现|收到|接到|产生|过|任何|觉得|因为[^,，。;；]{0,4}|因[^,，。;；]{0,4}"
    r"|what|at all|any|really|to|be|been|very|feel|make|made|a|formal|\s){0,4}$"
)
# All that may stand in a line which does not say what a complaint is about.
_EMPTY = re.compile(
    r"正式|客户|投诉|[来要有了的一条件个宗记]|某|\W|\d|今天|昨天|刚才|刚刚|刚|上午|下午|complain(?:t|ed|s|ing)?|from|by|new|formal|\ba\b|today|yesterday"
)
_ASKS_HOW = pattern("complaints", "asks_how")
_HIGH = pattern("complaints", "high")
_CRISIS = pattern("complaints", "crisis")
_CATEGORIES = tuple(
    (name, pattern("complaints", f"category_{name}"))
    for name in ("privacy", "fees", "staff", "channel", "product", "service")
)


def complaint(text: str, note: str, owned: str) -> ComplaintSaid | None:
    """The complaint or grievance a line voices, None where it only speaks about one.

    `text` has all people as 某, `owned` only names; `note` is the line itself, from which it is quoted.
    """
    if "某" not in owned and _OFFICE.search(text):
        return None
    if _FORMAL.search(text) is None and _GRIEVANCE.search(text) is None:
        return None
    clear = _NONE.sub(lambda found: "〇" * len(found[0]), text)
    clear = blank(clear, [found.span() for found in _BY_ANOTHER.finditer(owned)], "〇")
    if _ASKS_HOW.search(clear):
        return None
    formal = _meant(_FORMAL, clear)
    voiced = formal or _meant(_GRIEVANCE, clear)
    if voiced is not None and formal is None and told_of_another(owned, *voiced.span()):
        voiced = None
    if voiced is None:
        return None
    return ComplaintSaid(
        formal=formal is not None,
        category=next((name for name, words in _CATEGORIES if words.search(clear)), "other"),
        severity=_severity(clear),
        said=_clauses(text, note, voiced.start(), voiced.end()),
    )


def at_large(text: str, owned: str) -> bool:
    """Whether a line tells of complaints as such (a training, a briefing, a rumour) and of no customer."""
    spoken_of = _FORMAL.search(text) is not None or "complain" in text
    return "某" not in owned and spoken_of and _OFFICE.search(text) is not None


def may_be_formal(text: str) -> bool:
    """Whether a grievance carries words that make one ask whether it is a formal complaint."""
    return _HINTS.search(text) is not None


def says_nothing(told: str) -> bool:
    """Whether a line only names a complaint and its customer: what it is about is not known yet."""
    return not _EMPTY.sub("", told)


def _meant(words: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first of the words that is not denied right before it."""
    return next((found for found in words.finditer(text) if not _DENIED.search(text[: found.start()])), None)


def _severity(text: str) -> Literal["low", "high", "crisis"]:
    if _CRISIS.search(text):
        return "crisis"
    return "high" if _HIGH.search(text) else "low"


def _clauses(text: str, note: str, start: int, end: int) -> str:
    left = max((match.end() for match in CLAUSE_END.finditer(text, 0, start)), default=0)
    right = CLAUSE_END.search(text, end)
    return note[left : right.start() if right else len(note)].strip()
