"""Day words, weekdays, weeks, months, quarters, years and dates in Chinese."""

import re
from dataclasses import replace
from datetime import timedelta

from scheduling.when.chinese.lexicon import LEXICON, any_of
from scheduling.when.chinese.numbered import (
    compact,
    dashed,
    day_of_month,
    day_range,
    month_and_day,
    numeric,
    year,
)
from scheduling.when.chinese.shapes import (
    DAY_N,
    EDGE,
    EDGES,
    MONTH_N,
    NOT_WEEKDAY,
    REL,
    WEEK,
    YEAR,
    relative,
    span,
    the_year,
)
from scheduling.when.numerals import number
from scheduling.when.rules import Context, Rule, rule
from scheduling.when.said import Said


def _day_word(match: re.Match[str], context: Context) -> Said:
    return Said(span=span(match), fixed=context.today + timedelta(days=LEXICON.days[match["word"]]))


def _two_days(match: re.Match[str], context: Context) -> Said:
    """今明两天, 明后天."""
    first = context.today + timedelta(days=0 if match["word"] == "今明" else 1)
    return Said(span=span(match), fixed=first, fixed_end=first + timedelta(days=1), fixed_grain="days")


def _day_and_part(match: re.Match[str], context: Context) -> Said:
    days = LEXICON.day_heads[match["head"]]
    return Said(
        span=span(match),
        fixed=context.today + timedelta(days=days),
        part=LEXICON.part_tails[match["tail"]],
    )


def _day_and_long_part(match: re.Match[str], context: Context) -> Said:
    """昨下午, 明上午: the day's first character before the whole word for a part of it."""
    day = context.today + timedelta(days=LEXICON.day_heads[match["head"]])
    return Said(span=span(match), fixed=day, part=LEXICON.parts[match["tail"]])


def _weekday(match: re.Match[str], _context: Context) -> Said:
    text = match["weekday"]
    weekday = int(text) if text.isdecimal() else number(text)
    rel = match["rel"]
    return Said(span=span(match), weekday=weekday, weeks_on=None if rel is None else relative(rel))


def _week(match: re.Match[str], _context: Context) -> Said:
    edge = match["edge"]
    weeks_on = relative(match["rel"])
    if edge == "初":
        return Said(span=span(match), weeks_on=weeks_on, weekday=1)
    if edge == "中":
        return Said(span=span(match), weeks_on=weeks_on, weekday=3)
    if edge in {"末", "底", "尾"}:
        return Said(span=span(match), weeks_on=weeks_on, weekend=True)
    return Said(span=span(match), weeks_on=weeks_on)


def _weekend(match: re.Match[str], _context: Context) -> Said:
    return Said(span=span(match), weeks_on=relative(match["rel"]), weekend=True)


def _month_on(match: re.Match[str], _context: Context) -> Said:
    day = number(match["day"]) if match["day"] else None
    edge = EDGES.get(match["edge"] or "")
    return Said(span=span(match), months_on=relative(match["rel"]), day=day, edge=edge)


def _month_edge(match: re.Match[str], context: Context) -> Said:
    """月初, 月中 and 月底 alone are the next to come."""
    edge = EDGES[match["edge"]]
    passed_after = {"start": 1, "first_third": 10, "middle": 15, "second_third": 20}.get(edge, 31)
    months_on = int(context.today.day > passed_after) if match["months"] is None else 0
    return Said(span=span(match), months_on=months_on, edge=edge)


def _year_edge(match: re.Match[str], context: Context) -> Said:
    edge = EDGES[match["edge"]]
    year = the_year(match, context)
    if year is None:
        passed = (edge == "start" and (context.today.month, context.today.day) > (1, 1)) or (
            edge == "middle" and context.today.month > 6
        )
        year = context.today.year + passed
    return Said(span=span(match), year=year, edge=edge)


