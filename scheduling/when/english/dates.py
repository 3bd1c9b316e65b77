"""Days, weekdays, months and dates in English."""

import re
from datetime import timedelta

from scheduling.when.english.day_words import (
    DAY,
    MONTH,
    NTH,
    REL_WORD,
    SHORT_YEAR,
    TO,
    WEEKDAY,
    WHOLE_MONTH,
    YEAR,
    I,
)
from scheduling.when.english.lexicon import (
    LEXICON,
    any_of,
    month_number,
    ordinal,
    plain,
    weekday_number,
)
from scheduling.when.rules import Context, Rule, rule
from scheduling.when.said import Edge, Part, Said

# A word begins and ends here; Chinese characters beside it do no harm.
B, E = r"(?<![A-Za-z])", r"(?![A-Za-z])"


def span(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), match.end()


def _year(match: re.Match[str]) -> int | None:
    text = match["year"] or match["short"]
    if not text:
        return None
    value = int(text.lstrip("'’"))
    if value >= 100:
        return value
    return 2000 + value if value < 70 else 1900 + value


def _day_word(match: re.Match[str], context: Context) -> Said:
    days = LEXICON.days[plain(match["word"])]
    return Said(span=span(match), fixed=context.today + timedelta(days=days))


def _now(match: re.Match[str], context: Context) -> Said:
    return Said(span=span(match), instant=context.now)


def _this_part(match: re.Match[str], context: Context) -> Said:
    part = LEXICON.parts[plain(match["part"])]
    days = -1 if plain(match["rel"]) in {"last", "yesterday"} else 1 if plain(match["rel"]) == "next" else 0
    return Said(span=span(match), fixed=context.today + timedelta(days=days), part=part)


def _tonight(match: re.Match[str], context: Context) -> Said:
    return Said(span=span(match), fixed=context.today, part="evening")


def _weekday(match: re.Match[str], context: Context) -> Said:
    weekday = weekday_number(match["weekday"])
    rel = plain(match["rel"] or "")
    if rel in {"last", "past", "previous"}:
        back = (context.today.isoweekday() - weekday) % 7 or 7
        return Said(span=span(match), fixed=context.today - timedelta(days=back))
    if rel in {"next", "following"}:
        return Said(span=span(match), weekday=weekday, weeks_on=1)
    if rel == "this" and weekday >= context.today.isoweekday():
        return Said(span=span(match), weekday=weekday, weeks_on=0)
    return Said(span=span(match), weekday=weekday)


def _weekday_week(match: re.Match[str], context: Context) -> Said:
    """A week on Friday, Friday week: the one after the coming one."""
    weekday = weekday_number(match["weekday"] or match["weekday2"])
    ahead = (weekday - context.today.isoweekday()) % 7 or 7
    return Said(span=span(match), fixed=context.today + timedelta(days=ahead + 7))


def _month_day(match: re.Match[str], _context: Context) -> Said | None:
    first, last = ordinal(match["day"]), ordinal(match["last"]) if match["last"] else None
    weekday = weekday_number(match["weekday"]) if match["weekday"] else None
    return Said(
        span=span(match),
        year=_year(match),
        month=month_number(match["month"]),
        day=first,
        last_day=last,
        checked=weekday,
    )


def _month(match: re.Match[str], context: Context) -> Said:
    month = month_number(match["month"])
    edges: dict[str, Edge] = {"start": "start", "mid": "middle", "end": "end", "early": "first_third",
                              "late": "last_third", "beginning": "start", "middle": "middle"}  # fmt: skip
    edge = edges.get(plain(match["edge"] or "").split(" ")[0].rstrip("-"))
    year = _year(match)
    rel = plain(match["rel"] or "")
    if rel in {"last", "past", "previous"}:
        year = context.today.year - (month >= context.today.month)
    return Said(span=span(match), year=year, month=month, edge=edge)


def _iso(match: re.Match[str], _context: Context) -> Said | None:
    month_text = match["month"]
    month = int(month_text) if month_text.isdecimal() else month_number(month_text)
    day = int(match["day"])
    if month > 12 >= day:
        month, day = day, month
    return Said(span=span(match), year=int(match["year"]), month=month, day=day)


