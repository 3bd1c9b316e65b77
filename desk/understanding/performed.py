"""Whether words of a contact tell of one that took place: no plan, no errand, no telling of another."""

import re
from collections.abc import Sequence

from desk.understanding.lexicon import alternatives, pattern
from store.records import Kind

__all__ = ["came_by_wire", "carried", "inside", "only_planned", "performed", "told_by_phone", "within"]

_PRESENT = pattern("contacts", "gift")
_NOBODY = re.compile(r"(?:nobody|no one|never|not|n't)\s(?:\w+\s)?$")
# 「打去他公司」 is a call, wherever it rings.
_RUNG = re.compile(r"(?:打|拨|拨打|致电|电话|call|ring|传真|fax|寄|传|发|汇|转)(?:了|过|电话)?$")
_GIVEN = re.compile(r"\b(?:gave|handed|presented|delivered|brought|passed)\b")
_LEFT_THERE = re.compile(r"\b(?:left|dropped|sent|couriered|posted|mailed)\b")
_SENT = re.compile(r"(?:送|寄|快递)[^,，。;；]{0,8}$")
_NOT_DONE = re.compile(
    r"(?:不|没|没有|未|没能|不用|不要|不好|不必|无需|(?<![分特级区告个])别|不使)(?:去|来|再|能|有|给|跟|肯|愿意?|敢|覆|回|发|send)?(?:某+|他|她)?$"
)
# 「今天没来打电话说改后天」: they did not come, and rang.
_RANG = re.compile(r"打(?:了)?(?:个)?电话(?:过)?来?(?:说|讲|改|问|解释|道歉)")
_WILL_DO = re.compile(r"(?:就行|就好|即可|就可以|吧)")
# 「约张伟喝咖啡 他提了融资」: it took place.
_CAME_OF_IT = re.compile(
    r"[^,，。;；\s]{0,4}[\s,，]+(?:他|她|某+)(?:也|还|就)?(?:提|问|聊|讲|来|到|谈)(?:了(?!吗)|到(?!账|期|时))"
    r"|[^,，。;；\s]{0,4}[\s,，]+(?:聊|谈|吃|喝|饮|食|玩)(?:得|了(?!吗)|完(?!再))"
)
_DONE_TO = re.compile(r"(?:某+|他|她)(?:了|过)(?![吗么没])")
_DUE = re.compile(r"[要该得快想会]|打算|准备|记得|提醒")
_LATER_ON = re.compile(
    r"[\s,，]*(?:回头|晚点|改天|待会儿?|等下|稍后|过会儿?|有空|再)(?:再|给|去)*(?:打|联系|约|说|回)"
)
# 「他在电话里意见很大」 was on the telephone, whatever stands before it.
_BY_PHONE = re.compile(
    r"(?:电话|视频|语音)(?:里|中)|电话(?:敲定|说定|定下|讲好|说好)|(?:on|over|by) the phone|by phone"
)
_SAID = re.compile(
    r"\b(?:said|told|asked|says|mentioned|agreed|moved|changed|confirmed"
    r"|pushed|rescheduled|fixed|shifted|booked|settled|postponed|brought forward)\b"
)
# 'took Lily to visit him' was a visit.
_TAKEN_ALONG = re.compile(r"\b(?:took|brought|went|came|drove|been|accompanied) [^,.;]{0,40}\bto\s?$")
_SAID_SO = re.compile(r"[^,，。;；\s]{0,8}(?:[了过的]|敲定|说定|定下|讲好|说好)")
# 「贷后检查月底前要做完」: the promise behind it, blanked out, is when it will be done.
_BLANKED = "，，，"
_CALLED_OFF = re.compile(
    r"取消[^,，。;；]{0,14}$|忘(?:了|记)?(?:给|跟|和)?(?:某+|他|她)?$|cancel\w* [^,.;]{0,24}$"
)
_PLANNED = re.compile(
    rf"(?:{alternatives('contacts', 'planned')})\s?"
    r"(?:他|她|某+|客户|我|再|下周|下午|明天|去|来|给|跟|和|him|her|them|[^\s,。;；]{0,2}){0,3}$"
)
# 「投诉转到咱们支行」: it came, not they.
_PASSED_ON = ("转", "派", "报", "移", "退", "传", "汇", "反馈", "反映", "投诉", "下发", "分配")
_BY_WIRE = re.compile(
    r"信儿?$|话儿?$|捎|打|拨过?$|电话?$|电话(?:过|又)?$|微信|短信|发|传|转|邮件|投诉|[常不没搬挪移汇调拨迁存]$"
)
_BROUGHT = re.compile(r"来(?:了|过)(?:一|几|两)?(?:个|条|通|封)(?:电话|微信|短信|信息|消息|邮件|视频|语音)")
# 「我陪她办完了」, 「他刚发微信来说」: done, whatever stands before.
_SEEN_THROUGH = re.compile(
    r"[^,，。;；\s]{0,2}(?:办|做|弄|签|取|存|跑|看|走|谈|聊|逛|交|领|换|开|搞)(?:完|好|妥|成)(?:了|啦)"
)
_JUST = re.compile(r"(?:刚刚?|刚才|已经|方才|才刚|刚又)(?:给我|给他|给她|跟我|又|都)?$")
_FOR_US = re.compile(r"(?:送|带|拿|寄|捎|提|给)(?:了|给|来|过来)*(?:我|咱)|(?:gave|brought|sent) (?:me|us)\b")


