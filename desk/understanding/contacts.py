"""What kind of contact a line tells of, and whether the customer was reached."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desk.understanding.lexicon import alternatives, pattern
from desk.understanding.outcomes import CLAUSE, ENTRUSTED, failure, reached_by
from store.records import Kind, Outcome

__all__ = ["Contacted", "contacted"]

_PRESENT = pattern("contacts", "gift")
_NOBODY = re.compile(r"(?:nobody|no one|never|not|n't)\s(?:\w+\s)?$")
# English verbs that tell of what is to be done, where a promise stands beside them.
_FINISHED = re.compile(r"\s+(?:done|ok|went|finished|completed|over)\b")
_TO_DO = re.compile(r"meeting|meet|visit|call|ring|phone|text|message|e-?mail")
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
_RECOVERY = pattern("contacts", "recovered")
_OTHER_ANSWERED = pattern("contacts", "other_answered")
# Only of a call: who picked up tells where the customer is.
_SAID_BY_KIN = pattern("contacts", "said_by_kin")
_HANDED_ON = pattern("contacts", "handed_on")
# 「微信约饭」 is a message, no meal.
_BY_CHANNEL = re.compile(r"(?:微信|短信|企微|电话|line|whatsapp)(?:里|上)?(?:约|说|问|聊)?$")
_AGREED = re.compile(
    r"约(?!他|她|某)|定(?:了|好|在|的)|说好|说妥|商量好|答应|同意|来办|来签|来取|来拿|来谈|过来|会来|要来|再说|再聊|让我|(?<![没不])来$|碰面|碰头|见面|给我|到时候?|届时|(?:去|到|上)(?:他|她|某+)(?:的|们)?(?:厂|公司|家|店|单位|办公室|工地|那)"
)
# 「张伟 微信 约周五来」: a terse line tells what was agreed.
_AGREED_BY_MESSAGE = re.compile(
    r"^(?:\S{0,8}\s)?某+\s?(?:微信|短信|企微)(?:语音)?[\s,，]+(?:[^。;；]*[\s,，])?约(?!他|她|某)"
)
_MET = re.compile(
    r"(?:上门|见|聊|坐|谈|喝|吃|遇|碰|来|到|接待|陪)[^,，。;；]{0,4}(?:了|过|到)|\\b(?:met|saw|visited|came)\\b"
)
# 「投诉转到咱们支行」: it came, not they.
_PASSED_ON = ("转", "派", "报", "移", "退", "传", "汇", "反馈", "反映", "投诉", "下发", "分配")
# 「打电话给张伟 上周约了没来 说出差了」: over the phone they told why.
_EXPLAINED = re.compile(
    r"[^。;；]{0,6}[\s,，](?:他|她|某+|人家)?(?:就|也|又|才|只)*"
    r"(?:说(?!明)|讲(?!座)|解释|道歉|答应|保证|表示|抱歉|改(?:到|成|约)|原来是?)"
)
# Another bank's man visits or rings our customer: no contact of ours.
_RIVAL = re.compile(
    rf"^(?:那个|就是|听说|据说|最近|[\s,，])*(?:{alternatives('others', 'banks')})[^,，。;；说讲\s]{{0,4}}"
    r"(?:经理|的人|主任|行长|员工|某+)[^,，。;；]{0,6}"
    r"(?:说|讲|跑|挖|找|打|拉|跟|盯|联系|约|给|推|抢|上门|拜访|撬|送|见)"
)
# An English line that begins with a bare verb and names its day is a plan: 'Ring Hu back on Friday'.
_BARE_VERB = re.compile(
    r"(?:please )?(?:call|ring|phone|text|message|e-?mail|visit|meet|see|send|tell|contact)\s"
    r"|(?:lunch|dinner|breakfast|coffee|tea|drinks|golf|meeting|appointment|catch-?up) with\s"
)
_NOT_ME = re.compile(
    r"不是我(?:$|[\s,，。去打见拜做联发])|(?:(?<![带跟和陪与偕领])(?<![带跟和陪着领]新)(?<!带着)(?<!陪着)同事|别人|另一个经理)(?:去|昨天|今天|上周|刚)*(?:打|见|拜访|发|联系|跟)"
    r"|not me\b|(?:my |a )?colleague (?:visited|called|met|saw)"
)
# 「没接电话 微信倒回得快」
_BACK_IN_WRITING = re.compile(
    r"(?:微信|短信|信息|消息)(?:上|里)?(?:倒是?|却|反而|反倒|还|又|马上|立马|很快|秒)*回(?:得|的|了|过|我|复)"
)
# 「messaged her, no answer」 is still a message.
_UNANSWERED = re.compile(
    r"no answer|no repl|未有?[回覆]|[没不冇]有?[回覆](?!访)|unanswered|没理|没反应|没动静|没应答|没有?回应"
)
_BY_VOICE = re.compile(r"电话|打|拨|语音|视频|手机|call|phone|rang|ring|dial|voicemail")
_BY_WIRE = re.compile(
    r"信儿?$|话儿?$|捎|打|拨过?$|电话?$|电话(?:过|又)?$|微信|短信|发|传|转|邮件|投诉|[常不没搬挪移汇调拨迁存]$"
)
_BROUGHT = re.compile(r"来(?:了|过)(?:一|几|两)?(?:个|条|通|封)(?:电话|微信|短信|信息|消息|邮件|视频|语音)")
# 「我陪她办完了」, 「他刚发微信来说」: done, whatever stands before.
_SEEN_THROUGH = re.compile(
    r"[^,，。;；\s]{0,2}(?:办|做|弄|签|取|存|跑|看|走|谈|聊|逛|交|领|换|开|搞)(?:完|好|妥|成)(?:了|啦)"
)
_JUST = re.compile(r"(?:刚刚?|刚才|已经|方才|才刚|刚又)(?:给我|给他|给她|跟我|又|都)?$")
_TO_COME = pattern("contacts", "to_come")
_DONE = re.compile(
    r"了(?![吗么])|(?<!路)过(?!几|两|一|会|后|去|来|期|节|年|生)|刚|已|没接|没人|没(?:打通|通|来|见|回|应|碰|等)|打不通|不接|关机|停机|占线|空号|\b(?:called|met|visited|texted|emailed|spoke|said|saw)\b"
)
_APART = pattern("contacts", "apart")
_FOR_US = re.compile(r"(?:送|带|拿|寄|捎|提|给)(?:了|给|来|过来)*(?:我|咱)|(?:gave|brought|sent) (?:me|us)\b")
_CUT_OFF = re.compile("微信|短信|拉黑|删了?我|我[^,，]{0,4}删|屏蔽|拒收")
_ITSELF = re.compile(
    "(?:自己|本人)接(?:的|了|起)|(?<!不)是(?:他|她)?(?:自己|本人)(?=$|[\\s,，])|打错|空号|wrong number"
    "|(?:耳背|耳朵背|耳朵不好|听不清|听不见|说不清|听不懂|听不明白)[^。;；]{0,8}(?:让|叫|喊|换|给)[^,，。;；]{1,6}[接听]"
)
# Who stayed away from an event of the bank: 「周末的沙龙某没来」.
_GATHERING = alternatives("shared", "gathering")
_STAYED_AWAY = re.compile(
    rf"(?:{_GATHERING})[^。;；]{{0,12}}(?:没(?:来|到|参加|出席|露面|出现|去|现身)|缺席|爽约|鸽)"
    rf"|没(?:有)?(?:来|去)?(?:参加|出席|听)[^,，。;；\s]{{0,8}}(?:{_GATHERING})"
)
_NO_CALL = pattern("contacts", "no_call")
_NO_MESSAGE = pattern("contacts", "no_message")


@dataclass(frozen=True, kw_only=True)
class Contacted:
    """A kind of contact and its outcome, each None where not told; `place` is where it is told."""

    kind: Kind | None = None
    outcome: Outcome | None = None
    place: int | None = None


_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, pattern("contacts", kind.value))
    for kind in (Kind.EVENT, Kind.VISIT, Kind.BRANCH_VISIT, Kind.CALL, Kind.CARD, Kind.GIFT, Kind.MESSAGE)
)


def contacted(told: str, planned: Sequence[tuple[int, int]] = (), plain: str = "") -> Contacted:
    """Reads a simplified, small-letter line whose names are 某 and whose promises are blanked out.

    `planned` are the rests of clauses behind a promise: what stands there was done only where it says so.
    `plain` is the line itself, for 「张伟的女儿接的」: a relative's name is 某 too.
    """
    if (
        _NOT_ME.search(told)
        or _RIVAL.match(told)
        or _told_to_do(told, plain, planned)
        or (_TO_COME.match(told) and not _DONE.search(told))
    ):
        return Contacted()
    told = _APART.sub(lambda found: "，" * len(found[0]), told)
    kind, place = _kind(told, planned)
    other = _OTHER_ANSWERED.search(plain or told)
    if other is None and kind is Kind.CALL:
        other = _SAID_BY_KIN.search(plain or told)
    if other and not _HANDED_ON.search(plain or told, other.end()) and not _ITSELF.search(told):
        place = other.start() if place is None else place
        return Contacted(
            kind=kind if kind is Kind.GIFT else Kind.CALL, outcome=Outcome.NO_ANSWER, place=place
        )
    failed = failure(told)
    if failed and place is None:
        place = failed[3]
    if failed and failed[0] is Outcome.REFUSED and re.search("挂|拒接|接听|hung", told):
        kind = Kind.CALL
    elif (
        failed
        and failed[0] is Outcome.REFUSED
        and kind is None
        and re.search("见面|不见|拜访|面谈|面访|上门|会面", told)
    ):
        kind = Kind.VISIT
    after = _after_all(told, kind, failed, planned) if failed else None
    if after is not None:
        return replace(after, place=place)
    if failed and not _RECOVERY.search(told, failed[2]):
        return Contacted(kind=_tried(told, kind, failed), outcome=failed[0], place=place)
    if failed:
        written = _BACK_IN_WRITING.search(told, failed[2])
        kind = Kind.MESSAGE if written else _kind(told[failed[2] :], ())[0] or kind or failed[1]
    elif other and kind is None:
        kind = Kind.CALL
    ended = reached_by(told, kind, recovered=failed is not None) or _agreed(told, kind, plain)
    return Contacted(kind=kind, outcome=ended, place=place)


def _tried(told: str, kind: Kind | None, failed: tuple[Outcome, Kind | None, int, int]) -> Kind:
    """What was tried where nobody was reached."""
    by = failed[1]
    written = kind is Kind.MESSAGE and _UNANSWERED.search(told) and not _BY_VOICE.search(told)
    if kind is None and by is None and _CUT_OFF.search(told):
        kind = Kind.MESSAGE
    if kind is None or (by is Kind.CALL and kind in {Kind.MESSAGE, Kind.GIFT} and not written):
        kind = by or Kind.CALL
    if by is Kind.VISIT and kind is Kind.VISIT and _STAYED_AWAY.search(told):
        return Kind.EVENT
    return kind


def _agreed(told: str, kind: Kind | None, plain: str) -> Outcome | None:
    """What was agreed with somebody shows that they were reached."""
    if (kind is Kind.CALL and _AGREED.search(plain)) or (
        kind is Kind.MESSAGE and _AGREED_BY_MESSAGE.search(told)
    ):
        return Outcome.REACHED
    return None


def _told_to_do(told: str, plain: str, planned: Sequence[tuple[int, int]]) -> bool:
    if not planned or not _BARE_VERB.match(told) or _DONE.search(told):
        return False
    clause = CLAUSE.search(plain)
    return planned[0][0] <= (clause.start() if clause else len(told))


def _kind(told: str, planned: Sequence[tuple[int, int]]) -> tuple[Kind | None, int | None]:
    """The kind that the line's words tell of, and where they stand."""
    for kind, words in _KINDS:
        for match in words.finditer(told):
            if (
                match[0]
                and not _only_planned(told, match)
                and not (kind is Kind.CALL and _within(match, _NO_CALL, told))
                and not (kind is Kind.MESSAGE and _within(match, _NO_MESSAGE, told))
                and not _carried(told, kind, match)
                and not (kind is Kind.BRANCH_VISIT and _came_by_wire(told, match))
                and not (kind is Kind.VISIT and _BY_CHANNEL.search(told[: match.start()]))
                and (_performed(told, match) or _told_by_phone(told, match) or not _inside(match, planned))
                and not (planned and _TO_DO.fullmatch(match[0]) and not _FINISHED.match(told, match.end()))
            ):
                return kind, match.start()
    return None, None


