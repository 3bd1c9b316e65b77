"""What a line promises: when, how, and in which words."""

import re

from desk.understanding.line import Line, blank
from desk.understanding.reading import Reading
from desk.understanding.times import Timed
from desk.understanding.understood import (
    FollowUpSaid,
)

__all__ = ["promises_of"]

_PROMISE_END = re.compile(r"[,，。;；!！?？\n\s]")
_TO_WHOM = re.compile(
    r"(?:给|跟|和|帮|替|向|约了?|与|同)?(?:某+|他|她|客户)|^(?:给|再|约了?|约好|说好|答应)+(?=.{2}|$)"
    r"|^(?:to|on|at|by)\s"
)
# So much is kept of what is said behind a promise's own words.
_PROMISE_REST = 12


def promises_of(reading: Reading) -> tuple[FollowUpSaid, ...]:
    promised = [one for one in reading.timed if one.role == "promise"]
    promised.sort(key=lambda one: -one.weight)
    return tuple(
        FollowUpSaid(
            start=one.when.start,
            end=one.when.end,
            precision=one.when.precision,
            how=one.how,
            text=_told_of(reading.line, one, one.start),
            what=_what(reading, one),
        )
        for one in promised
    )


def _what(reading: Reading, one: Timed) -> str:
    """What was promised, without when and to whom: 「送资料」 of 「周三给张伟送资料」."""
    note, (start, end) = reading.line.note, one.when.span
    named = blank(note, [(each.start, each.end) for each in reading.said], "某")
    told = f"{named[one.start : start]}{named[end : end + len(_told_of(reading.line, one, end))]}"
    return _TO_WHOM.sub("", told).strip(" ,，。")


def _told_of(line: Line, one: Timed, start: int) -> str:
    """The words of a promise from there on, up to the end of what is said."""
    rest = _PROMISE_END.search(line.plain, one.end)
    end = rest.start() if rest else len(line.plain)
    return line.note[start : max(start, min(end, one.end + _PROMISE_REST))].strip()
