"""Weeks, months, quarters and years in English, and the days picked out of them."""

import re
from datetime import date, timedelta

from scheduling.when.days import add_months
from scheduling.when.english.dates import B, E, span
from scheduling.when.english.day_words import REL, REL_WORD, WEEKDAY, I
from scheduling.when.english.lexicon import ordinal, plain, weekday_number
from scheduling.when.rules import Context, Rule, rule
from scheduling.when.said import Clock, Edge, Said


def _period(match: re.Match[str], _context: Context) -> Said | None:
    edge = _edge(match["edge"])
    step = REL[plain(match["rel"] or "this")]
    unit = plain(match["unit"]).replace("-", "")
    where = span(match)
    if unit.startswith("week") and unit != "weekend":
        if edge is None:
            return Said(span=where, weeks_on=step)
        return Said(span=where, weeks_on=step, weekday={"start": 1, "middle": 3}.get(edge, 5))
    if unit == "weekend":
        return Said(span=where, weeks_on=step, weekend=True)
    if unit == "month":
        return Said(span=where, months_on=step, edge=edge)
    return Said(span=where, quarters_on=step, edge=edge)


def _after_next(match: re.Match[str], _context: Context) -> Said:
    if plain(match["unit"]) == "week":
        return Said(span=span(match), weeks_on=2)
    return Said(span=span(match), months_on=2)


def _nth_weekday(match: re.Match[str], _context: Context) -> Said:
    nth = -1 if plain(match["nth"]) == "last" else ordinal(match["nth"])
    return Said(span=span(match), nth=nth, weekday=weekday_number(match["weekday"]))


def _edge_day(match: re.Match[str], _context: Context) -> Said:
    return Said(span=span(match), edge="end" if plain(match["nth"]) == "last" else "start")


def _same_time(match: re.Match[str], context: Context) -> Said:
    clock = Clock(hour=context.now.hour, minute=context.now.minute, exact=True)
    return Said(span=span(match), clock=clock)


def _year(match: re.Match[str], context: Context) -> Said:
    year = context.today.year + REL[plain(match["rel"] or "this")]
    return Said(span=span(match), year=year, edge=_edge(match["edge"]))


def _edge(text: str | None) -> Edge | None:
    word = plain(text or "").replace("the ", "").split(" ")[0].split("-")[0]
    edges: dict[str, Edge] = {"start": "start", "beginning": "start", "early": "start", "mid": "middle",
                              "middle": "middle", "end": "end", "late": "end"}  # fmt: skip
    return edges.get(word)


def _short_end(match: re.Match[str], _context: Context) -> Said:
    """EOM, month-end, year end: the end of the present one."""
    word = plain(match[0])
    where = span(match)
    if "mid" in word:
        return Said(span=where, months_on=0, edge="middle")
    if "eow" in word or word.startswith("week"):
        return Said(span=where, weeks_on=0, weekday=5)
    if "eoq" in word or "quarter" in word:
        return Said(span=where, quarters_on=0, edge="end")
    if "eoy" in word or "year" in word:
        return Said(span=where, year=_context.today.year, edge="end")
    return Said(span=where, months_on=0, edge="end")


def _next_workday(match: re.Match[str], context: Context) -> Said:
    sign = -1 if REL[plain(match["rel"])] < 0 else 1
    return Said(span=span(match), fixed=context.calendar.add_working_days(context.today, sign))


def _nth_workday(match: re.Match[str], context: Context) -> Said | None:
    step = REL[plain(match["rel"] or "this")]
    first = add_months(context.today.replace(day=1), step)
    if plain(match["which"]) == "last":
        last: date = add_months(first, 1) - timedelta(days=1)
        return Said(span=span(match), fixed=context.calendar.working_day_before(last))
    which = ordinal(match["which"])
    if which is None:
        return None
    day = context.calendar.add_working_days(first - timedelta(days=1), which)
    return Said(span=span(match), fixed=day)


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def _season(match: re.Match[str], context: Context) -> Said:
    """A summer is the one that is on or comes next."""
    month, step = _SEASONS[plain(match["season"])], REL[plain(match["rel"])]
    year = context.today.year + (add_months(date(context.today.year, month, 1), 3) <= context.today)
    first = date(year + (step or 0) - (step > 0 and year > context.today.year), month, 1)
    last = add_months(first, 3) - timedelta(days=1)
    return Said(span=span(match), fixed=first, fixed_end=last, fixed_grain="quarter")


