"""Days picked out of a period in Chinese: 第二个周五, 最后一天, 下个月的今天, 明天这个时候, 明年夏天."""

import re
from datetime import date, timedelta

from scheduling.when.chinese.shapes import WEEK, YEAR, relative, span, the_year
from scheduling.when.days import add_months
from scheduling.when.numerals import number
from scheduling.when.rules import Context, Rule, rule
from scheduling.when.said import Clock, Said

# First month of each season as people feel them, not as the terms have them.
SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}


def _nth_weekday(match: re.Match[str], _context: Context) -> Said | None:
    nth = -1 if match["last"] else number(match["nth"])
    return Said(span=span(match), nth=nth, weekday=number(match["weekday"]))


def _edge_day(match: re.Match[str], _context: Context) -> Said:
    return Said(span=span(match), edge="end" if match["last"] else "start")


def _day_in_month(match: re.Match[str], _context: Context) -> Said:
    return Said(span=span(match), day=number(match["day"]))


def _same_day(match: re.Match[str], context: Context) -> Said:
    """下个月的今天, 下周的今天: the same day of another month or week; with 时 the same time too."""
    clock = _now_clock(context) if match["time"] or match["time2"] else None
    step = relative(match["rel"])
    if match["unit"] == "月":
        return Said(span=span(match), fixed=add_months(context.today, step), clock=clock)
    return Said(span=span(match), fixed=context.today + timedelta(weeks=step), clock=clock)


def _same_time(match: re.Match[str], context: Context) -> Said:
    return Said(span=span(match), clock=_now_clock(context))


def _now_clock(context: Context) -> Clock:
    return Clock(hour=context.now.hour, minute=context.now.minute, exact=True)


def _season(match: re.Match[str], context: Context) -> Said | None:
    year = the_year(match, context)
    if year is None:
        return None
    first = date(year, SEASONS[match["season"]], 1)
    last = add_months(first, 3) - timedelta(days=1)
    return Said(span=span(match), fixed=first, fixed_end=last, fixed_grain="quarter")


def _same_day_on(match: re.Match[str], context: Context) -> Said | None:
    """一周后的今天, 三个月后的今天."""
    count = number(match["count"])
    if count is None:
        return None
    if match["unit"] == "月":
        return Said(span=span(match), fixed=add_months(context.today, count))
    if match["unit"] == "年":
        return Said(span=span(match), fixed=add_months(context.today, 12 * count))
    return Said(span=span(match), fixed=context.today + timedelta(weeks=count))


_TIME = r"这个?(?:时候|时间|钟点|时辰)|同一时间|此时|同样时间"
RULES: tuple[Rule, ...] = (
    rule(
        "nth_weekday",
        rf"(?:(?P<last>最后)一?|第?(?P<nth>[一二三四五1-5]))个?(?:{WEEK})"
        r"(?P<weekday>[一二三四五六日天])(?!次)",
        _nth_weekday,
    ),
    rule("edge_day", r"(?<=[月年周期度底内的])的?(?:(?P<last>最后)一?天|第一天|头一天|首日)", _edge_day),
    rule("day_in_month", r"(?<=[月的])的?第(?P<day>[一二三四五六七八九十]{1,3}|\d{1,2})天", _day_in_month),
    rule(
        "same_day",
        rf"(?P<rel>下下|下|上)一?个?(?P<unit>月|周|星期|礼拜)的?(?:今[天日](?P<time>{_TIME})?|"
        rf"(?P<time2>{_TIME}))",
        _same_day,
    ),
    rule(
        "same_day_on",
        r"(?P<count>[一二两三四五六七八九十]|\d{1,2})个?(?P<unit>月|周|星期|礼拜|年)[之以]?后的今[天日]",
        _same_day_on,
    ),
    rule("same_time", rf"(?<=[天日一二三四五六号])的?(?:{_TIME})", _same_time),
    rule("season", rf"{YEAR}的?(?P<season>[春夏秋冬])[天季]", _season),
)
