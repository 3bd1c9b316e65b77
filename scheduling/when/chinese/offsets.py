"""Distances from now in Chinese: 三天后, 半小时之内, 再过两周, 两年前, T+3, 5个工作日后."""

import re
from dataclasses import replace
from datetime import date, timedelta

from scheduling.when.chinese.lexicon import INSIDE, LATER, LEXICON, any_of
from scheduling.when.chinese.shapes import MONTH_N, span
from scheduling.when.days import add_months
from scheduling.when.distance import Distance, moved
from scheduling.when.numerals import CHARACTERS, FEW, number
from scheduling.when.rules import Context, Rule, rule
from scheduling.when.said import Said

_COUNT = rf"(?:\d{{1,4}}(?:\.\d)?|[{CHARACTERS}]{{1,5}}|几|半)"
_UNITS = any_of(word for words in LEXICON.units.values() for word in words)
_ONE = (
    rf"(?:(?<![一两几每这那])个把(?:小时|钟头|星期|礼拜|月)"
    rf"|{_COUNT}个半(?:小时|钟头|钟|月|星期|礼拜|季度)|{_COUNT}(?:来|多)?{_UNITS}半?)"
)
AMOUNT = rf"(?!{MONTH_N}月)(?:约|大约|大概|差不多)?(?P<amount>{_ONE}(?:[，, 零]?又?{_ONE}){{0,5}})"
_STEP = re.compile(rf"(?P<count>{_COUNT})(?:来|多)?(?P<unit>{_UNITS})(?P<half>半)?")
_HALF_UNIT = re.compile(rf"(?P<count>{_COUNT})个半(?P<unit>小时|钟头|钟|月|星期|礼拜|季度)")


def distance(text: str) -> Distance | None:
    """三天, 两个半月, 1小时30分钟, 半年: how far that is; None when it is no number."""
    text = text.replace("个把", "一个").replace("半个来月", "半个月")
    text = _HALF_UNIT.sub(lambda match: f"{match['count']}个{match['unit']}半", text)
    text = re.sub(r"(?P<count>[^个]+)个(?P<unit>小时|钟头|钟)半", r"\g<count>个\g<unit>半", text)
    found, weeks_only, few, any_step = Distance(), True, False, False
    for match in _STEP.finditer(text):
        kind, size = LEXICON.unit(match["unit"])
        count = _count(match["count"])
        if count is None:
            return None
        any_step = True
        few = few or match["count"] == "几"
        weeks_only = weeks_only and (kind, size) == ("days", 7)
        found = found.plus(kind, (count + (0.5 if match["half"] else 0)) * size)
    if not any_step:
        return None
    return replace(found, weeks_only=weeks_only, few=few)


def _count(text: str) -> float | None:
    if text == "几":
        return FEW
    if text == "半":
        return 0.5
    return float(text) if "." in text else number(text)


def _after(match: re.Match[str], context: Context) -> Said | None:
    far = distance(match["amount"])
    return None if far is None else moved(far, context, 1, span(match))


def _put_off(match: re.Match[str], context: Context) -> Said | None:
    far = distance(match["amount"] or match["amount2"])
    return None if far is None else moved(far, context, 1, span(match))


def _ago(match: re.Match[str], context: Context) -> Said | None:
    far = distance(match["amount"])
    return None if far is None else moved(far, context, -1, span(match))


def _within(match: re.Match[str], context: Context) -> Said | None:
    far = distance(match["amount"])
    if far is None:
        return None
    end = moved(far, context, 1, span(match))
    return Said(span=end.span, fixed=end.fixed, instant=end.instant, limit="before", assumed=end.assumed)


def _t_plus(match: re.Match[str], context: Context) -> Said:
    count = number(match["amount"]) or 0
    return Said(span=span(match), fixed=context.calendar.add_working_days(context.today, count))


def _next_workday(match: re.Match[str], context: Context) -> Said:
    day = context.today
    if match["which"]:
        return Said(span=span(match), fixed=context.calendar.add_working_days(day, -1))
    return Said(span=span(match), fixed=context.calendar.add_working_days(day, 1))


