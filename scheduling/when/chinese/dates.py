"""Day words, weekdays, weeks, months, quarters, years and dates in Chinese."""

import re
from dataclasses import replace
from datetime import date, timedelta

from scheduling.when.chinese.lexicon import LEXICON, any_of
from scheduling.when.chinese.numerals import CHARACTERS, number
from scheduling.when.rules import Context, Rule, rule
from scheduling.when.said import Edge, Said

N = rf"(?:\d{{1,2}}|[{CHARACTERS}]{{1,4}})"
MONTH_N = r"(?:1[0-2]|0?[1-9]|十[一二]?|元|[一二三四五六七八九])"
DAY_N = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])"
YEAR = (
    r"(?:(?P<year>(?<!\d)(?:19|20)\d\d|[一二][零〇九][零〇一二三四五六七八九]{2}|(?<!\d)\d\d(?=年\d{1,2}月))年"
    r"|(?P<year_on>今年|本年度?|当年|明年|来年|后年|大后年|去年|上年|前年|大前年|下一?年度?|上一年度?))"
)
YEARS_ON = {
    "今年": 0, "本年": 0, "本年度": 0, "当年": 0, "明年": 1, "来年": 1, "后年": 2, "大后年": 3, "去年": -1, "上年": -1,
    "前年": -2, "大前年": -3, "下年": 1, "下一年": 1, "下年度": 1, "下一年度": 1, "上一年": -1, "上一年度": -1,
}  # fmt: skip
THIS = "这|本|今|当|呢"
REL = rf"(?:(?P<rel>上上|下下|上|下|{THIS})一?(?:个|個)?)"
WEEK = r"(?:周|星期|礼拜)"
# 周一次, 周日均, 周三福: the weekday's number belongs to what follows.
NOT_WEEKDAY = r"(?!次|回合|趟|遍|更|均|刊|福|个月|个工作|个交易|年|岁|百|千|万)"
EDGES: dict[str, Edge] = {
    "初": "start", "开头": "start", "上旬": "first_third", "中旬": "second_third", "下旬": "last_third", "中": "middle",
    "中间": "middle", "末": "end", "底": "end", "尾": "end", "年初": "start", "年中": "middle", "年底": "end",
    "年末": "end", "年尾": "end", "年终": "end",
}  # fmt: skip
EDGE = r"(?P<edge>初(?!始|衷|步|中|[一二三四五六七八九十])|上旬|中旬|下旬|中(?!国|行|信|间|心|介|石|央|东|秋|午|级|文|的)|末|底(?!薪|层|线|部|价|盘)|尾(?!号|款|数|盘))"
RELATIVE = {"上上": -2, "上": -1, "下": 1, "下下": 2}


def relative(word: str | None) -> int:
    return RELATIVE.get(word or "", 0)


def span(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), match.end()


def the_year(match: re.Match[str], context: Context) -> int | None:
    """The year that a match names, in figures, numerals or as 明年; None when it names none."""
    text = match["year"]
    if text:
        year = number(text)
        return year + 2000 if year is not None and year < 100 else year
    return context.today.year + YEARS_ON[match["year_on"]] if match["year_on"] else None


def _day_word(match: re.Match[str], context: Context) -> Said:
    return Said(span=span(match), fixed=context.today + timedelta(days=LEXICON.days[match["word"]]))


def _day_and_part(match: re.Match[str], context: Context) -> Said:
    days = LEXICON.day_heads[match["head"]]
    return Said(
        span=span(match),
        fixed=context.today + timedelta(days=days),
        part=LEXICON.part_tails[match["tail"]],
    )


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


def _date(match: re.Match[str], context: Context) -> Said | None:
    month = 1 if match["month"] == "元" else number(match["month"])
    day = number(match["day"]) if match["day"] else None
    edge = EDGES.get(match["edge"] or "")
    year = the_year(match, context)
    return Said(span=span(match), year=year, month=month, day=day, edge=edge if day is None else None)


def _year(match: re.Match[str], context: Context) -> Said:
    return Said(span=span(match), year=the_year(match, context))


def _day_of_month(match: re.Match[str], _context: Context) -> Said:
    return Said(span=span(match), day=number(match["day"]))


