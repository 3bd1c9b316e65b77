"""Distances, weeks, months, quarters and working days in English: in two weeks, 3 days ago, next month."""

import re
from dataclasses import replace
from datetime import timedelta

from scheduling.when.distance import Distance, moved
from scheduling.when.english.dates import B, E, span
from scheduling.when.english.day_words import REL, REL_WORD, WEEKDAY, I
from scheduling.when.english.lexicon import (
    LEXICON,
    any_of,
    number,
    plain,
    weekday_number,
)
from scheduling.when.rules import Context, Rule, rule
from scheduling.when.said import Said

_NUMBER_WORDS = any_of(LEXICON.numbers)
_LONG_UNITS = any_of(word for word in LEXICON.units if len(word) > 1)
_SHORT_UNITS = r"[smhdwy](?![A-Za-z])"
_ONE = (
    rf"(?:(?:a\s+|three[\s-])?quarters?\s+of\s+an\s+hour|(?:\d{{1,3}}"
    rf"|{_NUMBER_WORDS})\s+and\s+a\s+half\s+(?:{_LONG_UNITS})(?![A-Za-z])|"
    rf"(?:\d{{1,4}}(?:\.\d+)?)\s?(?:(?:{_LONG_UNITS})(?![A-Za-z])|{_SHORT_UNITS})"
    rf"|(?:\d{{1,4}}(?:\.\d+)?)(?:{_LONG_UNITS})(?=\d)"
    rf"|{_NUMBER_WORDS}(?:[\s-]+of)?[\s-]+(?:{_LONG_UNITS})(?![A-Za-z])(?:\s+and\s+a\s+half)?)"
)
_MORE = rf"(?:(?:\s?,?\s?(?:and\s)?){_ONE}){{0,5}}"
AMOUNT = rf"(?:(?:about|around|approximately)\s+)?~?(?P<amount>{_ONE}{_MORE})"
_QUARTERS = re.compile(r"(?:a\s+|(?P<three>three)[\s-])?quarters?\s+of\s+an\s+hour", re.IGNORECASE)
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
    text = _QUARTERS.sub(lambda match: "45 min" if match["three"] else "15 min", text)
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
    far = distance(match["amount"] or f"1 {match['unit']}")
    if far is None:
        return None
    sign = -1 if plain(match["side"]) in {"before", "prior to"} else 1
    said = moved(far, context, sign, span(match))
    shift = (sign * far.months, sign * far.days, sign * far.minutes)
    return replace(said, shift=shift, moves="behind")


def _next_unit(match: re.Match[str], context: Context) -> Said | None:
    """Next hour, next 2 weeks, last day, past 3 months."""
    far = distance(match["amount"] or f"1 {match['unit']}")
    if far is None:
        return None
    sign = -1 if REL[plain(match["rel"])] < 0 else 1
    return moved(far, context, sign, span(match))


def _weekdays_on(match: re.Match[str], context: Context) -> Said | None:
    """Three Fridays from now."""
    count = number(match["count"])
    if count is None:
        return None
    ahead = (weekday_number(match["weekday"]) - context.today.isoweekday()) % 7 or 7
    return Said(span=span(match), fixed=context.today + timedelta(days=ahead + 7 * (int(count) - 1)))


def _weeks_from_a_day(match: re.Match[str], context: Context) -> Said | None:
    """A week today, a fortnight tomorrow, two weeks from tomorrow."""
    far = distance(match["amount"])
    if far is None or far.minutes or far.months:
        return None
    ahead = far.days + (plain(match["day"]) != "today")
    return Said(span=span(match), fixed=context.today + timedelta(days=ahead))


def _t_plus(match: re.Match[str], context: Context) -> Said:
    day = context.calendar.add_working_days(context.today, int(match["amount"]))
    return Said(span=span(match), fixed=day)


RULES: tuple[Rule, ...] = (
    rule("t_plus", r"(?<![A-Za-z])T\s?\+\s?(?P<amount>\d{1,3})(?![\d.])", _t_plus, I),
    rule(
        "within",
        rf"{B}(?:within|no\s+later\s+than|inside(?:\s+of)?)\s+(?:the\s+next\s+)?{AMOUNT}",
        _within,
        I,
    ),
    rule(
        "in",
        rf"{B}(?:in|wait\s+for|wait(?!\s+a\s)|give\s+(?:it|him|her|them)|(?:timer|alarm|reminder)\s+for"
        rf"|snooze(?:\s+for)?)\s+{AMOUNT}(?!\s+(?:ago|old|each))(?:'?\s+time)?",
        _after,
        I,
    ),
    rule(
        "weeks_from_a_day",
        rf"{B}(?P<amount>(?:{_NUMBER_WORDS}|\d{{1,2}})\s+(?:weeks?|fortnights?))\s+(?:from\s+)?"
        rf"(?P<day>today|tomorrow){E}",
        _weeks_from_a_day,
        I,
    ),
    rule(
        "anchored",
        rf"{B}(?:{AMOUNT}|the\s+(?P<unit>day|week|month|year|min|minute|hour))\s+(?P<side>after"
        rf"|before|from|prior\s+to)(?=\s+(?!now{E}|that|the\s+"
        r"(?:meeting|call|visit))|$)",
        _anchored,
        I,
    ),
    rule(
        "weekdays_on",
        rf"{B}(?P<count>{_NUMBER_WORDS}|\d{{1,2}})\s+(?P<weekday>mon|tues|wednes|thurs|fri|satur"
        rf"|sun)days\s+from\s+(?:now|today){E}",
        _weekdays_on,
        I,
    ),
    rule(
        "later",
        rf"{B}{AMOUNT}\s+(?:from\s+now|later|out|hence|on)(?![A-Za-z])(?!\s+(?:of|the|a|{WEEKDAY})\b)",
        _after,
        I,
    ),
    rule("ago", rf"{B}{AMOUNT}\s+(?:ago|earlier|back|before{E}){E}", _ago, I),
    rule("after", rf"{B}after\s+{AMOUNT}", _after, I),
    rule("signed", rf"(?<![\w)])(?P<sign>[+-])\s?{AMOUNT}", _signed, I),
    rule(
        "next_unit",
        rf"{B}(?:the\s+|for\s+the\s+)?{REL_WORD}\s+(?:{AMOUNT}|(?P<unit>hour|day|minute|fortnight"
        rf"|second){E})",
        _next_unit,
        I,
    ),
)