def _slashed(match: re.Match[str], _context: Context) -> Said | None:
    month, day = int(match["month"]), int(match["day"])
    if month > 12:
        month, day = day, month  # 14/4 can only be the fourteenth of April
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Said(span=span(match), year=_year(match), month=month, day=day)


def _dotted(match: re.Match[str], _context: Context) -> Said | None:
    return Said(span=span(match), year=_year(match), month=int(match["month"]), day=int(match["day"]))


def _month_year(match: re.Match[str], _context: Context) -> Said | None:
    month = int(match["month"])
    return Said(span=span(match), year=int(match["year"]), month=month) if 1 <= month <= 12 else None


def _nth(match: re.Match[str], _context: Context) -> Said:
    return Said(span=span(match), day=ordinal(match["day"]))


def _nth_bare(match: re.Match[str], _context: Context) -> Said:
    return Said(span=span(match), day=ordinal(match["day"] or match["day2"] or match["day3"]))


_AFTER_A_DAY = re.compile(
    r"(?:day|tomorrow|tmrw?|mon|tue|wed|thu|fri|sat|sun|\d|st|nd|rd|th|o'clock)[\s,.]*$", I
)


def _part_if_marked(match: re.Match[str], _context: Context) -> Said | None:
    """Morning alone is a greeting as often as a time: it needs "in the" or a day before it."""
    bare = plain(match[0]) == plain(match["part"])
    if bare and not _AFTER_A_DAY.search(match.string[max(match.start() - 14, 0) : match.start()]):
        return None
    early = plain(match[0]).startswith("early")
    part: Part = "early" if early else LEXICON.parts[plain(match["part"])]
    return Said(span=span(match), part=part)


_BEFORE_A_MONTH = re.compile(r"(?<![a-z])(?:by|before|until|till|after|since|from)\s$", I)


def _month_alone(match: re.Match[str], context: Context) -> Said | None:
    """May is a verb, Mar half a word: a month alone needs a preposition, a year, or the whole text."""
    before = match.string[max(match.start() - 8, 0) : match.start()]
    marked = plain(match[0]) != plain(match["month"]) or _BEFORE_A_MONTH.search(before) is not None
    whole = match[0] == match.string.strip() and re.fullmatch(f"{WHOLE_MONTH}|May|March", match[0], I)
    return _month(match, context) if marked or (whole and not match[0].islower()) else None


