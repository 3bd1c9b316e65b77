"""Distances, weeks, months, quarters and working days in English: in two weeks, 3 days ago, next month."""

import re
from dataclasses import replace
from datetime import date, timedelta

from scheduling.when.days import add_months
from scheduling.when.distance import Distance, moved
from scheduling.when.english.dates import REL, REL_WORD, WEEKDAY, B, E, I, span
from scheduling.when.english.lexicon import (
    LEXICON,
    any_of,
    number,
    ordinal,
    plain,
    weekday_number,
)
from scheduling.when.rules import Context, Rule, rule
from scheduling.when.said import Clock, Edge, Said

_NUMBER_WORDS = any_of(LEXICON.numbers)
_LONG_UNITS = any_of(word for word in LEXICON.units if len(word) > 1)
_SHORT_UNITS = r"[smhdwy](?![A-Za-z])"
_ONE = (
    rf"(?:(?:\d{{1,3}}|{_NUMBER_WORDS})\s+and\s+a\s+half\s+(?:{_LONG_UNITS})(?![A-Za-z])|"
    rf"(?:\d{{1,4}}(?:\.\d+)?)\s?(?:(?:{_LONG_UNITS})(?![A-Za-z])|{_SHORT_UNITS})"
    rf"|(?:\d{{1,4}}(?:\.\d+)?)(?:{_LONG_UNITS})(?=\d)"
    rf"|{_NUMBER_WORDS}(?:[\s-]+of)?[\s-]+(?:{_LONG_UNITS})(?![A-Za-z])(?:\s+and\s+a\s+half)?)"
)
_MORE = rf"(?:(?:\s?,?\s?(?:and\s)?){_ONE}){{0,5}}"
AMOUNT = rf"(?:about\s+|around\s+|approximately\s+|~|\s)*(?P<amount>{_ONE}{_MORE})"
_AND_A_HALF = re.compile(r"\s+and\s+a\s+half\s+([a-z ]+)", re.IGNORECASE)
_STEP = re.compile(
    rf"(?P<count>\d+(?:\.\d+)?|(?<![a-z]){_NUMBER_WORDS}(?=[\s-]))(?:[\s-]+of)?[\s-]*"
    rf"(?P<unit>{_LONG_UNITS}(?![A-Za-z])|{_LONG_UNITS}(?=\d)|{_SHORT_UNITS}|[smhdwy](?=\d))"
    r"(?P<half>\s+and\s+a\s+half)?",
    re.IGNORECASE,
)
_FEW = frozenset({"few", "a few", "several"})


def distance(text: str) -> Distance | None:
    """Two weeks, 1d 2hr 5min, half an hour: how far that is."""
    found, any_step, few = Distance(), False, False
    text = _AND_A_HALF.sub(r" \1 and a half", text)
    for match in _STEP.finditer(text):
        count = number(match["count"])
        if count is None:
            return None
        kind, size = LEXICON.units[plain(match["unit"])]
        found = found.plus(kind, (count + (0.5 if match["half"] else 0)) * size)
        few = few or plain(match["count"]) in _FEW
        any_step = True
    return replace(found, few=few) if any_step else None


def _after(match: re.Match[str], context: Context) -> Said | None:
    far = distance(match["amount"])
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


def _signed(match: re.Match[str], context: Context) -> Said | None:
    """+15 minutes, -5 days; behind a day it moves that day."""
    far = distance(match["amount"])
    if far is None:
        return None
    sign = 1 if match["sign"] == "+" else -1
    said = moved(far, context, sign, span(match))
    shift = (sign * far.months, sign * far.days, sign * far.minutes)
    return replace(said, shift=shift, moves="before")


def _anchored(match: re.Match[str], context: Context) -> Said | None:
    """Two days after …: with nothing behind it, two days from now."""
    far = distance(match["amount"])
    if far is None:
        return None
    sign = -1 if plain(match["side"]) in {"before", "prior to"} else 1
    said = moved(far, context, sign, span(match))
    shift = (sign * far.months, sign * far.days, sign * far.minutes)
    return replace(said, shift=shift, moves="behind")


def _period(match: re.Match[str], _context: Context) -> Said | None:
    edge = _edge(match["edge"])
    step = REL[plain(match["rel"] or "this")]
    unit = plain(match["unit"])
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


def _next_unit(match: re.Match[str], context: Context) -> Said | None:
    """Next hour, next 2 weeks, last day, past 3 months."""
    far = distance(match["amount"] or f"1 {match['unit']}")
    if far is None:
        return None
    sign = -1 if REL[plain(match["rel"])] < 0 else 1
    return moved(far, context, sign, span(match))


def _next_workday(match: re.Match[str], context: Context) -> Said:
    sign = -1 if REL[plain(match["rel"])] < 0 else 1
    return Said(span=span(match), fixed=context.calendar.add_working_days(context.today, sign))


def _t_plus(match: re.Match[str], context: Context) -> Said:
    day = context.calendar.add_working_days(context.today, int(match["amount"]))
    return Said(span=span(match), fixed=day)


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
    rule("t_plus", r"(?<![A-Za-z])T\s?\+\s?(?P<amount>\d{1,3})(?![\d.])", _t_plus, I),
    rule(
        "within",
        rf"{B}(?:within|no\s+later\s+than|inside(?:\s+of)?)\s+(?:the\s+next\s+)?{AMOUNT}",
        _within,
        I,
    ),
    rule(
        "in",
        rf"{B}(?:in|wait\s+for|wait|give\s+(?:it|him|her|them)|(?:timer|alarm|reminder)\s+for"
        rf"|snooze(?:\s+for)?)\s+{AMOUNT}(?!\s+(?:ago|old|each))(?:'?\s+time)?",
        _after,
        I,
    ),
    rule(
        "anchored",
        rf"{B}{AMOUNT}\s+(?P<side>after|before|from|prior\s+to)(?=\s+(?!now{E}|that|the\s+"
        r"(?:meeting|call|visit))|$)",
        _anchored,
        I,
    ),
    rule(
        "later",
        rf"{B}{AMOUNT}\s+(?:from\s+now|later|out|hence|on)(?![A-Za-z])(?!\s+(?:of|the|a)\b)",
        _after,
        I,
    ),
    rule("ago", rf"{B}{AMOUNT}\s+(?:ago|earlier|back|before{E}){E}", _ago, I),
    rule("after", rf"{B}after\s+{AMOUNT}", _after, I),
    rule("signed", rf"(?<![\w)])(?P<sign>[+-])\s?{AMOUNT}", _signed, I),
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
    rule(
        "next_unit",
        rf"{B}(?:the\s+|for\s+the\s+)?{REL_WORD}\s+(?:{AMOUNT}|(?P<unit>hour|day|minute|fortnight"
        rf"|second){E})",
        _next_unit,
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
        rf"{B}(?P<edge>)(?:(?:on|over|at|during)\s+)?(?:the\s+)?(?P<rel>)(?P<unit>weekend){E}",
        _period,
        I,
    ),
    rule(
        "short_end",
        rf"{B}(?:eom|eow|eoq|eoy|(?:month|quarter|year|week)[\s-]?end(?!ing|s)|mid[\s-]month){E}",
        _short_end,
        I,
    ),
    rule(
        "quarter", rf"{B}{_EDGE}q\s?(?P<number>[1-4])(?:\s+(?:of\s+)?(?P<year>20\d\d))?(?![\d.])", _quarter, I
    ),
)
