"""How English writes months, weekdays, days of a month and years."""

import re

from scheduling.when.english.lexicon import (
    LEXICON,
    any_of,
)

I = re.IGNORECASE  # noqa: E741  # as in re.I
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?![A-Za-z])\.?"
)
WHOLE_MONTH = r"(?:january|february|april|june|july|august|september|october|november|december)"
WEEKDAY = (
    r"(?:(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?![A-Za-z])"
    r"|(?-i:Mon|Tues?|Weds?|Thurs?|Thur?|Fri|Sat|Sun|MON|TUE|WED|THU|FRI|SAT|SUN)(?![A-Za-z])\.?"
    r"|(?:tues?|weds|thurs?|thu|fri)(?![A-Za-z])\.?"
    # In small letters mon, wed, sat and sun are words too: before an hour or after such a word they are days.
    r"|(?:mon|wed|sat|sun)(?![A-Za-z])\.?(?=\s+(?:\d{1,2}(?::[0-5]\d)?\s?[ap]\.?m|\d{1,2}:[0-5]\d"
    r"|morning|afternoon|evening))"
    r"|(?:(?<=\bback )|(?<=\bon )|(?<=\bby )|(?<=\bnext )|(?<=\bthis ))(?:mon|wed|sat|sun)(?![A-Za-z])\.?"
    r"|(?:mon|wed)(?=\s+at\s+\d))"
)
ORDINAL_WORD = any_of(LEXICON.ordinals)
DAY = (
    r"(?:(?:3[01]|[12]\d|0?[1-9])(?:\s?(?:st|nd|rd|th)(?![A-Za-z]))?(?![\d%])"
    rf"|{ORDINAL_WORD}(?![A-Za-z]))"
)
NTH = rf"(?:(?:3[01]|[12]\d|0?[1-9])\s?(?:st|nd|rd|th)(?![A-Za-z])|{ORDINAL_WORD}(?![A-Za-z]))"
YEAR = r"(?P<year>(?:19|20)\d\d(?![\d%])|['’]\d\d(?!\d))"
SHORT_YEAR = (
    r"|(?P<short>\d\d(?!\s*(?:[:.]\d|am|pm|a\.m|p\.m|o['’]?\s?clock|%|st|nd|rd|th|\d|hours?"
    r"|min|days?|/)))"
)
TO = r"\s?(?:-|–|—|to|until|through|till|~)\s?"
REL = {
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
    "last": -1,
    "past": -1,
    "previous": -1,
}
REL_WORD = r"(?P<rel>this|current|next|coming|following|last|past|previous)"
