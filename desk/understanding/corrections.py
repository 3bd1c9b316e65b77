"""Changing the last entry by saying so: 「改成周四」, 「不是张伟，是张炜」, 「撤销」."""

import re
from datetime import datetime

from msgspec.structs import replace

from desk.understanding.heard import heard
from desk.understanding.lexicon import alternatives
from desk.understanding.mentions import mentions
from desk.understanding.people import People
from desk.understanding.understood import Correction
from desk.understanding.unread import misread
from scheduling.calendar import Calendar
from scheduling.when import is_past
from store.records import Kind, Outcome

__all__ = ["correction"]

_UNDO = re.compile(rf"^(?:{alternatives('corrections', 'undo')})[。.!！\s吧]*$")
_ABOUT = (
    r"更正[:：,，\s]*|把|(?:今天|昨天|上次)(?:那条|的)|(?:说|打|记|拜访|见|联系|聊|写|录)的"
    r"|(?:刚才|刚刚|上一?条|上条|上面|前面)(?:那条|那个|的)?|那条|那个|时间|日期|日子|回访|跟进|见面|拜访"
    r"|约的时间|约的|金额|数字|客户|名字|结果"
    r"|the (?:follow-?up|time|date|amount|customer|client|name|meeting|visit|call)(?: date| time)?\s"
    r"|(?:it|that|this)\s"
)
_WRONG = (
    r"(?:刚才|刚刚|刚|上一?条|那条|这条|那个|我){0,4}(?:人|名字|时间|日期|客户|金额|数字|对象)?(?:(?:记|说|写|打|输|搞|弄|录|填|报|选|点)?(?:错|反|混|岔|串)|(?<=[人字间期户额字象])不对)"
    r"(?:人|字|名字|时间|日期|了|啦)*"
)
_CHANGE = re.compile(rf"^(?:{_ABOUT}){{0,3}}(?:{alternatives('corrections', 'change')})\s*(.+?)[。.!！]*$")
_NOT_BUT = re.compile(
    rf"^(?:{_ABOUT}){{0,3}}(?:不是|不是说)(?P<not>.{{1,12}}?)[,，\s]*(?:而)?(?:是|改(?:成|到|为)?|应该是|换成)"
    r"(?P<but>.{1,20}?)[。.!！]*$"
    r"|^(?:it'?s |(?:it |that )?was )?not (?P<not_en>.{2,20}?)"
    r"(?:, (?:but |it'?s |it was |rather |i mean(?:t)? )?| but | it's | - )"
    r"(?P<but_en>.{2,20}?)[.!]*$"
)
# 「没有见面，是电话」: how it was, and how it was not.
_HOW = r"见面|见到?人?|碰面|面谈|面访|拜访|上门|去|来(?:网点|行里)?|打?电话|通话|发?微信|发?短信|发?消息"
_NOT_HOW = re.compile(
    rf"^(?:{_ABOUT}){{0,3}}没(?:有)?(?:真的?)?(?:{_HOW})[,，。;；\s]*"
    r"(?:而?是|就是|只是|其实是|(?:只|就)?(?:是)?(?=打(?:的|了)?(?:个)?电话|发(?:的|了)?(?:个|条)?(?:微信|短信|消息)|通(?:的|了)?(?:个)?电话))"
    r"(?:用的?|打的?|发的?|通的?|在|通过)?(?P<but>(?:打|发|通)?(?:了|的)?(?:个|条)?.{2,6}?)[。.!！的了]*$"
    r"|^(?:we |i )?(?:did(?:n't| not) (?:meet|visit|see (?:him|her|them)|call)|not in person)"
    r"(?:, | - |; )(?:it was |that was |only |just |by )?(?P<but_en>.{2,20}?)[.!]*$"
)
_HOW_BEGINS = re.compile(
    r"^(?:打|发|通)(?:了|的)?(?:个|条)?(?=电话|微信|短信|消息)|^(?:on|by|over) (?:the )?"
)
_BUT_NOT = re.compile(
    rf"^(?:{_ABOUT}){{0,3}}(?:应该)?是(?P<but>.{{1,12}}?)[,，\s]*(?:而)?不是.{{1,12}}$"
    r"|^(?:it'?s |it was |i meant? |make (?:it|that) "
    r"|(?:the |that |it )?(?:[\w-]+ )?(?:should be|should have been|is|was) )"
    r"(?P<but_en>.{2,20}?),? (?:and )?(?:not|rather than|instead of) .{2,20}$"
)
_SORRY = re.compile(
    rf"^(?:(?:哎呀|哎|啊|哦|噢|不对|{_WRONG}|不好意思|抱歉|改一下|更正一下|纠正(?:一下)?|不是(?=是)"
    r"|我(?:说|指|打|见)的是|其实"
    r"|wrong (?:customer|client|person|date|day|time|name|amount|one)"
    r"|sorry|oops|wait|actually|correction|my mistake|no)"
    r"(?:[,，:：\s]+|(?=不是|是|应该|改)))+(?=.)"
)
_AFTERTHOUGHT = re.compile(
    rf"(?<![,，\s])(?!(?:(?<=电话)|(?<=手机)|(?<=号码))[,，\s]*打错)[,，\s]*(?:我|刚才)?{_WRONG}[。.!！吧]*$"
    r"|(?<![,，\s])[,，\s]+(?:sorry|my mistake|my bad)[.!]*$"
)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.BRANCH_VISIT, re.compile(r"^(?:来网点|到店|来行|来访|到网点|branch visit)")),
    (Kind.VISIT, re.compile(r"^(?:面访|拜访|上门|面谈|走访|见面|a? ?visit)")),
    (Kind.CALL, re.compile(r"^(?:打?电话|致电|通话|a? ?(?:phone )?call)")),
    (Kind.MESSAGE, re.compile(r"^(?:发?微信|发?短信|消息|a? ?(?:text|message|wechat))")),
    (Kind.EVENT, re.compile(r"^(?:活动|沙龙|讲座|an? ?event)")),
    (Kind.GIFT, re.compile(r"^(?:送礼|礼品|礼物|a? ?gift)")),
)
_CLOCK_ONLY = re.compile(
    r"(?:早上|上午|中午|下午|傍晚|晚上|at )*[\d一二两三四五六七八九十]+"
    r"(?:[:：]\d\d|点(?:半|[一三]刻|钟|[\d一二三四五]?[十五\d]?分?)?|(?:[:.]\d\d)? ?(?:am|pm))?"
)
_OUTCOMES: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    (Outcome.NO_ANSWER, re.compile(r"^(?:没接|未接|没打通|没人接|没见到|no answer)")),
    (Outcome.REFUSED, re.compile(r"^(?:拒接|拒绝|挂断|refused)")),
    (Outcome.WRONG_NUMBER, re.compile(r"^(?:空号|打错|号码错|wrong number)")),
    (Outcome.REACHED, re.compile(r"^(?:接了?$|打通|接通|打通了|见到了|reached|answered)")),
)


