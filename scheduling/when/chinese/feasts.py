"""Festivals, solar terms and lunar dates in Chinese."""

import re
from dataclasses import replace
from datetime import date, timedelta

from scheduling.calendar import lunar_of, solar_of, solar_terms
from scheduling.when.chinese.lexicon import EARLIER, LATER, LEXICON, any_of
from scheduling.when.chinese.shapes import YEAR, YEARS_ON, span, the_year
from scheduling.when.feast_days import BREAKS, coming_feast, coming_lunar
from scheduling.when.numerals import number
from scheduling.when.rules import Context, Rule, rule
from scheduling.when.said import Said

ONE = timedelta(days=1)
LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}


def _feast(match: re.Match[str], context: Context) -> Said | None:
    key = LEXICON.feasts[match["feast"]]
    day = coming_feast(key, the_year(match, context), context.today)
    if day is None:
        return None
    return _around(day, key in BREAKS, match, context)


def _around(day: date, is_break: bool, match: re.Match[str], context: Context) -> Said | None:
    """What stands behind a festival: 前, 后, 当天, 前一天, 后第一个工作日."""
    where = span(match)
    if match["workday"]:
        return _workday(day, match, context)
    if match["nth_day"]:
        return Said(span=where, fixed=day + ((number(match["nth_day"]) or 1) - 1) * ONE)
    if match["over"]:
        return Said(span=where, fixed=_last_off(day, is_break, context) + ONE, limit="after")
    if match["beside"]:
        count = number(match["count"] or "一") or 1
        return Said(span=where, fixed=day + (count if match["beside"] == "后" else -count) * ONE)
    if match["before"]:
        return Said(span=where, fixed=_first_off(day, is_break, context) - ONE, limit="before")
    if match["after"]:
        return Said(span=where, fixed=_last_off(day, is_break, context) + ONE, limit="after")
    eve = match["eve"]
    return Said(span=where, fixed=day - ONE if eve else day)


def _workday(day: date, match: re.Match[str], context: Context) -> Said | None:
    if match["workday_side"] == "前":
        return Said(span=span(match), fixed=context.calendar.working_day_before(day - ONE))
    which = number(match["workday_n"] or "一") or 1
    around = context.calendar.break_around(day)
    return Said(
        span=span(match), fixed=context.calendar.add_working_days(around[1] if around else day, which)
    )


def _first_off(day: date, is_break: bool, context: Context) -> date:
    around = context.calendar.break_around(day) if is_break else None
    return around[0] if around else day


def _last_off(day: date, is_break: bool, context: Context) -> date:
    around = context.calendar.break_around(day) if is_break else None
    return around[1] if around else day


def _the_break(match: re.Match[str], context: Context) -> Said | None:
    """节后, 年后, 年前: of the break that is on or comes next; 年 is the Spring Festival."""
    if "年" in match["which"]:
        day = coming_feast("spring_festival", None, context.today)
    else:
        days = [coming_feast(key, None, context.today) for key in sorted(BREAKS)]
        day = min(found for found in days if found is not None)
    if day is None:
        return None
    if match["which"].startswith("过"):
        return Said(span=span(match), fixed=_last_off(day, True, context) + ONE, limit="after")
    return _around(day, True, match, context)


def _term(match: re.Match[str], context: Context) -> Said | None:
    name = match["term"]
    year = the_year(match, context)
    years = (year,) if year is not None else (context.today.year, context.today.year + 1)
    days = [solar_terms(candidate)[name] for candidate in years]
    coming = [day for day in days if year is not None or day >= context.today]
    return _around(coming[0], False, match, context) if coming else None


def _lunar_month(text: str) -> int | None:
    return LUNAR_MONTHS.get(text) or number(text)


def _lunar_day(text: str) -> int | None:
    return number(text.removeprefix("初"))


def _lunar(match: re.Match[str], context: Context) -> Said | None:
    month, day = _lunar_month(match["month"]), _lunar_day(match["day"])
    if not (month and day and month <= 12 and day <= 30):
        return None
    found = coming_lunar(month, day, bool(match["leap"]), _lunar_year(match, context), context.today)
    return None if found is None else Said(span=span(match), fixed=found)