def _quarter(match: re.Match[str], context: Context) -> Said:
    edge = EDGES.get(match["edge"] or "")
    year = the_year(match, context)
    if match["rel"]:
        return Said(span=span(match), year=year, quarters_on=relative(match["rel"]), edge=edge)
    value = number(match["number"]) if match["number"] else None
    if value is None:
        return Said(span=span(match), quarters_on=0, edge=edge)
    return Said(span=span(match), year=year, quarter=value, edge=edge)


def _half_year(match: re.Match[str], context: Context) -> Said:
    half = 1 if match["half"] in {"上", "前"} else 2
    return Said(
        span=span(match), year=the_year(match, context), half=half, edge=EDGES.get(match["edge"] or "")
    )


def _present(match: re.Match[str], context: Context) -> Said:
    return Said(span=span(match), instant=context.now)


def _this_time_of_year(match: re.Match[str], context: Context) -> Said:
    """明年今天, 去年今日."""
    said = year(match, context)
    return replace(said, month=context.today.month, day=context.today.day)


def _period_inside(match: re.Match[str], context: Context) -> Said:
    """月内, 年内: what is left of the present one."""
    unit = match["unit"]
    if unit == "年":
        return Said(span=span(match), year=context.today.year)
    if unit == "周":
        return Said(span=span(match), weeks_on=0)
    return Said(span=span(match), months_on=0) if unit == "月" else Said(span=span(match), quarters_on=0)


def _quarter_any(match: re.Match[str], context: Context) -> Said:
    if match["number2"]:
        edge = EDGES.get(match["edge"] or "")
        return Said(span=span(match), year=the_year(match, context), quarter=int(match["number2"]), edge=edge)
    return _quarter(match, context)


