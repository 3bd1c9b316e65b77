"""Times of the day in English: 3pm, 15:30, half past two, noon, at 9, 8 in the evening."""

import re
from dataclasses import replace

from scheduling.when.english.dates import B, E, span
from scheduling.when.english.day_words import I
from scheduling.when.english.lexicon import number, plain
from scheduling.when.rules import Context, Rule, rule
from scheduling.when.said import Clock, Part, Said

HOUR = r"(?:2[0-4]|1\d|0?\d)"
HOUR_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
AM_PM = r"(?P<ampm>[ap])\.?\s?m(?![A-Za-z])\.?"
_OF_DAY = (
    r"(?:\s+(?:in\s+the|at)\s+(?P<part>morning|afternoon|evening|night)|\s+(?P<tonight>tonight)(?=$|\W))"
)


def _part(match: re.Match[str], hour: int) -> Part | None:
    groups = match.groupdict()
    mark, word = groups.get("ampm"), plain(groups.get("part") or "")
    if mark:
        return "morning" if mark.lower() == "a" else "afternoon"
    if word == "night":
        return "evening" if hour in range(5, 13) else "dawn"
    parts: dict[str, Part] = {"morning": "morning", "afternoon": "afternoon", "evening": "evening"}
    return "evening" if groups.get("tonight") else parts.get(word)


def _clock(match: re.Match[str], hour: int, minute: int, exact: bool) -> Said | None:
    part = _part(match, hour)
    if match.groupdict().get("ampm") and not 1 <= hour <= 12:
        return None  # 14PM, 0am
    if part == "morning" and hour == 12:
        hour, part, exact = 0, None, True
    return Said(span=span(match), part=part, clock=Clock(hour=hour, minute=minute, exact=exact))


def _digital(match: re.Match[str], _context: Context) -> Said | None:
    text = match["hour"]
    hour = int(text)
    exact = hour > 12 or hour == 0 or text.startswith("0") or bool(match["second"])
    return _clock(match, hour, int(match["minute"]), exact)


# A clock time written short is one only behind a day: 'Fri 12.30', 'tmr 1430'.
_BEHIND_A_DAY = re.compile(
    r"(?:today|tomorrow|tmrw?|(?<![A-Za-z])(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|\d/\d{1,2}|\d\s?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec))[,.]?\s(?:at\s|@\s?)?$",
    I,
)


def _behind_a_day(match: re.Match[str], context: Context) -> Said | None:
    before = match.string[max(match.start() - 16, 0) : match.start()]
    return _digital(match, context) if _BEHIND_A_DAY.search(before) else None


def _hour(match: re.Match[str], _context: Context) -> Said | None:
    hour = number(match["hour"])
    if hour is None:
        return None
    return _clock(match, int(hour), 0, int(hour) > 12)


def _hour_range(match: re.Match[str], _context: Context) -> Said | None:
    """3-5pm, 10 to 11 at night; 11-1pm begins in the morning."""
    hour, last = int(match["hour"]), int(match["last"])
    said = _clock(match, hour, int(match["minute"] or 0), False)
    if said is None or said.clock is None:
        return None
    turned = said.part == "afternoon" and hour % 12 > last % 12
    end = Clock(hour=last, minute=int(match["last_minute"] or 0))
    return replace(said, part="morning" if turned else said.part, last_clock=end)


