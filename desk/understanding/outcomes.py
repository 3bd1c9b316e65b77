"""Whether the customer was reached, in the words of a contact."""

import re

from desk.understanding.lexicon import pattern
from store.records import Kind, Outcome

__all__ = ["CLAUSE", "ENTRUSTED", "failure", "reached_by"]

# 某 stands for a customer's name here: names are overwritten before these rules read the line.
_HAN = re.compile("[一-龥]")
_CALL = pattern("contacts", "call")
# What may stand around a call without telling how it went.
_BARE = pattern("contacts", "bare")
# 「约好来网点没来」 tells of the customer, although it names the branch.
_STAYED_AWAY = ("没来", "没到", "爽约", "失约")
_NOT_SO = re.compile(
    r"(?:不是|并非|没有|不会|再)[^,，。;；]{0,1}$|(?:人影|影子|影儿|踪影)[都也]?$|(?:现在|如今)连?$"
)
_TALKED = pattern("contacts", "talked")
_REPLIED = pattern("contacts", "replied")
_SPEECH = pattern("contacts", "speech")
_ABOUT_US = pattern("contacts", "about_us")
# A gift on its way, or left with somebody, has not reached its customer yet.
ENTRUSTED = re.compile(
    r"寄|快递|下单|配送|明天才(?:送|到)|还(?:没|未)(?:送|到)|(?:明|后)天(?:送|到)|在路上|闪送|跑腿|顺丰|邮|托(?!管)|让[^,，。;；]{0,6}(?:司机|助理|秘书|同事|家人|老婆|老公|儿子|女儿|员工|店员|邻居|朋友|人)(?:带|拿|捎|转|取|送)|转交|代收|代领|代拿|放(?:在|到)?(?:他|她|某+)?(?:的|公司|家)?(?:门口|前台|门卫|传达室|物业|驿站|快递柜|丰巢)"
    r"|mail|post|courier|\bsent\b|ship|(?:left|off|dropped) [^.;]{0,36}(?:with|at)\b"
)
_THANKED = re.compile(
    r"谢|喜欢|高兴|开心|收到|签收|很满意|thank|loved|likes?|liked|happy|received|pleased|delighted|thrilled|touched|chuffed|grateful|beam(?:ed|ing)"
    r"|over the moon|overjoyed|tickled|appreciat|adored?|smil|made (?:his|her) day"
)
# A space ends a clause of Chinese.
CLAUSE = re.compile(r"[,，。;；]|(?<=[一-龥])\s")
# Who went there tells for themselves that nobody was met: 「去他单位说下乡了没见着」.
_WENT = re.compile(r"^(?:今天|上午|下午|刚|刚才|昨天)*(?:去|上|到|跑|拜访|走访)")
# The line itself says so: 「打过去说是已停机」.
_TOLD_BY_LINE = re.compile(
    r"(?:说是?|提示|显示|播报?|报)(?:已经?|对方|您|该|号码?|用户|机主|手机|电话|正在|暂时?|拨打的?|呼叫的?|所?拨的)*(?:停机|关机|空号|占线|忙|无法接通|不在服务区|无人接听|无人应答|通话中|暂停服务|停止服务|不存在|过期|欠费)$"
)
_FAILURES: tuple[tuple[Outcome, Kind | None, re.Pattern[str]], ...] = (
    (Outcome.WRONG_NUMBER, Kind.CALL, pattern("contacts", "wrong_number")),
    (Outcome.REFUSED, None, pattern("contacts", "refused")),
    (Outcome.NO_ANSWER, Kind.VISIT, pattern("contacts", "kept_out")),
    (Outcome.NO_ANSWER, Kind.CALL, pattern("contacts", "no_answer")),
    (Outcome.NO_ANSWER, Kind.VISIT, pattern("contacts", "not_met")),
    (Outcome.NO_ANSWER, Kind.MESSAGE, pattern("contacts", "no_reply")),
)


def _tells_more(told: str) -> bool:
    """Whether a line about a call says anything besides that it was made."""
    rest = _CALL.sub("", told)
    return len(_BARE.sub("", rest)) >= (3 if _HAN.search(rest) else 8)


def failure(told: str) -> tuple[Outcome, Kind | None, int, int] | None:
    """The outcome, the kind it goes with, and where its words end and begin."""
    for outcome, by, words in _FAILURES:
        for match in words.finditer(told):
            clause = CLAUSE.split(told[: match.start()])[-1]
            reported = re.search(
                r"说|问|抱怨|投诉|反映|解释|原来是|为什么|如果|要是|怕|嫌|害(?:得)?(?:他|她|某|人)", clause
            )
            ours = _ABOUT_US.search(clause) and not (by is Kind.VISIT and match[0].startswith(_STAYED_AWAY))
            heard = outcome is Outcome.NO_ANSWER and not _TOLD_BY_LINE.search(told, 0, match.end())
            mine = by is Kind.VISIT and match[0].startswith("没") and _WENT.search(clause)
            if _NOT_SO.search(clause) or ours or (reported and heard and not mine):
                continue
            return outcome, by, match.end(), match.start()
    return None


def reached_by(told: str, kind: Kind | None, *, recovered: bool) -> Outcome | None:
    if recovered:
        return Outcome.REACHED
    if kind in {Kind.VISIT, Kind.BRANCH_VISIT, Kind.EVENT}:
        return Outcome.REACHED
    if kind is Kind.CALL:
        return Outcome.REACHED if _TALKED.search(told) or _tells_more(told) else None
    if kind is Kind.MESSAGE:
        return Outcome.REACHED if _REPLIED.search(told) else None
    if kind is Kind.GIFT:
        return None if ENTRUSTED.search(told) and not _THANKED.search(told) else Outcome.REACHED
    if kind is Kind.CARD:
        return None
    return Outcome.REACHED if _SPEECH.search(told) else None