_LONG_PARTS = any_of(word for word in LEXICON.parts if len(word) > 1 and LEXICON.parts[word] != "work_end")
_OPTIONAL_YEAR = rf"(?:{YEAR}[的，, ]?\s?)?"
_FOLLOWERS = LEXICON.day_number_followers
RULES: tuple[Rule, ...] = (
    rule("present", r"而家|依家|现在(?=$|就)|此刻", _present),
    rule("two_days", r"(?P<word>今明|明后)(?:两)?[天日]", _two_days),
    rule(
        "day_and_part",
        rf"(?<!钢)(?<![以之饭班会课节年天周月号日点钟时分个](?=[前后]))(?P<head>{any_of(LEXICON.day_heads)})(?P<tail>{any_of(LEXICON.part_tails)})(?!餐|饭|报"
        r"|茶|间?新闻|稻)(?:上|间|里)?",
        _day_and_part,
    ),
    rule(
        "day_and_long_part",
        rf"(?<![如现当而至])(?<![说证声表申照透](?=明))(?P<head>[今明昨听])(?P<tail>{_LONG_PARTS})(?!茶|餐|饭)",
        _day_and_long_part,
    ),
    rule(
        "day_word",
        rf"(?<![以之今](?=[前后]))(?P<word>{any_of(LEXICON.days)})(?!均|期|常(?!来)|窗|头条|资讯)",
        _day_word,
    ),
    rule(
        "tomorrow_short",
        r"(?:^|(?<=[\s，,。;；某]))明\s?(?=再|打(?!算)|联系|回[访电复]|约(?!定)|去|签|送|找|给|跟)",
        lambda match, context: Said(span=span(match), fixed=context.today + timedelta(days=1)),
    ),
    rule(
        "next_day",
        r"(?:^|(?<=[\s，,。]))次日",
        lambda match, context: Said(span=span(match), fixed=context.today + timedelta(days=1)),
    ),
    rule("year_today", rf"{YEAR}的?今[天日]", _this_time_of_year),
    rule(
        "compact",
        r"(?<![\d.A-Za-z码号])(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
        compact,
    ),
    rule(
        "numeric",
        r"(?<![\d./:-])(?:(?P<full>(?:19|20)\d\d)\s?[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?"
        r"(?P<day>\d{1,2})(?![\d%./-]|\s?[万亿元])[日号]?)(?P<year>)?(?P<year_on>)?",
        numeric,
    ),
    rule(
        "slashed",
        rf"(?<![\d./:$¥-]){_OPTIONAL_YEAR}(?P<full>)(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d"
        r"|0?[1-9])(?![\d%/.-]|的|以上|多|都|左右|强)[日号]?",
        numeric,
    ),
    rule(
        "dashed",
        rf"(?<![\d./:$¥A-Za-z-]){_OPTIONAL_YEAR}(?P<full>)(?P<month>1[0-2]-(?=\d)|0?[1-9]-(?=\d\d)"
        r"|(?:(?<!.))[1-9]-(?=\d\s[^\d个天年月周]))(?P<day>3[01]|[12]\d|0?[1-9])(?![\d%/.-]"
        r"|\s?[个天年月周次万元岁点位人千百亿小分多时件号楼条笔单元室栋])",
        dashed,
    ),
    rule(
        "dotted",
        # 「利率 2.8」 is a rate, whatever is done behind it.
        r"(?<!(?:利率|净值|报价|费率|收益|年化|汇率|估值|成本|单价|现价|指数|版本|均价|涨幅|跌幅)[\s到至:：,，在于])"
        r"(?:^\s?|(?<=[约在于定至\s，,。；;(（:某])|(?<=[约定改说推挪][了到成好为])|(?<=提醒我)|(?<=回来)|(?<=记得)"
        rf"|(?<=[^涨跌升降加减高低提调达][到前])){_OPTIONAL_YEAR}(?P<full>)(?P<month>1[0-2]"
        r"|0?[1-9])\.(?P<day>3[01]|[12]\d|0?[1-9])"
        r"(?=(?:(?<=^\d\.\d)|(?<=^\d\.\d\d)|(?<=^\d\d\.\d)|(?<=^\d\d\.\d\d))\s*某|(?<=^\d\.\d)$|(?<=^\d\.\d\d)$|(?<=^\d\d\.\d)$|(?<=^\d\d\.\d\d)$|[日号]|\s?(?:到|至|-"
        r"|~)\s?(?:1[0-2]|0?[1-9])\.\d|\s*(?:上午|下午|中午|晚上|早上"
        r"|[晚早][\d一二三四五六七八九十]|周|星期|前|之前|后|之后|以后|到期|见|去|来|回访|拜访"
        r"|联系|打|面谈|电话|跟进|提醒|约|开会|过来|再|签|面签|办|取|领|拿|送|补|聊|谈"
        r"|续[贷存签约作保]|面[审批]|验[厂资收]|放款|上门|考察|走访|尽调|还款|缴[费款]|开庭|交房|过户|复[查核]|登门|领[取证]|取[号件]|对账|见面|碰面|吃饭|喝茶|体检|给(?=某|他|她|客户|我)|帮|陪|跟(?!进)|找|催|等|交(?!易)|换(?!手|算)|开户|销户|存|寄|发|视频|语音|微信|线上|企微|参加|吃|喝|下午茶|call|[ap]m(?![a-z])|\s[01]?\d[:：点]|\s[01]?\d[ap]m))(?!号楼)[日号]?",
        numeric,
    ),
    rule(
        "day_range",
        rf"(?<![\d.:/$第-])(?:(?P<month>{MONTH_N})月)?(?P<day>{DAY_N})[日号]?\s?(?:-|~|到|至|、|和"
        rf"|或)\s?(?P<last>{DAY_N})[日号](?![{_FOLLOWERS}]|\d|内|之内)",
        day_range,
    ),
    rule(
        "date",
        rf"(?<![\d.个第单])(?<!张){_OPTIONAL_YEAR}(?P<month>{MONTH_N})\s?月\s?"
        rf"(?P<day>{DAY_N})\s?(?:[日号](?![线楼店])|(?=\d\d:\d\d)|(?![\d万元个%天年位次]|\.\d))"
        r"(?P<edge>)",
        month_and_day,
    ),
    rule(
        "month",
        rf"(?<![\d.个第每满近过存前后头])(?<!张){_OPTIONAL_YEAR}(?P<month>{MONTH_N})月份?(?P<day>){EDGE}?(?!薪"
        r"|供|租|费|息|嫂|均|饼|票|度|光|亮|收|期|花|龄|天(?!气)|子|娥|华|兰|英|球|色|老|经"
        r"|[的份]?(?:工资|账单))",
        month_and_day,
    ),
    rule("month_edge", rf"(?P<months>这|本)?月{EDGE}", _month_edge),
    rule(
        "month_on",
        rf"{REL}月(?!供|薪|租|均|利|费|息|嫂)份?的?(?:月?{EDGE}|(?P<day>{DAY_N})(?:[日号]|(?![\d万元个%天年位次])))?",
        _month_on,
    ),
    rule(
        "year_edge",
        rf"(?:{YEAR}的?)?(?P<edge>年初(?![一二三四五六七八九十始])|年中(?!国|行)|年底|年末|年尾"
        r"|年终)",
        _year_edge,
    ),
    rule(
        "quarter",
        rf"{_OPTIONAL_YEAR}的?(?:{REL}季度?|第?(?P<number>[一二三四1-4])季度?|[Qq]"
        r"(?P<number2>[1-4])|(?<!每)季(?=末|初|底|中|尾)|(?<!每)季度(?=末|初|底|中|尾))(?!报|报表"
        rf"|利){EDGE}?",
        _quarter_any,
    ),
    rule("half_year", rf"(?:{YEAR}的?)?(?P<half>上|下|前|后)半年{EDGE}?", _half_year),
    rule(
        "weekend",
        rf"(?:{REL}(?:的)?)?(?:(?:周|星期|礼拜)[六6](?:[、和跟]?(?:周|星期|礼拜)?)[日天]|双休日?|周末|礼拜尾|星期尾)",
        _weekend,
    ),
    rule(
        "weekday",
        rf"(?:{REL}(?:的)?)?(?:{REL.replace('rel', 'rel0')}?{WEEK}的?)?{WEEK}"
        rf"(?P<weekday>[一二三四五六日天]{NOT_WEEKDAY}|[1-7](?!\d|[.:%]\d){NOT_WEEKDAY})",
        _weekday,
    ),
    rule(
        "week",
        rf"{REL}{WEEK}(?!转|报|边|期|岁|年(?!底|初)|刊|先生|女士|小姐|[太姐哥叔董]|阿姨|经理|主任|总(?=[说来打要电的在有]|$))(?:(?P<edge>初|中(?![国行信间心介石央东秋午])|末|底|尾))?",
        _week,
    ),
    rule("year", rf"{YEAR}(?!化|利|薪|产品|定期)", year),
    rule(
        "period_inside",
        r"(?<![\d一二三四五六七八九十两几半个来多近每上下这本当])(?P<unit>月|年|季度|季"
        r"|周)(?=[之以]?内(?!部|容|存))",
        _period_inside,
    ),
    rule(
        "day_of_month",
        r"(?<![\d.第编尾单账型牌代码密信路街道弄巷苑村园区/A-Za-z-])(?<!\d[,:])"
        rf"(?P<day>{DAY_N})号(?![{_FOLLOWERS}]|\d)",
        day_of_month,
    ),
    rule(
        "day_in_figures",
        r"(?<![\d.,:/-])(?P<day>3[01]|[12]\d|0?[1-9]|二十[一二三四五六七八九]?|三十一?"
        r"|十[一二三四五六七八九])日(?!内|之内|以内|后|之后|以后|过后|前|之前|以前|游|均|元|达|圆"
        r"|本|子|里|龄|租)",
        day_of_month,
    ),
)