def _workday_of_month(match: re.Match[str], context: Context) -> Said | None:
    first = add_months(
        context.today.replace(day=1), {"下": 1, "下下": 2, "上": -1}.get(match["rel"] or "", 0)
    )
    if match["month"]:
        month = number(match["month"]) or 1
        first = date(context.today.year + (month < context.today.month), month, 1)
    if match["last"]:
        last = add_months(first, 1) - timedelta(days=1)
        return Said(span=span(match), fixed=context.calendar.working_day_before(last))
    which = 1 if match["which"] in {"首", "头"} else number(match["which"].removeprefix("第"))
    if which is None:
        return None
    day = context.calendar.add_working_days(first - timedelta(days=1), which)
    return Said(span=span(match), fixed=day)


def _within_any(match: re.Match[str], context: Context) -> Said | None:
    if match["amount"]:
        return _within(match, context)
    far = distance(match["amount2"])
    if far is None:
        return None
    end = moved(far, context, 1, span(match))
    return Said(span=end.span, fixed=end.fixed, instant=end.instant, limit="before", assumed=end.assumed)


AGO = r"(?:以前|之前|前(?!后|台|景|任|面(?![谈签见访试])))"
_WORKDAY = r"(?:工作日|工作天|交易日|营业日|上班)"
RULES: tuple[Rule, ...] = (
    rule(
        "t_plus",
        r"(?<![A-Za-z])[Tt]\s?\+\s?(?P<amount>\d{1,3}|[一二三四五六七八九十]{1,3})(?![\d.])",
        _t_plus,
    ),
    rule(
        "workday_of_month",
        r"(?:(?P<rel>下下|下|上|本|这|当)?个?月底?(?:之前|以前|前)?|(?P<month>1[0-2]|[1-9]"
        r"|十[一二]?|[一二三四五六七八九])月份?)的?(?:(?P<last>最后)一个?|"
        rf"(?P<which>第[一二三四五六七八九十\d]+|首|头)一?个?){_WORKDAY}[日天]?",
        _workday_of_month,
    ),
    rule(
        "next_workday",
        r"(?:下一?个?|第?次一?个?|下个|(?P<which>上一?个))(?:工作日|工作天|交易日|营业日)",
        _next_workday,
    ),
    rule(
        "within",
        rf"{AMOUNT}(?:时间)?{INSIDE}|(?<!每)(?:未来|接下来|今后"
        rf"|往后)的?{AMOUNT.replace('amount', 'amount2')}{INSIDE}?",
        _within_any,
    ),
    rule("after", rf"{AMOUNT}(?:时间)?{LATER}", _after),
    rule(
        "passing",
        rf"(?:再过|再等|(?<![通超经不没来去说打走见做])过|隔){AMOUNT}(?:{LATER})?(?!的|没|还没|期)",
        _after,
    ),
    # 「晚半个钟头再打」, 「缓两天再定」, 「说过俩月再买」: put off by so much.
    rule(
        "put_off",
        rf"(?:[晚迟等缓歇停拖推]|(?<=说)过)(?:[上个我他她]|一下)?{AMOUNT}(?:时间|光景|[工功]夫)?"
        rf"(?:{LATER})?(?=[再才])|(?<=说)过{AMOUNT.replace('amount', 'amount2')}(?=[来去给打就回]|过来|联系)",
        _put_off,
    ),
    # 「一周左右联系他」 says when, 「聊了一个小时左右」 how long.
    rule(
        "about",
        rf"(?<![了过有要用花需够聊谈坐排等约存期])(?:大概|大约|差不多)?{AMOUNT}(?:左右|上下|光景)"
        r"(?=[，, ]?(?:再|就|给|去|来|回[访电复]|过来|联系|打|约|跟|找))",
        _after,
    ),
    rule("ago", rf"{AMOUNT}{AGO}", _ago),
)