_W = rf"(?:(?P<weekday>{WEEKDAY})[\s,]*(?:the\s)?)?"
_Y = rf"(?:(?:\s?[,/]?\s?(?:of\s|in\s)?){YEAR}{SHORT_YEAR.replace('|', '|(?:,?' + chr(92) + 's)', 1)})?"
_PARTS = any_of(LEXICON.parts)
RULES: tuple[Rule, ...] = (
    rule(
        "iso",
        r"(?<![\d./-])(?P<year>(?:19|20)\d\d)\s?[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?"
        r"(?P<day>\d{1,2})(?![\d/-]|\.\d(?!\d:)|\s?%)(?:T(?=\d\d:))?",
        _iso,
        I,
    ),
    rule(
        "iso_name",
        rf"(?<![\d./-])(?P<year>(?:19|20)\d\d)\s?[-/ ,]\s?(?P<month>{MONTH})\s?[-/ ]?\s?"
        r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)",
        _iso,
        I,
    ),
    rule(
        "slashed_year",
        r"(?<![\d./:$-])(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?:(?P<year>(?:19|20)\d\d)|"
        r"(?P<short>\d\d))(?![\d/-])",
        _slashed,
        I,
    ),
    rule(
        "dashed_year",
        r"(?<![\d./:$-])(?P<month>\d{1,2})-(?P<day>\d{1,2})-(?P<year>(?:19|20)\d\d)"
        r"(?P<short>)(?![\d/-])",
        _slashed,
        I,
    ),
    rule(
        "dotted_year",
        r"(?<![\d./:$-])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)"
        r"(?P<short>)(?![\d./-])",
        _dotted,
        I,
    ),
    rule(
        "month_year",
        r"(?<![\d./:$-])(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\d/-])",
        _month_year,
        I,
    ),
    rule(
        "slashed",
        r"(?<![\d./:$%-])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?P<year>)(?P<short>)(?![\d/%.-]"
        r"|\s?(?:of|outstanding)(?![a-z]))",
        _slashed,
        I,
    ),
    rule(
        "month_day",
        rf"{_W}{B}(?P<month>{MONTH})[\s,-]*(?:the\s)?(?P<day>{DAY})(?:{TO}(?P<last>{DAY})(?!\s?"
        rf"(?::|am|pm|{MONTH})))?(?!\s?(?:am|pm|a\.m|p\.m|:\d|o['’]?\s?clock))(?:{_Y})",
        _month_day,
        I,
    ),
    rule(
        "day_month",
        rf"{_W}(?<![\d./:$-])(?<![A-Za-z])(?P<day>{DAY})(?:{TO}(?P<last>{DAY}))?[\s-]?(?:of\s)?"
        rf"(?P<month>{MONTH})(?:-(?=\d))?(?:{_Y})",
        _month_day,
        I,
    ),
    rule(
        "month",
        rf"{B}(?:(?:in|of|during|for)\s+)?(?:{REL_WORD}\s+)?"
        rf"(?:(?P<edge>(?:the\s+)?(?:start|beginning|middle|end)\s+of|mid|early|late|end)[\s-]+)?"
        rf"(?P<month>{MONTH})(?![\s,-]*(?:the\s+)?(?:\d{{1,2}}(?!\d)|{NTH}))(?:,?\s+"
        rf"(?:of\s+)?{YEAR})?(?P<short>)",
        _month_alone,
        I,
    ),
    rule(
        "weekday_week",
        rf"{B}a\s+week\s+(?:on|from)\s+(?P<weekday>{WEEKDAY})|{B}(?P<weekday2>{WEEKDAY})\s+(?:week"
        r"|after\s+next)(?![A-Za-z])",
        _weekday_week,
        I,
    ),
    rule("tonight", rf"{B}(?:tonight|tonite){E}", _tonight, I),
    rule("this_part", rf"{B}(?P<rel>this|last|next|yesterday|today)\s+(?P<part>{_PARTS}){E}", _this_part, I),
    rule("day_word", rf"{B}(?P<word>{any_of(LEXICON.days)}){E}", _day_word, I),
    rule("now", rf"{B}(?:right\s+)?now{E}(?=$|\s*[+.,-]|\s+(?:on|and)\b)", _now, I),
    rule("weekday", rf"{B}(?:(?:{REL_WORD}|on|coming)\s+)?(?P<weekday>{WEEKDAY})", _weekday, I),
    rule(
        "nth",
        rf"{B}(?:on\s+)?the\s+(?P<day>{NTH})(?!\s+(?:floor|street|time|quarter|half|anniversary"
        r"|birthday|of(?!\s+(?:this|next|the|last|each)\s+month)|one|option|person|customer|day"
        r"|week|month|year|working|business|call|visit|meeting|[a-z]+\s+(?:is|was)))",
        _nth,
        I,
    ),
    rule(
        "nth_bare",
        rf"{B}(?:on\s+|(?<=by )|(?<=before )|(?<=until )|(?<=after ))(?P<day>(?:3[01]|[12]\d"
        rf"|0?[1-9])\s?(?:st|nd|rd|th)){E}|(?:^|\s)(?P<day3>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd"
        r"|th))(?=\s+of\s+(?:the\s+)?(?:(?:this|next|last|current|previous)\s+)?month)|^(?P<day2>(?:3[01]|[12]\d|0?[1-9])(?:st"
        r"|nd|rd|th))$",
        _nth_bare,
        I,
    ),
    rule(
        "part",
        rf"{B}(?:(?:early\s+|late\s+)?in\s+the\s+|at\s+|first\s+thing\s+in\s+the\s+|on\s+the\s+)?"
        rf"(?P<part>{_PARTS}){E}(?!\s+(?:tea|market|session|mail|shift|stay))",
        _part_if_marked,
        I,
    ),
)