# So long may a change be; what is longer is a line of its own.
_SHORT = 30


def correction(plain: str, people: People, now: datetime, calendar: Calendar | None) -> Correction | None:
    """What the line changes in the last entry, or None when it is no correction."""
    if _UNDO.match(plain):
        return Correction(kind="undo", value="")
    said = plain
    plain = _AFTERTHOUGHT.sub("", _SORRY.sub("", plain)) or plain
    if _UNDO.match(plain):
        return Correction(kind="undo", value="")
    for exchange in (_NOT_BUT, _BUT_NOT):
        exchanged = exchange.match(plain)
        changed = exchanged and _changed(exchanged["but"] or exchanged["but_en"], people, now, calendar)
        if exchanged and changed:
            parts = exchanged.groupdict()
            wrong = parts.get("not") or parts.get("not_en") or ""
            return _exchanged(replace(changed, instead_of=wrong.strip(" ,，")), people, now)
    how = _NOT_HOW.match(plain)
    if how is not None:
        told = _HOW_BEGINS.sub("", how["but"] or how["but_en"])
        changed = _changed("电话" if told == "phone" else told, people, now, calendar)
        if changed is not None and changed.kind == "kind":
            return changed
    change = _CHANGE.match(plain)
    changed = _changed(change[1], people, now, calendar) if change and len(plain) <= _SHORT else None
    if change and changed is None and len(plain) <= _SHORT and any(misread(change[1], now)):
        return Correction(kind="when", value=change[1])  # a day that there is not
    # 「写错了 80万」: what is left behind an apology is what the entry should say.
    return changed or (_changed(plain, people, now, calendar) if plain != said else None)


def _exchanged(changed: Correction, people: People, now: datetime) -> Correction:
    """「不是张伟，是张炜」: whoever was said to be wrong is not meant by the other name either."""
    if changed.kind != "who":
        return changed
    wrong = {one.found.taken for one in mentions(changed.instead_of, people, now.date())} - {None}
    others = tuple(one for one in changed.candidates if one.id not in wrong)
    value = changed.said if changed.value in wrong else changed.value
    return replace(changed, value=value, candidates=others)


def _changed(value: str, people: People, now: datetime, calendar: Calendar | None) -> Correction | None:
    value = value.removesuffix("才对").removesuffix("才是").strip(" ,，。吧了").removeprefix("是")
    for kind, pattern in _KINDS:
        if pattern.match(value) and len(value) <= 12:
            return Correction(kind="kind", value=kind.value)
    for outcome, pattern in _OUTCOMES:
        if pattern.match(value) and len(value) <= 10:
            return Correction(kind="outcome", value=outcome.value)
    people_said = mentions(value.title() if value.isascii() else value, people, now.date())
    named = [one for one in people_said if one.end - one.start >= len(value) - 2]
    if named:
        found = named[0].found
        said = named[0].text
        return Correction(
            kind="who",
            value=found.taken or said,
            said=said,
            guessed=found.taken is not None and found.guessed,
            candidates=found.candidates,
        )
    if people_said:
        return None  # a new line about somebody, not a change of the last
    when = next(iter(heard(value, now, calendar)), None)
    if when is not None and when.span[1] - when.span[0] >= len(value) - 4:
        if when.precision in {"minute", "daypart", "day"} and is_past(when.start, now):
            return Correction(kind="happened", value=value, start=when.start)
        clock_only = _CLOCK_ONLY.fullmatch(value) is not None
        return Correction(kind="when", value=value, start=when.due, clock_only=clock_only)
    if re.fullmatch(
        r"[\d.,一二两三四五六七八九十百千万亿半wk]+(?:元|块|美元|美金|港币|欧元)?", value
    ) and re.search("[万千亿wk元]|\\d{4}", value):
        return Correction(kind="amount", value=value)
    return None