def _after_all(
    told: str,
    kind: Kind | None,
    failed: tuple[Outcome, Kind | None, int, int],
    planned: Sequence[tuple[int, int]],
) -> Contacted | None:
    """What came of it where the failure is not the end: a meeting, or a gift that was left there."""
    outcome, by, end, _ = failed
    if kind is Kind.CALL and by is Kind.VISIT and _EXPLAINED.match(told, end):
        return Contacted(kind=kind, outcome=Outcome.REACHED)
    met = _met_after(told, end, planned) if outcome is Outcome.NO_ANSWER else None
    if met is not None:
        return Contacted(kind=met, outcome=Outcome.REACHED)
    left = kind is Kind.GIFT and by is Kind.VISIT and ENTRUSTED.search(told)
    return Contacted(kind=kind) if left else None


def _met_after(told: str, end: int, planned: Sequence[tuple[int, int]]) -> Kind | None:
    """「没接我电话，我就直接上门了，喝了茶」: a meeting that came of it, where none failed too."""
    rest = told[end:]
    kind, _ = _kind(rest, [(start - end, stop - end) for start, stop in planned])
    met = kind in {Kind.VISIT, Kind.BRANCH_VISIT} and _MET.search(rest) and failure(rest) is None
    return kind if met else None


def _carried(told: str, kind: Kind, match: re.Match[str]) -> bool:
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