def _lunar_year(match: re.Match[str], context: Context) -> int | None:
    word = match["year_on"]
    if word is not None and YEARS_ON[word] == 0:
        return None  # 今年腊月 ends in the next Gregorian year: the coming one is meant
    return the_year(match, context)


def _last_month(match: re.Match[str], context: Context) -> Said | None:
    """年廿八: the twelfth lunar month, counted towards the new year."""
    found = coming_lunar(12, _lunar_day(match["day"]) or 0, False, None, context.today)
    return None if found is None else Said(span=span(match), fixed=found)


def _whole_lunar_month(match: re.Match[str], context: Context) -> Said | None:
    month = _lunar_month(match["month"]) or 1
    first = coming_lunar(month, 1, False, _lunar_year(match, context), context.today)
    if first is None:
        return None
    lunar = lunar_of(first)
    length = 30 if solar_of(replace(lunar, day=30)) else 29
    return Said(span=span(match), fixed=first, fixed_end=first + (length - 1) * ONE, fixed_grain="month")


def _coming_lunar_day(match: re.Match[str], context: Context) -> Said | None:
    """农历十六: the next such day of any lunar month."""
    day = _lunar_day(match["day"])
    for ahead in range(60):
        found = context.today + ahead * ONE
        if lunar_of(found).day == day:
            return Said(span=span(match), fixed=found)
    return None


def _day_of_a_lunar_month(match: re.Match[str], context: Context) -> Said | None:
    """下个月初三, 下下个月廿八: months are counted by the moon, as the day is."""
    day, months = _lunar_day(match["day"]), {"下": 1, "下下": 2}.get(match["rel"], 0)
    found = context.today - (lunar_of(context.today).day - 1) * ONE
    for _ in range(months):
        found += 29 * ONE if lunar_of(found + 29 * ONE).day == 1 else 30 * ONE
    moon = replace(lunar_of(found), day=day or 1)
    return None if (there := solar_of(moon)) is None else Said(span=span(match), fixed=there)


def _eleventh(match: re.Match[str], context: Context) -> Said | None:
    day = coming_feast("national_day", the_year(match, context), context.today)
    return None if day is None else _around(day, True, match, context)


def _lunar_plain(match: re.Match[str], context: Context) -> Said | None:
    month, day = _lunar_month(match["month"] or match["month2"]), _lunar_day(match["day"])
    if not (month and day and month <= 12):
        return None
    found = coming_lunar(month, day, bool(match["leap"]), _lunar_year(match, context), context.today)
    return None if found is None else Said(span=span(match), fixed=found)


def _first_month_any(match: re.Match[str], context: Context) -> Said | None:
    day = _lunar_day(match["day0"] or match["day"])
    found = coming_lunar(1, day, False, the_year(match, context), context.today) if day else None
    assumed = () if match["day0"] else ("first_lunar_month",)
    return None if found is None else Said(span=span(match), fixed=found, assumed=assumed)


