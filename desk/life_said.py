"""What one line tells of a customer that has its own place: a day, a stage, a trip (DOMAIN 2).

「张伟 儿子高考 6月7日」「何丽 升到信任期，全家资产都在我们这」「陈桂英 去三亚旅游，12月5日回来」.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from desk.occasions import occasion_said
from desk.said_days import coming_day, days_in
from desk.sitting import Sitting
from desk.understanding import Understanding
from scheduling.call_hours import wishes_of
from store.records import Occasion, Stage

# A line that tells of a contact, a promise or the past is no fact about a life, however many days it names.
_HAPPENED = re.compile(
    r"聊|谈|談|沟通|溝通|电话|電話|打通|联系|聯絡|聯繫|约|約|回访|回訪|拜访|拜訪|见面|見面|提醒|送|寄|订|訂|来访|來訪"
    r"|了$|[完过過]了?(?:[,，。\s]|$)|刚|剛|做完|出院|昨|前天|上周|上週|上个月|上個月|[吗嗎？?]\s*$"
    r"|\b(?:call|called|spoke|talked|met|meet|visit|send|remind|yesterday|last)\b",
    re.IGNORECASE,
)
# Which words make a day one of the family, of the company or of a life; a company alone does not.
_OF_A_LIFE = re.compile(
    r"高考|中考|考研|考试|考試|手术|手術|开刀|開刀|住院|出国|出國|留学|留學|移民|搬家|乔迁|喬遷|入住|结婚|結婚|婚礼|婚禮"
    r"|公司(?:成立|周年|週年|纪念|紀念)|开业|開業|厂庆|廠慶|生日|寿辰|壽辰|纪念日|紀念日"
    r"|\b(?:exams?|surgery|operation|abroad|moving|wedding|anniversary|birthday)\b",
    re.IGNORECASE,
)
# Of a birthday that says no more than this the customer is the one whose it is.
_OWN = re.compile(r"(?:农历|農曆|阴历|陰曆|公历|公曆|阳历|陽曆|lunar|solar)?\s*[过過]?", re.IGNORECASE)
_BIRTHDAY = re.compile(r"生日|寿辰|壽辰|birthday", re.IGNORECASE)
_STAGES = {
    **dict.fromkeys(("建立", "establish"), Stage.ESTABLISH),
    **dict.fromkeys(("强化", "強化", "strengthen"), Stage.STRENGTHEN),
    **dict.fromkeys(("信任", "trust"), Stage.TRUST),
    **dict.fromkeys(("衰退", "decline"), Stage.DECLINE),
}
_STAGE = re.compile(
    r"(?:已?经?(?:[升降转轉改调調进進变變划劃到入为為成至是]|可以)+)?\s*(建立|强化|強化|信任|衰退)期"
    r"|(?:moved? |now )?(?:to |in )?(?:the )?stage:? (establish|strengthen|trust|decline)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"方便|[别別不勿](?:要|能|用)?(?:再)?(?:打|致电|致電|来电|來電)|(?:只|就)能?(?:打|发|發|接|用)|只能|(?:微信|短信|消息)(?:联系|聯絡|就好|就行)"
    r"|\b(?:don'?t call|no calls|(?:calls?|messages?|mornings?|afternoons?|evenings?) only)\b",
    re.IGNORECASE,
)
_ONE_TIME = re.compile(
    r"今|明天|后天|後天|[这這本下上]个?(?:周|週|月|星期|礼拜|禮拜|会|會)|(?:周|週|星期|礼拜|禮拜)[一二三四五六日天末]|[月号號日]"
    r"|现在|現在|刚|剛|再|打通|没接|沒接|了|[给給][他她]|\b(?:today|now|tomorrow|week|monday|friday)\b",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"出差|出国|出國|旅游|旅遊|旅行|出游|出遊|度假|探亲|探親|在?外地|国外|國外|老家|疗养|療養"
    r"|\b(?:away|travelling|traveling|trip|holiday|vacation|abroad)\b",
    re.IGNORECASE,
)
_RETURNS = re.compile(r"回[来來国國]?|返[回程]?|\b(?:back|returns?)\b", re.IGNORECASE)
_CLAUSES = re.compile(r"[,，;；。\n]+")
_EDGES = " \t,，.。;；:：、的"
_LONGEST = 80
_LONGEST_WISH = 40
# Longer than this, what stands beside a day is a story and no name for it.
_LONGEST_NAME = 12
_A_STORY = re.compile(r"[我了祝]|准备|準備")


@dataclass(frozen=True, kw_only=True)
class DaysSaid:
    """Days of the family, the company or the life; `rest` is what else was told."""

    occasions: tuple[Occasion, ...]
    rest: str = ""


@dataclass(frozen=True, kw_only=True)
class BirthdaySaid:
    """The customer's own birthday, in the words that name the day; `rest` is what else was told."""

    words: str
    rest: str = ""


