"""The times of a line and what each is: a promise, a thing done, or a fact such as a maturity."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from desk.understanding.line import clause_at
from scheduling.calendar import Calendar
from scheduling.when import When, is_past, parse_all
from store.records import Kind, Language

__all__ = ["Timed", "heard", "roles", "written_in"]

Role = Literal["promise", "done", "fact", "moved_from"]

_HAN = re.compile("[一-鿿]")
# What is done at a promised time, the more telling first.
_ACTIONS: tuple[tuple[Kind, str], ...] = (
    (Kind.CARD, r"贺卡|greeting card"),
    (Kind.EVENT, r"参加|活动|讲座|沙龙|品鉴|答谢会|品酒|茶会|event|seminar|salon|workshop"),
    (
        Kind.GIFT,
        r"送(?!资料|材料|合同|文件|方案|他|她|单|回单|件|表)(?:\S{0,4}(?:礼|蛋糕|月饼|花|茶|酒|粽|水果|券|油|米))|寄(?:\S{0,3}(?:礼|蛋糕|月饼|茶|酒|花))|gift|cake|flowers",
    ),
    (
        Kind.BRANCH_VISIT,
        r"来(?:我们|咱们|我)?(?:网点|行里|行|银行|柜台|支行|店|这里|这边|这儿|一趟|办|签|取|拿|开|存|聊|坐|看|找|做|买|交|领|谈|面谈|面签|激活|补|换|转|咨询|续)|(?:要|会|再|就|想|能|可以|说|约)来(?!电)|^来(?!电)|过来|到(?:我们|咱们|我)?(?:网点|行里|行|银行|店|柜台|支行|这里|这边)|来(?=$|[,，。\s;；了吧])|面签|come (?:in|to|by|over)|visit (?:the|our) branch|at (?:the|our) branch|drop (?:in|by)|coming (?:in|to)|branch|stop by|comes? in",
    ),
    (
        Kind.VISIT,
        r"上门|拜访|登门|走访|面谈|面访|见面|见(?!效|好|证|解)|碰面|碰头|去(?:他|她|某+|客户|一趟)?(?:家|公司|单位|厂|店|办公室|那|府|家里|医院|工地)|去(?:看|找|见|拜|送|取|签|收|拿|探|陪)|去某+|吃(?:个|顿)?(?:饭|早茶|午饭|晚饭)|喝(?:个|杯)?(?:茶|咖啡|酒|早茶)|饮茶|饭局|聚|陪|打(?:高尔夫|球|羽毛球)|看房|家访|看望|探望|到(?:他|她|某+|客户)|meet|visit|lunch|dinner|coffee|see (?:him|her|them)|tea\b",
    ),
    (
        Kind.CALL,
        r"打(?:个|一个|通|一通)?(?:回访|祝福|生日|问候)?电话|打(?!折|卡|开|球|高|牌|听|扰|车|印|包|算|麻|款)|回电|回访|电话|联系(?!不上)|致电|通话|再聊|再说|再谈|再问|再看|再约|再沟通|再确认|再定|再来电|跟进|催|复电|拨|回他电|联络|追访|call|phone|ring|follow[- ]?up|get back|contact|touch base|check (?:in|back)|speak|talk",
    ),
    (
        Kind.MESSAGE,
        r"发(?!工资|奖|行|售|货|年终|薪|起|展|生|现|布|烧|改|愁|票|火|了)|微信|短信|推送|邮件|传(?:给|过)|转发|留言|send|text|message|e-?mail|wechat|whatsapp",
    ),
    (
        Kind.CALL,
        r"约(?!定期|百分)|回复|答复|答覆|回话|回覆|沟通|聊|谈|提醒|问(?!题)|处理|解决|给(?:他|她|某+|客户|我|出|个|答|回|结|方案|准)|告诉|告知|通知(?!存款)|准备|确认|安排|出(?:方案|结果)|拿(?:方案|资料)?|送(?!行)|寄|交(?!易|房|学|首|税)|办|签|看|带|开(?!学|业|盘|庭|会|售|放|始)|查|反馈|落实|改|remind|sign|prepare|reply|answer|confirm|arrange|deliver|bring|update|resolve|review|open|decide|respond|let (?:him|her|them) know",
    ),
)
_ACTION_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _ACTIONS)
_STRONG = len(_ACTIONS) - 1  # the last row are general words: weaker than a fact beside them
_FACT = re.compile(
    r"到期|满期|满(?=$|[,，。])|生日|过寿|大寿|寿辰|忌日|出差|出国|去(?:旅|三亚|北京|上海|深圳|香港|美国|日本|国外|外地|英国|澳洲|加拿大|泰国|海南|云南|新加坡|欧洲|广州|成都)|回国|回来|返(?!回电)|动身|手术|住院|出院|体检|复查|高考|中考|考试|考研|开学|放假|"
    r"结婚|婚礼|办酒|订婚|满月|搬家|搬(?!进来)|交房|拿房|收房|过户|发(?:工资|奖金|年终|薪)|到账|入账|回款|发行|开售|起售|发售|开放(?:申购|期)?|起息|付息|派息|分红|退休|还款|扣款|还贷|毕业|旅游|旅行|度假|"
    r"没空|没时间|有事|很忙|都忙|忙|不在|休息|飞|出发|生(?:宝宝|孩子|娃|二胎)|预产|生产|付(?:首付|款|定金)|首付|要用|用钱|缴|交(?:学费|首付|房租|税|社保|定金|房)|报税|开业|开盘|开庭|上市|解禁|上班|入职|调走|调到|涨|降|调整|调息|截止|截至|结束|下架|停办|执行|生效|失效|过期|换届|年检|开会|培训|值班|存的|买的|办的|开的|开户|开始|毕|周年|纪念日|年会|封闭|盘点|检查|"
    r"matur|birthday|expire|due\b|surgery|operation|wedding|abroad|leav(?:e|es|ing)|travel|exam|fl(?:y|ies)|trip|retire|move[sd]? house|moving|graduat|pay(?:s|day| ?rise|ment)|anniversary|holiday|busy|not (?:free|available)|away|bonus|back from|returns?\b|hospital"
)
_DONE_RIGHT = re.compile(
    r"^(?:[^,，。;；]{0,6}?)(?:(?:打|来|去|到|见|聊|谈|发|送|说|问|办|存|买|签|拜访|回访|走访|联系|沟通|陪|参加|取|转|接待|看望|寄|约|通|回|吃|喝|接|赎|续|扣|汇|刷|上门|登门|挂|投诉)(?:了|过|完|到了)|刚|已经?|没接|没来|没打通|没人接|未接|打不通|没见|没联系上|(?:来电|致电|通话|面访|面谈)(?!$))|^(?:was|were|had|has|did|just|visited|met|called|spoke|came)\b"
)
_LEFT_CUE = re.compile(
    r"(?:约(?:了|好|在|到|定|他|她|某+)*|定(?:在|了|好|到|于)|改(?:到|成|在|为|约)|提醒我?|答应(?:了|他|她|某+)*|说好(?:了)?|等到?|安排(?:在|到)?|推(?:迟)?到|挪到|延(?:期)?到|拖到|放在|排在|记得|务必|下次(?:联系|见面|回访|拜访|跟进|沟通)?(?:时间|是|在|定|约)*|回访(?:时间|日期|日)?(?:是|定|在|为)?|联系时间|跟进(?:时间)?|预约(?:了|到|在)?|争取|尽量|最晚|最迟|承诺|保证(?!金)|要求(?:我|我们)?(?:在)?|希望(?:我|我们)?(?:在)?|计划|打算|准备|拟|待办|需要?|赶在|appointment|agreed(?: on| for)?|scheduled(?: for)?|remind me|promised|by|before|until|follow[- ]?up|call back|moved? (?:it )?to|for|on|set for)\s?[:：]?\s?$"
)
_LONE = re.compile(r"^(?:[\s:：,，]|吧|了|再|的|前|后|之前|以前|左右|就|某)*$")
_MOVED = re.compile(
    r"^(?:[\s,，]*)(?:不对|哦不|噢不|不不|不是|说错了?|错了|应该是|应该|改成|改到|改为|改|还是|呃不|no|sorry|i mean|rather)[\s,，]*(?:是|应该是|到|成)?[\s,，]*$"
)
_CANCEL = re.compile(
    r"(?:取消|不用|不必|别|不要|不能|不会|没法|来不了|没办法|cancel|can't|cannot|won't)[^,，。;；]{0,6}$|^[^,，。;；]{0,4}(?:不(?:来|去|见|约|用|能|会|方便|行|可以|办|打)|来不了|去不了|取消|没空|没时间|won't|can't|not)"
)
_IF = re.compile(r"(?:如果|要是|假如|万一|if)[^,，。;；]{0,8}$")
_OTHERS = re.compile(
    r"(?:孩子|儿子|女儿|老公|老婆|爱人|先生|太太|孙子|孙女|son|daughter|wife|husband|parents?)[^,，。;；]{0,4}$"
)
_TODAY_STILL = re.compile(
    r"要|得|记得|提醒|必须|之内|以内|内|前|下班|务必|再|晚点|remind|must|need|will|before|by"
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


def written_in(plain: str) -> Language:
    """The language a line is written in, as far as times go."""
    return "zh-Hans" if _HAN.search(plain) else "en"


def heard(plain: str, now: datetime, calendar: Calendar | None) -> tuple[When, ...]:
    """Every time named in a simplified line whose names and amounts are overwritten."""
    return parse_all(plain, now, written_in(plain), calendar)


def roles(plain: str, whens: tuple[When, ...], now: datetime) -> tuple[Timed, ...]:
    """What each time of the line is."""
    found: list[Timed] = []
    for index, when in enumerate(whens):
        before = whens[index - 1].span[1] if index else 0
        after = whens[index + 1].span[0] if index + 1 < len(whens) else len(plain)
        found.append(_timed(plain, when, now, before, after))
        between = plain[when.span[1] : after]
        if index + 1 < len(whens) and _MOVED.match(between):
            found[-1] = replace(found[-1], role="moved_from")
    return tuple(found)


def _timed(plain: str, when: When, now: datetime, before: int, after: int) -> Timed:
    left_end, right_end = clause_at(plain, *when.span)
    left = plain[max(left_end, before) : when.span[0]]
    right = plain[when.span[1] : min(right_end, after)]
    fact = Timed(when=when, role="fact", start=when.span[0], end=when.span[1])
    if _over(when, now) or _DONE_RIGHT.match(right):
        return replace(fact, role="done")
    ready = _ahead(when, now)
    if _today_only(when, now) and not _TODAY_STILL.search(plain[when.span[0] : when.span[1] + 8] + left[-4:]):
        return replace(fact, role="done")
    if _CANCEL.search(left) or _CANCEL.match(right) or _IF.search(left):
        return fact
    return _judged(ready, left, right, fact)


def _judged(when: When, left: str, right: str, fact: Timed) -> Timed:
    named = _FACT.search(right)
    right_action = _action(right)
    if right_action and named:
        kind, match, row = right_action
        weaker = row == _STRONG or named.start() <= match.start()
        if weaker and not re.search(r"前|提醒|记得|祝|联系|打电话|回访|call|remind", right):
            right_action = None
    if right_action:
        kind, match, row = right_action
        weight = 2.5 - row * 0.01 - (1.0 if row == _STRONG else 0.0) - min(match.start(), 20) * 0.02
        weight += 1.0 if _LEFT_CUE.search(left) else 0.0
        return Timed(
            when=when,
            role="promise",
            how=kind,
            weight=weight,
            start=when.span[0],
            end=when.span[1] + match.end(),
        )
    if named and named.start() < 10:
        return fact
    cue = _LEFT_CUE.search(left)
    left_action = _action(left[-12:])
    if cue and not (_FACT.search(left[-8:]) and not left_action):
        how = left_action[0] if left_action else Kind.CALL
        return Timed(
            when=when, role="promise", how=how, weight=1.6, start=when.span[0] - len(cue[0]), end=when.span[1]
        )
    if _FACT.search(left[-10:]) or (_OTHERS.search(left) and not left_action):
        return fact
    if left_action and not re.search(r"了|过", left[-4:]):
        return Timed(
            when=when, role="promise", how=left_action[0], weight=1.2, start=when.span[0], end=when.span[1]
        )
    if _LONE.match(right):
        return Timed(when=when, role="promise", weight=0.8, start=when.span[0], end=when.span[1])
    return replace(fact, weight=0.1)


def _action(text: str) -> tuple[Kind, re.Match[str], int] | None:
    for row, (kind, pattern) in enumerate(_ACTION_KINDS):
        match = pattern.search(text)
        if match:
            return kind, match, row
    return None


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
