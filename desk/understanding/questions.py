"""Questions to Guanjia, which are answered and not logged; a customer's question that is told is no question."""

import re
from dataclasses import dataclass

from desk.understanding.numerals import number

__all__ = ["Asked", "asked"]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A kind of question, and the days it names (超过90天)."""

    kind: str
    days: int | None = None


_WHO = r"(?:谁|哪些|哪个|哪几个|哪几位|哪位|哪几户|几个|几位|几笔|几户|多少|有没有|名单|列表|都有)"
_WHEN = r"(?:什么时候|啥时候|几时|何时|哪天|哪一天|几号|几月|多久|什么时间|还有几天|还有多久|多少天)"
_KINDS: tuple[tuple[str, str], ...] = (
    (
        "silent",
        rf"{_WHO}.{{0,14}}(?:没联系|未联系|没联络|没打过|没打电话|没跟进|没见|没拜访|没沟通|没有联系|没动静)|(?:没联系|未联系|没跟进|没联络|没见过?|没打过电话)(?:的|过)*.{{0,6}}{_WHO}|who.{{0,12}}(?:haven'?t|have not|not).{{0,10}}(?:contacted|called|spoken|talked|seen)|(?:no contact|not contacted|uncontacted|overdue).{{0,20}}(?:who|days|\?)",
    ),
    (
        "birthday",
        rf"{_WHO}.{{0,12}}(?:生日|过寿)|(?:生日|过寿).{{0,6}}(?:是)?(?:{_WHEN}|{_WHO})|(?:whose|who has|who'?s|any|when is).{{0,30}}birthdays?|birthdays? (?:this|next|today|tomorrow|on|in)",
    ),
    (
        "todo",
        rf"还有(?:几|多少|哪些|谁|什么|啥).{{0,8}}(?:没做|没办|没打|没完成|没联系|待办|要做|要打|要联系|没弄|没处理|没跟|任务|事|位|个|$)|(?:今天|今日|明天|后天|这周|本周|下周|下午|上午|现在)(?:的)?(?:我)?(?:还)?(?:有|要|该|需要|得|应该)(?:做|办|联系|打|跟进|回访|见|拜访)?(?:电话)?(?:给)?(?:{_WHO}|什么|啥|几|哪)|(?:今天|明天|下周|本周|这周|今日)(?:的)?(?:我的)?(?:待办|安排|计划|任务|日程|工作)(?:是什么|有哪些|呢|吗|\?|$)|how many.{{0,20}}(?:left|to (?:do|call)|remain|today)|what'?s (?:left|on|next|my)|what do i (?:have|need)|who (?:do i|should i|to) (?:call|see|contact|visit)|my (?:plan|tasks|agenda|to-?do)",
    ),
    (
        "last_contact",
        rf"(?:上次|上一次|最近一次|最后一次|上回)(?:联系|打电话|见面|拜访|沟通|聊|见|跟进|说|回访|和|跟|是|某)*.{{0,8}}(?:{_WHEN}|什么|啥|哪|\?)|(?:{_WHEN})(?:联系|打|见|拜访|聊)(?:过|的)|多久没(?:联系|见|打|跟进)|last (?:contact|call|visit|time|speak|spoke|talk)|when did i",
    ),
    (
        "complaints",
        rf"投诉.{{0,8}}(?:{_WHO}|没处理|到哪|进度|怎么样)|{_WHO}.{{0,6}}投诉|(?:open|any|how many|pending) complaints",
    ),
    (
        "maturity",
        rf"{_WHEN}.{{0,8}}(?:到期|满期)|(?:到期|满期)(?:日|的)?.{{0,8}}(?:{_WHEN}|{_WHO}|吗|情况|\?)|{_WHO}.{{0,14}}(?:到期|满期)|(?:when|what|which|whose|who|how much).{{0,40}}(?:matur|expir|due)|matur\w+ (?:this|next|today|tomorrow)|anything maturing",
    ),
    (
        "phone",
        r"(?:电话|手机|手机号|号码|联系方式|电话号码)(?:号)?(?:是|有)?(?:多少|几|什么|啥|呢|\?|？|给我|发我)|(?:what'?s|what is).{0,30}(?:phone|number)",
    ),
    (
        "assets",
        r"(?:资产|存款|余额|钱|aum|总额)(?:一共|总共|现在|还)?(?:有|是)?(?:多少|几)|有多少(?:资产|存款|钱|余额|在)|what (?:does|are).{0,30}(?:assets|worth)|how much (?:does|money|assets|has)|balance\?",
    ),
    (
        "holdings",
        r"(?:买了|持有|有|做了|买过)(?:些)?(?:什么|哪些|啥)(?:产品|理财|基金|存款|保险)?|(?:产品|理财|基金|持仓)(?:有|是)(?:哪些|什么)|what (?:products|does .{0,20}(?:hold|have|own))|holdings\?",
    ),
    (
        "promises",
        r"(?:答应|承诺|约)(?:了|过|的|好)*(?:某+|他|她|客户)?(?:什么|哪些|谁|几点|啥|哪天|几号)|(?:几点|什么时候|哪天)(?:约|跟.{0,4}约)|what did i promise|when.{0,10}(?:meeting|appointment|seeing)",
    ),
    (
        "card",
        r"(?:多大|几岁|多少岁|什么级别|什么等级|哪个(?:层级|网点)|是谁|喜欢什么|什么情况|怎么样了?)(?:了)?[\?？]?$|^who is|how old|tell me about",
    ),
    (
        "count",
        r"(?:今天|本周|这周|本月|这个月|昨天|上周|上个月).{0,6}(?:打了|联系了|拜访了|见了|完成了|做了|打通|接通)(?:几|多少)|(?:一共|总共|我).{0,6}(?:几|多少)(?:个|位|户)?客户|how many (?:calls|visits|customers|clients|contacts)",
    ),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_OPEN = re.compile(
    r"[?？]\s*$|(?:吗|呢|么)[\?？。\s]*$|^(?:who|when|what|which|how|whose|where|is there|are there|any|do i|does|show|list)\b"
)
_INTERROGATIVE = re.compile(
    r"谁|哪|几(?!万|十|百|千|天前|次)|多少|什么|啥|怎么|有没有|是不是|吗|多久|多大|何时|\?|？|who|when|what|which|how|whose|where|any|does|is |are "
)
# Told, not asked: somebody else put the question, or something was done.
_TOLD = re.compile(
    r"(?:某+|他|她|客户|对方|爱人|老公|老婆|儿子|女儿)[^,，。?？]{0,8}(?:问(?!题)|咨询|想知道|打听|想问|关心|想了解|说(?!了什么|什么|啥)|追问|犹豫|纠结|要我|让我|不知道|不清楚|提到)|问(?:了|我|他|起|到|过|的)|咨询|"
    r"(?:打|见|聊|拜访|回访|联系|发|送|面谈|走访|陪|来|接待|看望)(?:了|过(?!期))(?!几|多少|什么|谁|哪|吗|没)|没接|刚(?!才谁)|(?:asked|wondered|wants to know|enquired|inquired)|just (?:called|met|visited)|提醒我"
)
_DAYS = re.compile(
    r"(\d+|[一二两三四五六七八九十百半]+)(?:个)?(天|日|周|星期|礼拜|月|年|days?|weeks?|months?)(?:以上|多)?(?:没|未|以上|了|没有|都没|还没|[^,，]{0,4}没)?"
)
_UNIT_DAYS = {
    "天": 1,
    "日": 1,
    "周": 7,
    "星期": 7,
    "礼拜": 7,
    "月": 30,
    "年": 365,
    "day": 1,
    "week": 7,
    "month": 30,
}


def asked(told: str) -> Asked | None:
    """The question a simplified, small-letter line (names as 某) puts to Guanjia, or None."""
    if _TOLD.search(told) or not _INTERROGATIVE.search(told):
        return None
    for kind, pattern in _PATTERNS:
        if pattern.search(told):
            return Asked(kind=kind, days=_days(told) if kind == "silent" else None)
    return Asked(kind="other") if _OPEN.search(told) else None


def _days(told: str) -> int | None:
    match = _DAYS.search(told)
    if not match:
        return None
    count = 0.5 if match[1] == "半" else number(match[1])
    unit = match[2].rstrip("s") if match[2].isascii() else match[2]
    return round(count * _UNIT_DAYS[unit]) if count else None