_Y = rf"(?:{YEAR}的?\s?)?"
_DAY = (
    r"(?P<day>初[一二三四五六七八九十]|二十[一二三四五六七八九]?|三十|十[一二三四五六七八九]?"
    r"|廿[一二三四五六七八九]?)"
)
_DAY_OR_FIGURES = _DAY.removesuffix(")") + r"|[一二三四五六七八九](?!十)|30|[12]\d|0?[1-9])"
_CALENDAR = r"(?:农历|阴历|旧历|古历|夏历)"
_AFTERWARDS = (
    r"(?P<workday>(?:假期|长假|放假|节)?(?:以|之)?(?P<workday_side>前|后|过后)?的?(?:第"
    r"(?P<workday_n>[一二三四五六七八九十\d]+)个?|最后一个?|首个?)(?:工作日|工作天|交易日"
    r"|营业日|上班日|天?上班)(?:天)?)"
    r"|(?P<beside_all>(?P<beside>前|后)的?第?(?P<count>[一二两三四五六七八九十]|\d)[天日])"
    r"|第(?P<nth_day>[一二三四五六七八九十])天"
    r"|(?P<eve>(?:节)?(?:前夕|前夜|前一?晚))"
    rf"|(?:假期|长假|放假|节)?(?:(?P<before>{EARLIER})|(?P<after>(?:上班)?{LATER}|回来|过完))"
    r"|当天|当日|那天|这天|期间|假期|长假|小长假|黄金周|前后|左右|晚会?|节?"
)
RULES: tuple[Rule, ...] = (
    rule("last_month", rf"{_Y}大?年(?P<day>廿[三四五六七八九]|二十[三四五六七八九])(?:晚)?", _last_month),
    rule(
        "first_month",
        rf"{_Y}(?:(?:农历)?(?:大年|年)(?=初|廿)(?P<day0>初[一二三四五六七八九十])|"
        r"(?P<day>初[四五六七八九十])(?![一二三次级中高心始步期]))",
        _first_month_any,
    ),
    rule(
        "lunar_month_on",
        r"(?P<rel>下下|下|这|本)一?个?月(?P<day>初[一二三四五六七八九十]|廿[一二三四五六七八九]?)(?![号日次])",
        _day_of_a_lunar_month,
    ),
    rule("lunar_month", rf"{_Y}(?P<month>[正冬腊])月(?:里|间)?(?![初十廿二三])", _whole_lunar_month),
    rule("lunar_day", rf"{_CALENDAR}的?(?![一二三四五六七八九十]{{1,2}}月){_DAY}(?!月)", _coming_lunar_day),
    rule(
        "feast",
        rf"(?P<over>过了|过完)?{_Y}(?<![一二两三四五六七八九十\d每超通不经度])(?P<feast>{any_of(LEXICON.feasts)})(?:{_AFTERWARDS})?(?!快乐"
        r"|安康|礼品|礼盒|活动)",
        _feast,
    ),
    rule(
        "eleventh",
        rf"(?P<over>过了|过完)?{_Y}(?<![一二三四五六七八九\d])(?P<feast>十一)(?=期间|前|后|之前|之后|假期|长假|黄金周|放假"
        rf"|过后|以后)(?!月)(?:{_AFTERWARDS})",
        _eleventh,
    ),
    rule(
        "the_break",
        r"(?P<over>)(?<![春秋季环细调过除情关音开\d两一])(?P<which>过完年|过了年|过完节"
        r"|节假?日?(?=后|前|过后)|假期?(?=后)|(?<![今明去前后来多全近往周\d一两三四五六七八九十几"
        rf"半])年(?=前(?!后|台)|后(?!化|期)))(?:{_AFTERWARDS})?",
        _the_break,
    ),
    rule(
        "lunar",
        rf"{_CALENDAR}的?{_Y}(?:{_CALENDAR})?(?P<leap>闰)?(?P<month>十[一二]?"
        rf"|[正一二三四五六七八九冬腊]|1[0-2]|[1-9])月{_DAY_OR_FIGURES}(?:[日号])?",
        _lunar,
    ),
    rule(
        "lunar_plain",
        rf"{_Y}(?:(?P<leap>闰)(?P<month>十[一二]?|[正一二三四五六七八九冬腊])|"
        rf"(?P<month2>[正冬腊]))月{_DAY}(?:[日号])?",
        _lunar_plain,
    ),
    rule(
        "lunar_early",
        rf"(?<!个){_Y}(?P<leap>)(?P<month>十[一二]?|[二三四五六七八九])月"
        r"(?P<day>初[一二三四五六七八九十])(?![\d号])",
        _lunar,
    ),
    rule(
        "term",
        rf"(?P<over>过了|过完)?{_Y}(?P<term>{any_of(LEXICON.plain_terms)})(?:节气)?"
        rf"(?:{_AFTERWARDS})?(?!火锅)",
        _term,
    ),
    rule(
        "shy_term",
        rf"(?:(?<=到)|(?<=等)|(?<=节气)|^)(?P<over>)?{_Y}(?P<term>{any_of(LEXICON.shy_terms)})"
        rf"(?:{_AFTERWARDS.removesuffix('|节?')}|节气|$)",
        _term,
    ),
)