def _past(match: re.Match[str], _context: Context) -> Said | None:
    """Half past two, quarter to nine, ten past five."""
    named = {"noon": 12.0, "midnight": 24.0}
    hour = named.get(plain(match["hour"]), number(match["hour"]))
    word = plain(match["minutes"])
    minutes = 30 if word == "half" else 15 if word.endswith("quarter") else number(word)
    if hour is None or minutes is None:
        return None
    total = int(hour) * 60 + (int(minutes) if plain(match["side"]) in {"past", "after"} else -int(minutes))
    return _clock(match, total // 60 % 24, total % 60, False)


def _noon(match: re.Match[str], _context: Context) -> Said:
    return Said(span=span(match), clock=Clock(hour=12))


def _midnight(match: re.Match[str], _context: Context) -> Said:
    return Said(span=span(match), clock=Clock(hour=0, exact=True))


def _work_end(match: re.Match[str], _context: Context) -> Said:
    return Said(span=span(match), part="work_end")


_NOT_COUNTED = (
    r"(?!\s*(?:%|[.,:/]\d|\d|kilo|kg|points?|percent|people|persons?|customers?|clients?|k\b"
    r"|m\b|million|thousand"
    r"|bp|usd|rmb|yuan|dollars?|options?|units?|times|years?|months?|weeks?|days?|hours?"
    r"|minutes?|mins?|st\b|nd\b|rd\b"
    r"|th\b|am\b|pm\b|[-–]\s*\d+\.\d|floor|street|road))"
)
RULES: tuple[Rule, ...] = (
    rule(
        "trailing_year",
        r"(?<=:\d\d )(?P<year>(?:19|20)\d\d)(?!\d)",
        lambda match, _context: Said(span=span(match), year=int(match["year"])),
        I,
    ),
    rule(
        "digital",
        rf"(?:(?<![\d.,:$/-])|(?<=\d\d\d\d[.:]))(?P<hour>{HOUR})\s?[:h]\s?(?P<minute>[0-5]\d)"
        rf"(?::(?P<second>[0-5]\d)(?:\.\d+)?)?(?![\d:])(?:\s?{AM_PM}|{_OF_DAY})?",
        _digital,
        I,
    ),
    rule(
        "dotted_pm",
        rf"(?<![\d.,:$/-])(?P<hour>1[0-2]|0?[1-9])\.(?P<minute>[0-5]\d)(?P<second>)?\s?{AM_PM}",
        _digital,
        I,
    ),
    rule(
        "hour_range",
        r"(?<![\d.,:$/-])(?P<hour>1[0-2]|[1-9])(?::(?P<minute>[0-5]\d))?\s?(?:-|–|to|till|until"
        r"|(?<=between \d )and|(?<=between \d\d )and)\s?(?P<last>1[0-2]|[1-9])(?::"
        rf"(?P<last_minute>[0-5]\d))?(?:\s?{AM_PM}|{_OF_DAY})",
        _hour_range,
        I,
    ),
    rule(
        "between_hours",
        r"(?<=between )(?P<hour>1[0-2]|[1-9])(?::(?P<minute>[0-5]\d))?\s?and\s?(?P<last>1[0-2]|[1-9])"
        r"(?::(?P<last_minute>[0-5]\d))?(?=$|[.,;]|\s+(?:on|tomorrow|tmrw?|today|this|next|mon|tue|wed|thu|fri"
        r"|sat|sun))",
        _hour_range,
        I,
    ),
    rule(
        "four_figures",
        r"(?<!bought )(?<!sold )(?<!closed )(?<!priced )(?<!valued )(?<!stands )"
        rf"{B}at\s(?P<hour>1\d|0[7-9]|2[1-3])"
        rf"(?P<minute>00|15|30|45)(?P<second>)(?:\s?hrs?)?(?![\d%.:A-Za-z]){_NOT_COUNTED}",
        _digital,
        I,
    ),
    rule(
        "short_clock",
        r"(?<![\d.,:$/-])(?:(?P<hour>1\d|0?[1-9]|2[0-3])\.(?P<minute>[0-5]\d)(?P<second>)(?![\d.%A-Za-z]))"
        + _NOT_COUNTED,
        _behind_a_day,
        I,
    ),
    rule(
        "four_figures_behind_a_day",
        r"(?<![\d.,:$/-])(?P<hour>1\d|0[7-9])(?P<minute>00|15|30|45)(?P<second>)(?:\s?h(?:rs?)?)?(?![\d%.:A-Za-z])"
        + _NOT_COUNTED,
        _behind_a_day,
        I,
    ),
    rule(
        "hundred_hours",
        r"(?<![\d.,:$/-])(?P<hour>1\d|0[0-9]|2[0-3])(?P<minute>[0-5]\d)(?P<second>)\s?(?:hrs|hours)(?![A-Za-z])",
        _digital,
        I,
    ),
    rule("ish", rf"(?<![\d.,:$/-])(?<![A-Za-z])(?P<hour>1[0-2]|[1-9]|{HOUR_WORD})-?ish{E}", _hour, I),
    rule("pm", rf"(?<![\d.,:$/])(?P<hour>\d{{1,2}})\s?{AM_PM}", _hour, I),
    rule(
        "past",
        rf"{B}(?P<minutes>half|(?:a\s+)?quarter|twenty-five|[a-z]+|\d{{1,2}})(?:\s+minutes?)?\s+"
        rf"(?P<side>past|to|after)\s+(?P<hour>1[0-2]|[1-9]|{HOUR_WORD}|noon|midnight)"
        rf"(?:\s?{AM_PM}|(?![\d.:A-Za-z]){_OF_DAY}?)",
        _past,
        I,
    ),
    rule(
        "oclock",
        rf"(?<![\d.,:$/])(?<![A-Za-z])(?P<hour>1[0-2]|[1-9]|{HOUR_WORD})\s?o\s?['’]?\s?clock{E}"
        rf"(?:\s?{AM_PM}|{_OF_DAY})?",
        _hour,
        I,
    ),
    rule("hour_of_day", rf"(?<![\d.,:$/])(?<![A-Za-z])(?P<hour>1[0-2]|[1-9]|{HOUR_WORD}){_OF_DAY}", _hour, I),
    rule(
        "at_hour",
        rf"{B}(?:at|@|around|about)\s?(?P<hour>2[0-3]|1\d|[1-9]"
        rf"|{HOUR_WORD})(?![\d.:A-Za-z]){_NOT_COUNTED}",
        _hour,
        I,
    ),
    rule("noon", rf"{B}(?:at\s+)?(?:noon|midday|mid-day){E}", _noon, I),
    rule("midnight", rf"{B}(?:at\s+)?(?:midnight|mid-night){E}", _midnight, I),
    rule(
        "work_end",
        rf"{B}(?:at\s+)?(?:(?:the\s+)?(?:end|close)\s+of\s+(?:the\s+)?(?:business(?:\s+day)?|day"
        rf"|work|play)|(?:eod|cob|eob)|close\s+of\s+business){E}",
        _work_end,
        I,
    ),
)