def _quarter_word(match: re.Match[str], _context: Context) -> Said:
    number = 4 if plain(match["nth"]) == "last" else ordinal(match["nth"])
    return Said(span=span(match), quarter=number, year=int(match["year"]) if match["year"] else None)


def _quarter(match: re.Match[str], _context: Context) -> Said:
    year = int(match["year"]) if match["year"] else None
    return Said(span=span(match), quarter=int(match["number"]), year=year, edge=_edge(match["edge"]))


_WORKDAY = r"(?:business|working|work|bank|trading)\s?-?days?|workdays?|weekdays?"
_EDGE = r"(?:(?P<edge>(?:the\s+)?(?:start|beginning|middle|end)\s+of|mid|early|late)[\s-]+(?:the\s+)?)?"
RULES: tuple[Rule, ...] = (
    rule(
        "nth_workday",
        rf"{B}(?:the\s+)?(?P<which>last|first|second|third|\d+(?:st|nd|rd|th))\s+"
        rf"(?:{_WORKDAY})\s+(?:of|in)\s+(?:the\s+)?(?:{REL_WORD}\s+)?month{E}",
        _nth_workday,
        I,
    ),
    rule("next_workday", rf"{B}(?:the\s+)?{REL_WORD}\s+(?:{_WORKDAY}){E}", _next_workday, I),
    rule(
        "nth_weekday",
        rf"{B}(?:the\s+)?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+"
        rf"(?P<weekday>{WEEKDAY})(?=\s+(?:of|in)\s)",
        _nth_weekday,
        I,
    ),
    rule("edge_day", rf"{B}(?:the\s+)?(?P<nth>first|last)\s+day(?=\s+of\s)", _edge_day, I),
    rule(
        "same_time",
        rf"{B}(?:at\s+)?(?:this|the\s+same)\s+time(?=\s+(?:tomorrow|on|next|yesterday|last))",
        _same_time,
        I,
    ),
    rule("after_next", rf"{B}(?:the\s+)?(?P<unit>week|month)\s+after\s+next{E}", _after_next, I),
    rule(
        "edge_of_period",
        rf"{B}{_EDGE}(?:{REL_WORD}\s*|(?<=of )the\s+|(?<=of )|(?<=mid-)|(?<=mid ))(?P<unit>weekend"
        rf"|week|month|quarter|qtr){E}",
        _period,
        I,
    ),
    rule("edge_of_year", rf"{B}{_EDGE}(?:{REL_WORD}\s*|(?<=of )the\s+|(?<=of ))year{E}", _year, I),
    rule(
        "weekend",
        rf"{B}(?P<edge>)(?:(?:on|over|at|during)\s+)?(?:the\s+)?(?P<rel>)(?P<unit>week-?end){E}",
        _period,
        I,
    ),
    rule(
        "short_end",
        rf"{B}(?:eom|eow|eoq|eoy|(?:month|quarter|year)[\s-]?end(?!ing|s)|week\s+end(?!ing|s)"
        rf"|mid[\s-]month){E}",
        _short_end,
        I,
    ),
    rule(
        "quarter_word",
        rf"{B}(?:the\s+)?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+(?:quarter"
        rf"|qtr){E}(?!\s+(?:results?|earnings|reports?|profits?|of\s+an\s+hour))(?:,?\s+"
        r"(?:of\s+)?(?P<year>20\d\d))?",
        _quarter_word,
        I,
    ),
    rule("season", rf"{B}{REL_WORD}\s+(?P<season>spring|summer|autumn|fall|winter){E}", _season, I),
    rule(
        "quarter", rf"{B}{_EDGE}q\s?(?P<number>[1-4])(?:\s+(?:of\s+)?(?P<year>20\d\d))?(?![\d.])", _quarter, I
    ),
)