def _numeric(match: re.Match[str], context: Context) -> Said | None:
    first, second = int(match["month"]), int(match["day"])
    year = int(match["full"]) if match["full"] else the_year(match, context)
    if first > 12 >= second and match["full"]:
        first, second = second, first  # 2024-13-01 can only be day, then month
    if not (1 <= first <= 12 and 1 <= second <= 31):
        return None
    return Said(span=span(match), year=year, month=first, day=second)


def _compact(match: re.Match[str], _context: Context) -> Said:
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    return Said(span=span(match), fixed=day)


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
    said = _year(match, context)
    return replace(said, month=context.today.month, day=context.today.day)


def _period_inside(match: re.Match[str], context: Context) -> Said:
    """月内, 年内: what is left of the present one."""
    unit = match["unit"]
    if unit == "年":
        return Said(span=span(match), year=context.today.year)
    if unit == "周":
        return Said(span=span(match), weeks_on=0)
    return Said(span=span(match), months_on=0) if unit == "月" else Said(span=span(match), quarters_on=0)


def _day_range(match: re.Match[str], _context: Context) -> Said:
    """3-5号, 12月1日至7日."""
    month = number(match["month"]) if match["month"] else None
    return Said(span=span(match), month=month, day=number(match["day"]), last_day=number(match["last"]))


def _dashed(match: re.Match[str], context: Context) -> Said | None:
    month = int(match["month"].rstrip("-"))
    return Said(span=span(match), year=the_year(match, context), month=month, day=int(match["day"]))


def _quarter_any(match: re.Match[str], context: Context) -> Said:
    if match["number2"]:
        edge = EDGES.get(match["edge"] or "")
        return Said(span=span(match), year=the_year(match, context), quarter=int(match["number2"]), edge=edge)
    return _quarter(match, context)