def carried(told: str, kind: Kind, match: re.Match[str]) -> bool:
    """「送果篮去医院」 tells of the gift, not of a visit, and what is given to us is none of ours."""
    if kind is Kind.GIFT:
        if re.match(r"[^,，。;；他她]{0,20}给(?:了)?(?:我|咱)", told[match.start() :]):
            return True
        return _FOR_US.match(match[0]) is not None or _FOR_US.match(told, match.start()) is not None
    before = told[: match.start()]
    if kind is Kind.VISIT and match[0].startswith(("at ", "in ")) and _LEFT_THERE.search(before):
        return _PRESENT.search(before) is not None
    if kind is Kind.VISIT and match[0] == "in person":
        return _GIVEN.search(before) is not None and _PRESENT.search(before) is not None
    if kind is not Kind.VISIT or match[0][0] not in "去到":
        return False
    return _RUNG.search(before) is not None or (
        _SENT.search(before) is not None and _PRESENT.search(told) is not None
    )


def came_by_wire(told: str, match: re.Match[str]) -> bool:
    """「打电话来问」 comes by telephone, 「发微信来问」 by message."""
    if _BROUGHT.search(told, match.start(), match.end() + 6):
        return True
    before = re.split(r"[,，。;；\s]", told[: match.start()])[-1]
    if match[0][0] == "到" and before.endswith(_PASSED_ON):
        return True
    return match[0][0] == "来" and _BY_WIRE.search(before[-8:]) is not None


def only_planned(told: str, match: re.Match[str]) -> bool:
    before = told[max(0, match.start() - 24) : match.start()]
    rang = before.endswith(("没来", "没到")) and _RANG.match(told, match.start())
    if (
        not rang and any(words.search(before) for words in (_CALLED_OFF, _NOT_DONE, _NOBODY))
    ) or _WILL_DO.match(told, match.end()):
        return True
    theirs = before.endswith("的")
    if theirs and (told.startswith(_BLANKED, match.end()) or _LATER_ON.match(told, match.end())):
        return True
    if performed(told, match) or told_by_phone(told, match) or _CAME_OF_IT.match(told, match.end()):
        return False
    if _TAKEN_ALONG.search(told, 0, match.start()):
        return False
    # A word that begins behind a comma is not planned by the clause before it.
    return match[0][0] != "," and _PLANNED.search(before[-14:]) is not None


def performed(told: str, match: re.Match[str]) -> bool:
    if match[0][-1] in "了过" or told[match.end() : match.end() + 1] in {"了", "过"}:
        return True
    if _SEEN_THROUGH.match(told, match.end()) or _JUST.search(told, 0, match.start()):
        return True
    # 「让同事打给张伟了」, but not 「该打给张伟了」.
    return _DONE_TO.match(told, match.end()) is not None and not _DUE.search(told, 0, match.start())


def told_by_phone(told: str, match: re.Match[str]) -> bool:
    """「周一来 我电话里跟她说了」: behind a promise, how it was agreed."""
    if _BY_PHONE.search(match[0]) is None:
        return False
    theirs = match[0][0] == "在" and told[: match.start()].endswith(("他", "她", "某"))
    said = match[0].isascii() and _SAID.search(told, 0, match.start()) is not None
    # 「答应晚上就还 电话里」
    last = match.end() >= len(told.rstrip()) and told[: match.start()].endswith((" ", ",", "，"))
    return theirs or said or last or _SAID_SO.match(told, match.start()) is not None


def inside(match: re.Match[str], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= match.start() < end for start, end in spans)


def within(match: re.Match[str], words: re.Pattern[str], told: str) -> bool:
    return inside(match, [one.span() for one in words.finditer(told)])
