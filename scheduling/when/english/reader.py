"""Reads every time expression of an English text."""

import re

from scheduling.when.english import clocks, dates, offsets, periods
from scheduling.when.english.dates import B, E, span
from scheduling.when.english.day_words import WEEKDAY, I
from scheduling.when.english.lexicon import LEXICON, any_of, ordinal, plain
from scheduling.when.expression import Grammar, Joiner, read_with
from scheduling.when.feast_days import BREAKS, coming_feast
from scheduling.when.record import When
from scheduling.when.rules import Context, rule, trap
from scheduling.when.said import Said

_NUMBERS = (
    r"(?<!\d)1[3-9]\d{9}(?!\d)|\d{9,}|[$¥€£]\s?[\d,.]+\s?[kKmM]?|\d+(?:\.\d+)?\s?%"
    r"|\d+(?:\.\d+){2,}(?<!\d\d\d\d)(?!\d)|[vV](?:ersion)?:?\s?\d+(?:\.\d+)+|\d{1,3}"
    r"(?:,\d{3})+(?:\.\d+)?"
    r"|(?<![\d/])24/7(?!\d)|\d+(?:-\d+){3,}"
)


def _feast(match: re.Match[str], context: Context) -> Said | None:
    key = LEXICON.feasts[plain(match["feast"])]
    year = int(match["year"]) if match["year"] else None
    rel = plain(match["rel"] or "")
    if rel in {"last", "previous"}:
        year = context.today.year - 1
    day = coming_feast(key, year, context.today)
    if day is None:
        return None
    if match["which"] is None:
        return Said(span=span(match), fixed=day, fixed_grain="days" if key in BREAKS else "day")
    around = context.calendar.break_around(day) if key in BREAKS else None
    which = ordinal(match["which"]) or 1
    last = around[1] if around else day
    return Said(span=span(match), fixed=context.calendar.add_working_days(last, which))


GRAMMAR = Grammar(
    (
        trap("numbers", _NUMBERS, I),
        trap(
            "words",
            rf"{B}(?:good\s+(?:morning|afternoon|evening|night)|second\s+half|happy\s+new\s+year"
            r"|may\s+(?:not|be|i|have"
            rf"|need|want)|march\s+(?:on|to)){E}",
            I,
        ),
        trap(
            "again",
            rf"{B}(?:(?:every|each)\s+(?:other\s+)?(?:{WEEKDAY}|day|morning|week|month|year"
            rf"|evening|night)|daily|weekly|monthly){E}(?:\s+(?:at|on)\s+\d{{1,2}}(?::\d\d)?"
            r"(?:\s?[ap]m)?)?",
            I,
        ),
        rule(
            "feast",
            rf"{B}(?:(?:the\s+)?(?P<which>first|second|third)\s+(?:working|business"
            r"|work)\s?day\s+after\s+)?(?:(?P<rel>next|last|this|previous|coming)\s+)?"
            rf"(?P<feast>{any_of(LEXICON.feasts)}){E}(?:\s+(?P<year>20\d\d))?",
            _feast,
            I,
        ),
        *periods.RULES,
        *offsets.RULES,
        *dates.RULES,
        *clocks.RULES,
    ),
    I,
)
_GLUE = r"[\s,.:∙·@(-]{0,4}"
JOINER = Joiner(
    glue=re.compile(
        rf"{_GLUE}(?:(?:at|on|of|in|by|for|around|about|before|after|from)(?:\s+the)?\s+|the\s+"
        rf"|:)?{_GLUE}",
        I,
    ),
    reverse_glue=re.compile(rf"{_GLUE}(?:(?:on|of|in|for)(?:\s+the)?\s+|the\s+)?{_GLUE}", I),
    far=re.compile(r"(?!)"),
    far_end=re.compile(r"(?!)"),
    free=re.compile(r"(?!)"),
    either=re.compile(r"\s(?:or|/)\s", I),
    day_last=True,
    range=re.compile(r"\s*['’]?(?:-|–|—|to|until|till|through|and(?=\s)|~)\s*['’]?", I),
    before=re.compile(r"(?!)"),
    after=re.compile(r"\s?onwards?(?![A-Za-z])", I),
    within=re.compile(r"(?!)"),
    before_ahead=re.compile(
        r"(?<![A-Za-z])(?:by|before|until|till|no\s+later\s+than|not\s+later\s+than|due"
        r"(?:\s+by)?)\s+(?:the\s+|this\s+)?$",
        I,
    ),
    after_ahead=re.compile(r"(?<![A-Za-z])(?:after|since|from)\s+(?:the\s+)?$", I),
)


def recognises(text: str) -> bool:
    """Whether the grammar has seen anything in the text, be it a trap or a day that does not exist."""
    return GRAMMAR.any.search(text) is not None


def read(text: str, context: Context) -> list[tuple[Said, When]]:
    """Every time expression of the text, worked out, in order."""
    return read_with(GRAMMAR, JOINER, text, context)
