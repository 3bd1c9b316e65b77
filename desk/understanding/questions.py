"""Questions to Guanjia, which are answered and not logged; a customer's question that is told is none."""

import re
from dataclasses import dataclass

from desk.understanding.lexicon import alternatives, pattern
from desk.understanding.numerals import number

__all__ = ["Asked", "asked"]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A kind of question, and the days it names (超过90天)."""

    kind: str
    days: int | None = None


_KINDS = (
    *("silent", "birthday", "todo", "last_contact", "complaints", "maturity", "phone"),
    *("assets", "holdings", "promises", "card", "count"),
)


def _filled(kind: str) -> re.Pattern[str]:
    who, when = alternatives("questions", "who"), alternatives("questions", "when")
    return re.compile(
        alternatives("questions", kind).replace("WHO", f"(?:{who})").replace("WHEN", f"(?:{when})")
    )


_PATTERNS = tuple((kind, _filled(kind)) for kind in _KINDS)
_PHONE = re.compile(r"^某+的?(?:电话|手机号?|电话号码|号码|联系方式)[?？]?$")
# What to say to somebody, and facts of a customer that are named and not told.
_WORDS = re.compile(
    r"^(?!.*某+[^,，]{0,2}(?:说|问))[^,，。;；]{0,14}(?:话术|怎么(?:[跟和对]某*)?(?:说|开口|讲)|说什么好)[?？呢啊]*$"
    r"|^话术[\s:：]*某+$"
)
_ASSETS = re.compile(
    r"^(?:帮我?|给我|麻烦)?(?:(?:查|看)(?:一下|下|查|看)?)?某+\s?的?\s?(?:总|金融)?(?:资产|余额|aum)(?:情况|总额|总共)?[?？呢吗]*$"
)
_FACT = re.compile(
    r"^(?:帮我?|给我)?(?:看看?|查查?|[看查]一下)?某+\s?的?\s?"
    r"(?:风险等级|权益|层级|等级|阶段|资料|档案|家庭)"
    r"(?:还剩|还有)?(?:几次|多少|到期没有?|过期没有?|过期了吗)?[?？呢吗]*$"
    r"|^(?:帮我?|给我|麻烦)?(?:查|看)(?:一下|下|查|看)?某+\s?的?\s?(?:到期日期?|到期|生日|余额|资产|持仓|电话)$"
    # What is also done with a customer is asked for only where it sounds so: 「张伟 风险测评」 was made.
    r"|^(?:帮我?|给我)?(?:看看?|查查?|[看查]一下)某+\s?的?\s?(?:风险测评|风评|问卷|礼品|代办|满意度)[?？呢吗]*$"
    r"|^某+\s?的\s?(?:风险测评|风评|问卷|礼品|代办|满意度)$"
    r"|^某+\s?的?\s?(?:风险测评|风评|问卷|礼品|代办|满意度)(?:(?:还剩|还有)?"
    r"(?:几次|多少|到期没有?|过期没有?|过期了吗)[?？呢吗]*|[?？呢吗]+)$"
)
_OPEN = pattern("questions", "open")
_INTERROGATIVE = pattern("questions", "interrogative")
_TOLD = pattern("questions", "told")
_PLAIN = re.compile(
    r"(?<![没无])(?:什么(?!事|都|也|意见|不满|要求)|哪里|哪儿|哪年|哪天|哪月|哪一年|哪个|哪些|谁(?!都|也)|几(?:张|个|笔|号|点|岁|位|次|户|级(?!别)|期|几年|零年|年级|年的|月(?!份后))|多少|哪(?=$)|住哪|如何|咋(?!呼)|怎么(?=改|删|用|办|撤|查|加|录|记)|为什么|为啥|叫啥|啥(?!都|也|的)|来着|有没有|是不是|何时|怎么样|有咩|做咩|边个|边度)"
)
# 「我上周跟谁见过面」 asks, although it tells of a meeting.
_WHOM = re.compile(
    r"^(?:我|今天|昨天|前天|上周.?|这周|本周|上个?月|本月|这个月|今年|最近|刚才|还有|都|一共|总共|帮[^,，]{0,4}看看?|看看|有|查查?|[\s])*"
    r"(?:跟|给|和|找|约|见|去|对|为)?(?:了|过)?(?:谁|哪些|哪几|哪个|哪位|多少(?:个|位)?客户|几个客户|几位客户)(?!说|告诉)"
    # 「我上周给张伟打过电话没」
    r"|^某+[^,，。;；]{0,4}有没有(?:说|提|讲|问|答应|要求|反映|抱怨)过?(?!我)(?![^,，。;；]*[,，\s])"
    r"|(?:[打见聊来去发约谈访系绍]过|[打见聊来去发约谈访系绍](?:电话|微信|短信)?了)[^,，。;；]{0,6}没(?:有)?[?？\s]*$"
)
_DAYS = re.compile(
    r"(\d{1,5}|[一二两三四五六七八九十百半]{1,6})(?:个)?(天|日|周|星期|礼拜|月|年|days?|weeks?|months?)(?:以上|多)?(?:没|未|以上|了|没有|都没|还没|[^,，]{0,4}没)?"
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
    for kind, shape in (("phone", _PHONE), ("assets", _ASSETS), ("words", _WORDS), ("card", _FACT)):
        if shape.search(told):
            return Asked(kind=kind)
    if (_TOLD.search(told) and not _WHOM.search(told)) or not _INTERROGATIVE.search(told):
        return None
    for kind, words in _PATTERNS:
        if words.search(told):
            return Asked(kind=kind, days=_days(told) if kind == "silent" else None)
    short = len(told) <= 18 and not re.search("[,，。;；]", told)
    return Asked(kind="other") if _OPEN.search(told) or (short and _PLAIN.search(told)) else None


def _days(told: str) -> int | None:
    match = _DAYS.search(told)
    if not match:
        return None
    count = 0.5 if match[1] == "半" else number(match[1])
    unit = match[2].rstrip("s") if match[2].isascii() else match[2]
    return round(count * _UNIT_DAYS[unit]) if count else None
