"""What kind of contact a line tells of, and whether the customer was reached."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desk.understanding.lexicon import alternatives, pattern
from desk.understanding.outcomes import CLAUSE, ENTRUSTED, failure, reached_by
from desk.understanding.performed import (
    came_by_wire,
    carried,
    inside,
    only_planned,
    performed,
    told_by_phone,
    within,
)
from store.records import Kind, Outcome

__all__ = ["Contacted", "contacted"]

# English verbs that tell of what is to be done, where a promise stands beside them.
_FINISHED = re.compile(r"\s+(?:done|ok|went|finished|completed|over)\b")
_TO_DO = re.compile(r"meeting|meet|visit|call|ring|phone|text|message|e-?mail")
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
_TO_COME = pattern("contacts", "to_come")
_DONE = re.compile(
    r"了(?![吗么])|(?<!路)过(?!几|两|一|会|后|去|来|期|节|年|生)|刚|已|没接|没人|没(?:打通|通|来|见|回|应|碰|等)|打不通|不接|关机|停机|占线|空号|\b(?:called|met|visited|texted|emailed|spoke|said|saw)\b"
)
_APART = pattern("contacts", "apart")
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
                and not only_planned(told, match)
                and not (kind is Kind.CALL and within(match, _NO_CALL, told))
                and not (kind is Kind.MESSAGE and within(match, _NO_MESSAGE, told))
                and not carried(told, kind, match)
                and not (kind is Kind.BRANCH_VISIT and came_by_wire(told, match))
                and not (kind is Kind.VISIT and _BY_CHANNEL.search(told[: match.start()]))
                and (performed(told, match) or told_by_phone(told, match) or not inside(match, planned))
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
