"""The times of a line and what each is: a promise, a thing done, or a fact such as a maturity."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from desk.understanding.actions import FACT, GENERAL, action_before, action_behind, action_in, reach
from desk.understanding.english_days import moved_to
from desk.understanding.lexicon import alternatives
from desk.understanding.line import clause_at
from desk.understanding.past import attended, gone_by, told_done, was_then, wished
from scheduling.when import When, is_past
from store.records import Kind

__all__ = ["Timed", "roles"]

Role = Literal["promise", "done", "fact", "moved_from"]

_LEFT_CUE = re.compile(rf"(?:{alternatives('times', 'left_cue')})\s?[:：]?\s?$")
# 「T+1赎回」 tells how a product works, not what somebody will do tomorrow.
_SETTLED_IN = re.compile(r"[td]\s?\+\s?\d")
_SETTLES = re.compile(
    r"\s?(?:才|就|可|能|即可|日)*(?:赎|到账|到帐|申赎|申购|交收|交割|确认|起息|清算|结算|入账|出款|取|的|开放|产品|灵活|随时|那[款只种])"
)
_LONE = re.compile(
    r"^(?:[\s:：,，]|吧|再|的|前|后|之前|以前|左右|就|某|行|可以|没问题|都行|好|ok"
    r"|instead|works|is (?:better|fine|ok))*$"
)
_MOVED = re.compile(
    r"^(?:[\s,，]*)(?:不对|哦不|噢不|不不|不是|说错了?|错了|应该是|应该|改成|改到|改为|改|还是|呃不"
    r"|no|sorry|i mean|rather)[\s,，]*(?:是|应该是|到|成)?[\s,，]*$"
)
_CANCEL = re.compile(
    r"^[^,，。;；]{0,4}(?:(?:不要|不好(?=打|找|再|联)|别|勿|不许|少)(?!忘|误|漏|迟|错过|晚|超|光|只|的)(?:再)?(?:给|打|找|联系|来|去|发|约|烦|吵)|(?<![方来去行可能会要用办见好开])不(?:来|去|开|上|见(?!不散)|约|用|能|会|方便|行|可以|办|打|买|动|存|续|考虑|想|谈|打算|签|转|取|贷|投|卖|赎|换|做|需要|接|赶趟|凑巧|加码|减码|急)|来不了|去不了|取消|没空|没时间|won't|can't|not)"
)
# The customer asks about a day: 「问周末营不营业」; nobody promised it.
_ASKS = re.compile(
    r"(?:问|想知道|打听|咨询|想了解)(?:一?下|我|了)*(?:我们|咱们|你们|行里|网点|柜台|银行)*[^,，。;；\s]{0,3}$"
)
_YES_OR_NO = re.compile(
    r"(?P<verb>[一-龥])(?:没|不)(?P=verb)|吗|能否|是否|几点|(?<!有)没有?$|^(?:我们|你们|网点|柜台|银行)*(?:开门|营业|上班|放假)"
)
# Nothing happened since: 「国庆后就没见过」.
_SINCE = re.compile(
    r"^(?:以?来|之后|起|到现在|开始)?(?:我|他|她|某+|客户)?(?:就|都|再|一直|也|还)*(?:没|未|冇)(?:再|有|怎么|跟|和|给|来|去)*(?:某+|他|她)?(?:再)?(?:[^,，。;；\s]{0,2}(?:过|联系|消息|动静|音讯|着)|联系|见|来)"
)
# Behind a fact, what was done about it: 「周二开刀 电话慰问」.
_ALREADY = re.compile(r"\s(?=(?:已)?(?:电话|微信|短信|上门|去电)(?:慰问|问候|祝福|关心|看望|道贺|恭喜))")
_TOLD_FROM_IT = re.compile(
    r"第二[天日]|次日|翌日|隔[天日]|转[天日]|后一天|当[天日晚]|那[天日]|提前|提早|头一?[天晚]|前一?[天晚]"
)
# 「明天不行 那就后天」: the second day is the one agreed, whatever was said before.
_INSTEAD = re.compile(
    r"(?:那就|那还是|那要不|要不就?|那改|那换|不如|干脆|索性|那么就?|那)(?:约|定|改|挪|换)?(?:在|到|成|个)?$"
)
# 「张伟请我29号去喝满月酒」: his feast, and our appointment.
_ASKED_ALONG = re.compile(r"提醒|[请约叫邀喊请]我")
# 「聊到晚上八点」, 「会开到周五」: until when, and nothing then.
_UNTIL = re.compile(
    r"(?:聊|谈|坐|喝|吃|忙|待|呆|等|玩|开|睡|排|弄|搞|加班|干|熬|唱|休假|休息|出差|封|停|放假|住|请假|病假|产假|学习|培训|封闭)到了?$"
)
# What is so again and again is no plan: 「平时周末不要打」.
_HABIT = re.compile(
    r"(?:平时|平常|一般|通常|每逢|每到|向来|从来|总是|老是|喜欢|习惯(?:在)?|偏爱|适合(?:在)?|以前(?:都|总)是?|usually|normally|always)[^,，。;；]{0,6}$"
)
# 「都来了周末亲子活动」: the day is the event's.
_TURNED_UP = re.compile(r"(?<![没未别不])(?:来|到|去|参加|出席)(?:了|过)(?:我们|咱们|行里|网点)?的?$")
_OF_THE_BANK = re.compile(
    r"[^,，。;；\s]{0,8}(?:活动|沙龙|讲座|品鉴|酒会|答谢|茶会|路演|论坛|插花|课|派对|说明会|party)"
)
_DID = re.compile(r"(?:参加|来|见|拜访|去|看|听|办|做|聊|打|送)(?:了|过)[^,，。;；]{0,6}$")
# 「called Ma Chao on Friday」 was done, whatever Friday is read as.
_DID_EN = re.compile(
    r"(?:^|[,.;] ?|\b(?:i|we|just|also) )(?:called|rang|phoned|visited|met|saw|texted|messaged|emailed"
    r"|spoke (?:to|with)|tried|dropped by|stopped by|bumped into|had (?:lunch|coffee|tea|dinner) with)"
    r" [_某]+(?: [_某]+)?(?: at (?:home|work|the office|the branch))?,? (?:on |last |this |at |back on )?$"
)
_TOLD = re.compile(r"(?:我说|我答|告诉(?:他|她|某+)|我告诉\S{0,3}|我回复)(?:是|在|到)?$")
# 「我说周五前给他答复」 is promised, whoever said it.
_I_WILL = re.compile(
    r"(?:到时候?|再|会|就|前|^|清楚|明白|[查问办弄想]好|[查问办弄]完)(?:再|就)?(?:给|通知|告诉|答复|回复|回|联系|打|发)(?:他|她|某|电话|个|你|您|$)"
)
_NOT_KEPT = re.compile(
    r"(?:no[- ]show|(?:did(?:n't| not)|never) (?:show|turn|come|appear)|stood (?:me )?up|missed)[^.;]*$"
)
_BROKEN = re.compile(
    r"[^。;；]{0,6}(?:到(?:今天|现在|这会儿?|今儿|目前)|至今|迟迟)(?:为止)?(?:也|都|还|又|仍)?没(?:来|打|见|有|个|动静|消息|音|影|给|回|办)|"
    r"的?(?:约|局|会|见面|面签|饭局|安排|拜访|行程)?(?:又|也|就|给|算是)*(?:黄了|吹了|泡汤|作废|搁浅|落空|没成|告吹|不作数)|"
    r"[^。;；]{0,8}(?:结果|可是|但是?|却)[^,，。;；]{0,8}(?:没来|没到|没出现|鸽|爽约|失约|没人)"
    r"|[^,，。;；]{0,4}[\s,，]*(?:等到|结果|等了)[^,，。;；]{0,10}(?:没见|没来|没到|才到|才来|还没|没人|没影)"
    r"|[^,，。;；\s]{0,3}(?:还没|都没|也没|没叫|才到|才来)"
    r"|[^,，。;；\s]{0,4}[\s,，]*(?:他|她|某+|人|客户)?(?:都|又|也)?(?:没出现|没露面|没赴约|没现身|没到(?=$|[\s,，。])|没来(?=$|[\s,，。])|爽约|失约|鸽了我?|放(?:了)?我?(?:飞机|鸽子))"
    r"|的?[^,，。;；\s]{0,8}(?:活动|沙龙|讲座|课|会)(?:某+|他|她)(?:都|又|也|说来)*没(?:来|到|参加|出现|去成)"
)
_NEXT = re.compile(r"[,，;；]\s?(?:到时候?|届时|那天|当天|提前|之前|我|让我|记得)[^,，。;；]*")
# 「加班到八点，我在楼下等她签的字」: the clause behind tells what was done.
_TOLD_OF_THEN = re.compile(r"[签谈聊办吃喝见说定拿]的(?:字|合同|单子?|面|饭|茶|酒|章)?$")
_ACCEPTS = re.compile(
    r"^\s?(?:(?:我|他|她|某+)(?:就|也)?(?:说|回|讲|道)(?:也|就|那)?)?(?:也?就?行|也?可以|没问题|都行|方便|有空|ok|fine|works)(?!吗)"
)
# 这个月 alone names no promise either, but 下个月再联系 does.
_SPANS = frozenset({"month"})
# 明年再看 names no day that anybody would be reminded on.
_VAGUE = frozenset({"quarter", "half", "year"})
_LATER = re.compile(
    r"(?:后来|又|没空|不行|有事|再)?(?:改|推|挪|延|提前|顺延|延后|推迟|改约|换|调|移)(?:到|成|至|为|在|约|去|落|期到|期至)(?:了)?$|(?<![修更整批篡涂])改$"
    r"|(?:后来|后面|接着|完了|又|再|重新|临时|最后|最终)+(?:给|把(?:时间|日子))?(?:我)?(?:改|换|挪|推|调)(?:了)?$"
    r"|(?:最后|最终|末了|到头来|还是|才)(?:我们|他|她|某+)?(?:定|说定|敲定|讲定|约|商定|定下来?)(?:了|的|在|到|成|为|是)*$"
    r"|(?:有事儿?|没空|不行|不成|[来去]不了)(?:就)?(?:改|换|挪|推)$"
    r"|\b(?:moved|changed|switched|re-?sched\w*|rearranged|shifted|pushed(?: back)?|bumped|deferred|postponed"
    r"|delayed|brought forward) (?:it |him |her |them )?(?:to|for|till|until) $"
)
# 「周三来不了改成周五」: the second day stands.
_PUT_OFF = re.compile(
    r"(?:[来去过见]不了|来不成|去不成|取消|没空|有事|(?:没办法|没法|不能|不会)(?:来|去|过来|见))[^,，。;；]{0,4}"
    r"(?:改|推|挪|延|换|约)(?:到|成|至|为|在)$"
)
_CANCELLED = re.compile(
    r"(?:取消|不用|不必|(?<![特分级区告个性])别(?![的家人墅行忘动急慌管担])|(?<!要)不要(?!忘)|(?<!能)不能|(?<!会)不会|没法|来不了|没办法|cancel|can't|cannot|won't)"
    r"(?:(?!\s(?:改|换|另|挪|延|推|再约)|(?<=[来去到行了])(?:改约|改到|改成|改在|另约))[^,，。;；]){0,6}$"
    r"|(?:can't|cannot|won't|couldn't|unable to|not able to) (?:make it|come(?: in)?|do|attend|meet|join)"
    r"(?: \w+){0,2} $"
)
_IF = re.compile(r"(?:如果|要是|假如|万一|\bif\b)[^,，。;；]{0,8}$")
_OTHERS = re.compile(
    r"(?:孩子|儿子|女儿|老公|老婆|爱人|先生|太太|孙子|孙女|son|daughter|wife|husband|parents?)[^,，。;；]{0,4}$"
)
# 「分行明天来检查」: what the bank, its people or an authority do then is nothing for the customer's card.
_OURS_OR_OFFICIAL = re.compile(
    r"(?:^|[\s,，])(?:分行|总行|省行|市行|支行|行里|行领导|领导|上级|上面|总部|监管|银监局?|银保监|人行|审计|巡视组|检查组|督导组"
    r"|纪检|合规部?|内控部?|工会|物业|消防|税务局?|网点|单位|公司|部门|主任|行长|同事|师傅|供电局|电信|押运)"
    r"(?:的人|那边|通知|说|要|领导)*$"
)
_THEIR_BUSINESS = re.compile(
    r"^[^,，。;；\s某他她]{0,4}(?:来|要|开|搞|做|进行|组织)?(?:检查|督导|审计|巡视|暗访|调研|验收|装修|停电|停水|搬迁|盘库|演练|消防|开会|培训|考试|团建|年会|聚餐|放假|轮休|调休|值班|晨会|夕会|例会|竞赛|开门红启动)"
)
_TODAY_STILL = re.compile(
    r"要|(?<![聊谈说讲觉懂晓值显免获取不来见听看做办玩吃喝过])得|记得|提醒|必须|之内|以内|内|前|下班|务必|再|晚点|remind|must|need|will|before|by"
)


@dataclass(frozen=True, kw_only=True)
class Timed:
    """A time of a line in its role; `start` to `end` are the words that tell the promise."""

    when: When
    role: Role
    how: Kind = Kind.CALL
    weight: float = 0.0
    start: int
    end: int


def roles(plain: str, whens: tuple[When, ...], now: datetime) -> tuple[Timed, ...]:
    """What each time of the line is."""
    found: list[Timed] = []
    for index, when in enumerate(whens):
        before = whens[index - 1].span[1] if index else 0
        after = whens[index + 1].span[0] if index + 1 < len(whens) else len(plain)
        found.append(_timed(plain, when, now, before, after))
        between = plain[when.span[1] : after]
        if index and found[-2].role == "done" and _TOLD_FROM_IT.match(plain, when.span[0]):
            found[-1] = replace(found[-1], role="done")
        if index + 1 < len(whens) and _INSTEAD.search(between):
            found = [replace(one, role="moved_from") if one.role == "promise" else one for one in found]
        if index + 1 < len(whens) and (_MOVED.match(between) or _LATER.search(between)):
            # What was said of the same day before is moved with it.
            found = [
                replace(one, role="moved_from") if one.when.start == when.start else one for one in found
            ]
    return tuple(found)


def _timed(plain: str, when: When, now: datetime, before: int, after: int) -> Timed:
    left_end, right_end = clause_at(plain, *when.span)
    left = plain[max(left_end, before) : when.span[0]]
    right = plain[when.span[1] : min(right_end, after)]
    right = _ALREADY.split(right)[0]
    then = _NEXT.match(plain, right_end) if right_end <= after else None
    told = then is not None and _TOLD_OF_THEN.search(then[0]) is not None
    if then and not told and then.end() <= after and action_in(right) is None:
        right += then[0]
    fact = Timed(when=when, role="fact", start=when.span[0], end=when.span[1])
    if plain.startswith("due ", when.span[0]):
        return fact
    if plain.startswith("since ", when.span[0]) or left.endswith("since "):
        return replace(fact, role="done")
    if (
        _over(when, now)
        or told_done(plain, when, now, right)
        or (right.startswith("的") and _DID.search(left))
        or attended(left)
        or (_TURNED_UP.search(left) and _OF_THE_BANK.match(right))
        or _SINCE.match(right)
        or gone_by(plain, when, now)
        or was_then(plain, when, now, right)
        or (_DID_EN.search(left) and action_in(right[:16]) is None)
        or _NOT_KEPT.search(left)
        or _BROKEN.match(plain, when.span[1])
    ):
        return replace(fact, role="done")
    ready = _ahead(when, now)
    if _today_only(when, now) and not _TODAY_STILL.search(plain[when.span[0] : when.span[1] + 8] + left[-4:]):
        return replace(fact, role="done")
    if (
        (right.startswith("了") and not _LEFT_CUE.search(left))
        or (_CANCELLED.search(left) and not _PUT_OFF.search(left))
        or _CANCEL.match(right)
        or _IF.search(left)
        or (_TOLD.search(left) and not _I_WILL.search(right))
        or (_ASKS.search(left) and _YES_OR_NO.search(right))
        or wished(plain, left)
        or (_SETTLED_IN.match(plain, when.span[0]) and _SETTLES.match(right))
        or _HABIT.search(left)
        or _UNTIL.search(left)
        or (_OURS_OR_OFFICIAL.search(left) and _THEIR_BUSINESS.match(right))
        or when.precision in _VAGUE
    ):
        return fact
    if when.span[0] == moved_to(plain):
        return _promised(fact, ready, Kind.CALL, 1.6)
    return _judged(ready, left, right, fact)


def _judged(when: When, left: str, right: str, fact: Timed) -> Timed:
    after, before = action_behind(left, right), action_before(left)
    if after:
        kind, match, row = after
        weight = 2.5 - row * 0.01 - (1.0 if row == GENERAL else 0.0) - min(match.start(), 20) * 0.02
        weight += 1.0 if _LEFT_CUE.search(left) else 0.0
        return replace(_promised(fact, when, kind, weight), end=when.span[1] + match.end())
    named = FACT.search(right)
    cue = _LEFT_CUE.search(left)
    if named and named.start() < 10 and not (cue and _ASKED_ALONG.search(cue[0])):
        return fact
    if _ACCEPTS.match(right):
        return _promised(fact, when, Kind.CALL, 1.0)
    if cue and not (FACT.search(left[-reach(left, 8) :]) and not before):
        how = before[0] if before else Kind.CALL
        return replace(_promised(fact, when, how, 1.6), start=when.span[0] - len(cue[0]))
    if FACT.search(left[-reach(left, 10) :]) or (_OTHERS.search(left) and not before):
        return fact
    if before and not re.search(r"了|过", left[-4:]):
        return _promised(fact, when, before[0], 1.2)
    if when.precision == "within" and len(right) <= 8:
        return _promised(fact, when, Kind.CALL, 0.7)
    if _LONE.match(right) and when.precision not in _SPANS:
        return _promised(fact, when, Kind.CALL, 0.8)
    return fact


def _promised(fact: Timed, when: When, how: Kind, weight: float) -> Timed:
    return replace(fact, when=when, role="promise", how=how, weight=weight)


def _over(when: When, now: datetime) -> bool:
    return when.precision != "after" and is_past(when.end if when.end is not None else when.start, now)


def _ahead(when: When, now: datetime) -> When:
    """A span that has begun begins now."""
    if is_past(when.start, now):
        return replace(when, start=now if isinstance(when.start, datetime) else now.date())
    return when


def _today_only(when: When, now: datetime) -> bool:
    """今天, without a time of day or with one that has begun, mostly tells when something was done."""
    start: date | datetime = when.start
    if isinstance(start, datetime):
        begun = start <= now and when.precision == "daypart"
        return begun and start.date() == now.date()
    return (
        start == now.date()
        and when.precision == "day"
        and when.end in {None, start, now.date() + timedelta(0)}
    )