@dataclass(frozen=True, kw_only=True)
class StageSaid:
    """Another stage; `reason` is empty where none was said, and is asked then."""

    stage: Stage
    reason: str


@dataclass(frozen=True, kw_only=True)
class TripSaid:
    """Away, and back on a day; `rest` are the words that told it."""

    back: date
    rest: str = ""


@dataclass(frozen=True, kw_only=True)
class WishSaid:
    """When or how the customer wants to be reached, in the words that were said."""

    words: str


LifeSaid: TypeAlias = DaysSaid | BirthdaySaid | StageSaid | TripSaid | WishSaid


def life_said(heard: Understanding, name: str, at: Sitting) -> LifeSaid | None:
    """What the line tells of the customer, `name` as it was said taken out; None for every other line.

    Refused where such a line names a day that there is not, or one that is over.
    """
    if len(heard.note) > _LONGEST or heard.question or heard.correction:
        return None
    # A name is heard in small letters, however it was written.
    words = re.sub(re.escape(name), " ", heard.note, count=1, flags=re.IGNORECASE) if name else heard.note
    words = words.strip(_EDGES)
    if _WISH.search(words) and len(words) <= _LONGEST_WISH and not heard.complaint:
        return _wish(words)
    if _is_more(heard):
        return None
    if _STAGE.match(words):
        return _stage(words)
    # A day alone between two commas is heard as one for a call; here it may be the day of what is told.
    promised = heard.follow_up is not None and heard.follow_up.what
    if heard.maturity_outcome or heard.amounts or promised or _HAPPENED.search(words):
        return None
    return _stage(words) or _trip(words, at) or _days(words, at)


def _is_more(heard: Understanding) -> bool:
    """Whether the line tells of a contact, a promise or a complaint."""
    # A day that no calendar has is heard as an unread promise.
    promised = heard.promise != heard.unread
    told = heard.outcome or heard.contact_kind or heard.complaint or promised
    return bool(told)


def _stage(words: str) -> StageSaid | None:
    found = _STAGE.search(words)
    if found is None or words.endswith(("吗", "嗎", "?", "？")):
        return None
    name = (found[1] or found[2]).casefold()
    reason = f"{words[: found.start()]} {words[found.end() :]}".strip(_EDGES).removeprefix("了")
    return StageSaid(stage=_STAGES[name], reason=" ".join(reason.strip(_EDGES).split()))


def _wish(words: str) -> WishSaid | None:
    """Always and not just today: a line that names a day or tells of a call speaks of that one."""
    if _ONE_TIME.search(words) or not wishes_of(words).said:
        return None
    return WishSaid(words=re.sub(r"^[说說]|^says? (?:to )?", "", words))


def _trip(words: str, at: Sitting) -> TripSaid | None:
    """Only where a return is named: that somebody leaves on a day says nothing of when to call again."""
    if not _AWAY.search(words):
        return None
    clauses = [each for each in _CLAUSES.split(words) if _RETURNS.search(_AWAY.sub("", each))]
    until = clauses or [words]
    named = days_in(until[0], at.local, at.actor.language)
    if len(until) != 1 or len(named) != 1:
        return None
    if not clauses and not re.search(rf"(?:到|至|until|till)\s*{re.escape(named[0].strip())}", words):
        return None
    back = coming_day(until[0], at.local, at.actor.language)
    return TripSaid(back=back, rest=words) if back is not None and back > at.today else None


def _days(words: str, at: Sitting) -> DaysSaid | BirthdaySaid | None:
    """One day, or one in each of several parts of the line; what the other parts say is the rest."""
    if not _OF_A_LIFE.search(words):
        return None
    parts = [each.strip(_EDGES) for each in _CLAUSES.split(words) if each.strip(_EDGES)]
    dated = [each for each in parts if days_in(each, at.local, at.actor.language)]
    if len(dated) == 1 and not _OF_A_LIFE.search(dated[0]):
        # 「儿子高考，6月7日」
        beside = next(each for each in parts if _OF_A_LIFE.search(each))
        parts = [f"{beside} {dated[0]}" if each is beside else each for each in parts if each not in dated]
        dated = [each for each in parts if each.startswith(beside)]
    if not dated or any(len(days_in(each, at.local, at.actor.language)) != 1 for each in dated):
        return None
    found = tuple(occasion_said(each, at) for each in dated)
    if any(one.kind == "other" or _is_story(one.whose) for one in found):
        return None
    rest = "，".join(each for each in parts if each not in dated)
    if any(one.kind == "birthday" and _OWN.fullmatch(one.whose) for one in found):
        return BirthdaySaid(words=_BIRTHDAY.sub(" ", dated[0]), rest=rest) if len(found) == 1 else None
    return DaysSaid(occasions=found, rest=rest)


def _is_story(whose: str) -> bool:
    longest = 2 * _LONGEST_NAME if whose.isascii() else _LONGEST_NAME
    return len(whose) > longest or _A_STORY.search(whose) is not None