def _came_by_wire(told: str, match: re.Match[str]) -> bool:
    """「打电话来问」 comes by telephone, 「发微信来问」 by message."""
    if _BROUGHT.search(told, match.start(), match.end() + 6):
        return True
    before = re.split(r"[,，。;；\s]", told[: match.start()])[-1]
    if match[0][0] == "到" and before.endswith(_PASSED_ON):
        return True
    return match[0][0] == "来" and _BY_WIRE.search(before[-8:]) is not None


def _only_planned(told: str, match: re.Match[str]) -> bool:
    before = told[max(0, match.start() - 24) : match.start()]
    rang = before.endswith(("没来", "没到")) and _RANG.match(told, match.start())
    if (
        not rang and any(words.search(before) for words in (_CALLED_OFF, _NOT_DONE, _NOBODY))
    ) or _WILL_DO.match(told, match.end()):
        return True
    theirs = before.endswith("的")
    if theirs and (told.startswith(_BLANKED, match.end()) or _LATER_ON.match(told, match.end())):
        return True
    if _performed(told, match) or _told_by_phone(told, match) or _CAME_OF_IT.match(told, match.end()):
        return False
    if _TAKEN_ALONG.search(told, 0, match.start()):
        return False
    # A word that begins behind a comma is not planned by the clause before it.
    return match[0][0] != "," and _PLANNED.search(before[-14:]) is not None