_OPTIONAL_YEAR = rf"(?:{YEAR}[的，, ]?\s?)?"
_FOLLOWERS = LEXICON.day_number_followers
RULES: tuple[Rule, ...] = (
    rule("present", r"而家|依家|现在(?=$|就)|此刻", _present),
    rule("day_and_part", rf"(?P<head>{any_of(LEXICON.day_heads)})(?P<tail>{any_of(LEXICON.part_tails)})(?!餐|饭|报|茶|间?新闻|稻)(?:上|间|里)?", _day_and_part),
    rule("day_word", rf"(?P<word>{any_of(LEXICON.days)})(?!均|期|常(?!来)|窗|头条|资讯)", _day_word),
    rule("year_today", rf"{YEAR}的?今[天日]", _this_time_of_year),
    rule("compact", r"(?<![\d.])(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)", _compact),
    rule(
        "numeric",
        r"(?<![\d./:-])(?:(?P<full>(?:19|20)\d\d)\s?[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?(?P<day>\d{1,2})(?![\d%./-]|\s?[万亿元])[日号]?)(?P<year>)?(?P<year_on>)?",
        _numeric,
    ),
    rule(
        "slashed",
        rf"(?<![\d./:$¥-]){_OPTIONAL_YEAR}(?P<full>)(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])(?![\d%/.-])[日号]?",
        _numeric,
    ),
    rule(
        "dashed",
        rf"(?<![\d./:$¥A-Za-z-]){_OPTIONAL_YEAR}(?P<full>)(?P<month>1[0-2]-(?=\d)|0?[1-9]-(?=\d\d)|(?:(?<!.))[1-9]-(?=\d\s[^\d个天年月周]))(?P<day>3[01]|[12]\d|0?[1-9])(?![\d%/.-]|\s?[个天年月周次万元岁点位人千百亿小分多时件号楼条笔单元室栋])",
        _dashed,
    ),
    rule(
        "dotted",
        rf"(?:^\s?|(?<=[约在于定至\s，,。；;(（:])|(?<=[^涨跌升降加减高低提调达][到前])){_OPTIONAL_YEAR}(?P<full>)(?P<month>1[0-2]|0?[1-9])\.(?P<day>3[01]|[12]\d|0?[1-9])"
        r"(?=(?<=^\d\.\d)$|(?<=^\d\.\d\d)$|(?<=^\d\d\.\d)$|(?<=^\d\d\.\d\d)$|[日号]|\s?(?:到|至|-|~)\s?(?:1[0-2]|0?[1-9])\.\d|\s*(?:上午|下午|中午|晚上|早上|[晚早][\d一二三四五六七八九十]|周|星期|前|之前|后|之后|以后|到期|见|去|来|回访|拜访|联系|打|面谈|电话|跟进|提醒|约|开会))(?!号楼)[日号]?",
        _numeric,
    ),
    rule("day_range", rf"(?<![\d.:/$第-])(?:(?P<month>{MONTH_N})月)?(?P<day>{DAY_N})[日号]?\s?(?:-|~|到|至|、|和|或)\s?(?P<last>{DAY_N})[日号](?![{_FOLLOWERS}]|\d|内|之内)", _day_range),
    rule("date", rf"(?<![\d.个第单])(?<!张){_OPTIONAL_YEAR}(?P<month>{MONTH_N})\s?月\s?(?P<day>{DAY_N})\s?(?:[日号](?![线楼店])|(?=\d\d:\d\d)|(?![\d万元个%天年位次]|\.\d))(?P<edge>)", _date),
    rule("month", rf"(?<![\d.个第每满])(?<!张){_OPTIONAL_YEAR}(?P<month>{MONTH_N})月份?(?P<day>){EDGE}?(?!薪|供|租|费|息|嫂|均|饼|票|度|光|亮|收|期|花|龄|天(?!气)|子|娥|华|兰|英|球|色|老|经|[的份]?(?:工资|账单))", _date),
    rule("month_edge", rf"(?P<months>这|本)?月{EDGE}", _month_edge),
    rule("month_on", rf"{REL}月份?的?(?:月?{EDGE}|(?P<day>{DAY_N})(?:[日号]|(?![\d万元个%天年位次])))?", _month_on),
    rule("year_edge", rf"(?:{YEAR}的?)?(?P<edge>年初(?![一二三四五六七八九十始])|年中(?!国|行)|年底|年末|年尾|年终)", _year_edge),
    rule("quarter", rf"{_OPTIONAL_YEAR}的?(?:{REL}季度?|第?(?P<number>[一二三四1-4])季度?|[Qq](?P<number2>[1-4])|(?<!每)季(?=末|初|底|中|尾)|(?<!每)季度(?=末|初|底|中|尾))(?!报|报表|利){EDGE}?", _quarter_any),
    rule("half_year", rf"(?:{YEAR}的?)?(?P<half>上|下|前|后)半年{EDGE}?", _half_year),
    rule("weekend", rf"(?:{REL}(?:的)?)?(?:周末|礼拜尾|星期尾)", _weekend),
    rule("weekday", rf"(?:{REL}(?:的)?)?(?:{REL.replace('rel', 'rel0')}?{WEEK}的?)?{WEEK}(?P<weekday>[一二三四五六日天]{NOT_WEEKDAY}|[1-7](?!\d|[.:%]\d){NOT_WEEKDAY})", _weekday),
    rule("week", rf"{REL}{WEEK}(?:(?P<edge>初|中(?![国行信间心介石央东秋午])|末|底|尾))?", _week),
    rule("year", rf"{YEAR}(?!化|利|薪|产品|定期)", _year),
    rule("period_inside", r"(?<![\d一二三四五六七八九十两几半个来多近每上下这本当])(?P<unit>月|年|季度|季|周)(?=[之以]?内(?!部|容|存))", _period_inside),
    rule("day_of_month", rf"(?<![\d.第编尾单账型牌代码密信路街道弄巷苑村园区/A-Za-z-])(?<!\d[,:])(?P<day>{DAY_N})号(?![{_FOLLOWERS}]|\d)", _day_of_month),
    rule("day_in_figures", r"(?<![\d.,:/-])(?P<day>3[01]|[12]\d|0?[1-9]|二十[一二三四五六七八九]?|三十一?|十[一二三四五六七八九])日(?!内|之内|以内|后|之后|以后|过后|前|之前|以前|游|均|元|达|圆|本|子|里|龄|租)", _day_of_month),
)  # fmt: skip