def _performed(told: str, match: re.Match[str]) -> bool:
    if match[0][-1] in "了过" or told[match.end() : match.end() + 1] in {"了", "过"}:
        return True
    if _SEEN_THROUGH.match(told, match.end()) or _JUST.search(told, 0, match.start()):
        return True
    # 「让同事打给张伟了」, but not 「该打给张伟了」.
    return _DONE_TO.match(told, match.end()) is not None and not _DUE.search(told, 0, match.start())


def _told_by_phone(told: str, match: re.Match[str]) -> bool:
    """「周一来 我电话里跟她说了」: behind a promise, how it was agreed."""
    if _BY_PHONE.search(match[0]) is None:
        return False
    theirs = match[0][0] == "在" and told[: match.start()].endswith(("他", "她", "某"))
    said = match[0].isascii() and _SAID.search(told, 0, match.start()) is not None
    # 「答应晚上就还 电话里」
    last = match.end() >= len(told.rstrip()) and told[: match.start()].endswith((" ", ",", "，"))
    return theirs or said or last or _SAID_SO.match(told, match.start()) is not None


def _inside(match: re.Match[str], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= match.start() < end for start, end in spans)


def _within(match: re.Match[str], words: re.Pattern[str], told: str) -> bool:
    return _inside(match, [one.span() for one in words.finditer(told)])
