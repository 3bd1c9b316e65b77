"""Joins pieces of time that stand together into expressions, deadlines and ranges."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scheduling.when.numerals import number
from scheduling.when.record import When
from scheduling.when.resolve import resolve
from scheduling.when.rules import Context, Grammar
from scheduling.when.said import Limit, Said, merge

__all__ = ["Grammar", "Joiner", "read_with"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Joiner:
    """What may stand between two pieces of one expression, and behind a whole one."""

    glue: re.Pattern[str]
    reverse_glue: re.Pattern[str]
    far: re.Pattern[str]
    far_end: re.Pattern[str]
    free: re.Pattern[str]
    either: re.Pattern[str]
    range: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    within: re.Pattern[str]
    before_ahead: re.Pattern[str] | None = None
    after_ahead: re.Pattern[str] | None = None
    beside: re.Pattern[str] | None = None
    day_last: bool = False


def read_with(grammar: Grammar, joiner: Joiner, text: str, context: Context) -> list[tuple[Said, When]]:
    """Every time expression of the text by that grammar, with what was said, in order."""
    pieces = grammar.find(text, context)
    if not pieces:
        return []
    joined = _join(pieces, joiner, text)
    limited = [_limit(said, joiner, text) for said in _same_week(joined)]
    return _ranges(_far(limited, joiner, text), joiner, text, context)


def _join(pieces: list[Said], joiner: Joiner, text: str) -> list[Said]:
    joined = [pieces[0]]
    for piece in pieces[1:]:
        between = text[joined[-1].span[1] : piece.span[0]]
        glue = joiner.reverse_glue if joined[-1].has_time and piece.has_day else joiner.glue
        both = merge(joined[-1], piece) if glue.fullmatch(between) else None
        if both is None:
            joined.append(piece)
        else:
            joined[-1] = both
    return joined


def _same_week(pieces: list[Said]) -> list[Said]:
    """下周四回来，周五联系: a weekday after one of a coming week is of that week too."""
    kept: list[Said] = []
    for piece in pieces:
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.weekday is not None
            and piece.weekday is not None
            and (last.weeks_on or 0) > 0
            and piece.weeks_on is None
            and piece.weekday > last.weekday
        ):
            kept.append(replace(piece, weeks_on=last.weeks_on))
        else:
            kept.append(piece)
    return kept


def _far(pieces: list[Said], joiner: Joiner, text: str) -> list[Said]:
    """A time of day belongs to the day said shortly before it: 明天约他下午3点."""
    kept: list[Said] = []
    for piece in pieces:
        last = kept[-1] if kept else None
        if (
            last is None
            or piece.has_day
            or not piece.clock
            or last.clock is not None
            or not last.has_definite_day
        ):
            kept.append(piece)
            continue
        between = text[last.span[1] : piece.span[0]]
        alone = piece.span[1] >= len(text.rstrip(" 。.!"))
        ways = (joiner.far, joiner.free, joiner.far_end) if alone else (joiner.far, joiner.free)
        near = any(way.fullmatch(between) for way in ways)
        both = merge(last, piece) if near else None
        if both is None:
            kept.append(piece)
        else:
            kept[-1] = both
    return kept


def _limit(said: Said, joiner: Joiner, text: str) -> Said:
    """前, 后, 内 behind an expression make it a deadline or an open beginning."""
    if said.limit is not None or said.instant is not None:
        return said
    moved = _beside(said, joiner, text)
    if moved is not None:
        return moved
    kinds: tuple[tuple[Limit, re.Pattern[str]], ...] = (
        ("before", joiner.before),
        ("after", joiner.after),
        ("within", joiner.within),
    )
    for kind, pattern in kinds:
        match = pattern.match(text, said.span[1])
        if match is not None:
            return replace(said, limit=kind, span=(said.span[0], match.end()))
    return _limit_ahead(said, joiner, text)


_UNIT_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7}


def _beside(said: Said, joiner: Joiner, text: str) -> Said | None:
    """月底前三天: so many days beside a day."""
    match = joiner.beside.match(text, said.span[1]) if joiner.beside is not None else None
    if match is None or said.has_time or not said.has_definite_day or said.shift is not None:
        return None
    count = (number(match["count"]) or 0) * (-1 if match["side"] == "前" else 1)
    unit = match["unit"].removeprefix("个")
    shift = (count, 0, 0) if unit == "月" else (0, count * _UNIT_DAYS[unit], 0)
    return replace(said, shift=shift, span=(said.span[0], match.end()))


def _limit_ahead(said: Said, joiner: Joiner, text: str) -> Said:
    """By Friday, after the 12th: words in front of an expression."""
    kinds: tuple[tuple[Limit, re.Pattern[str] | None], ...] = (
        ("before", joiner.before_ahead),
        ("after", joiner.after_ahead),
    )
    start = max(said.span[0] - 24, 0)
    for kind, pattern in kinds:
        match = pattern.search(text[start : said.span[0]]) if pattern is not None else None
        if match is not None:
            return replace(said, limit=kind, span=(start + match.start(), said.span[1]))
    return said


def _ranges(pieces: list[Said], joiner: Joiner, text: str, context: Context) -> list[tuple[Said, When]]:
    found: list[tuple[Said, When]] = []
    index = 0
    while index < len(pieces):
        said = pieces[index]
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        index += 1
        if following is not None and joiner.range.fullmatch(text[said.span[1] : following.span[0]]):
            both = _range(said, following, context, joiner.day_last)
            if both is not None:
                found.append((said, both))
                index += 1
                continue
        when = resolve(said, context.now, context.calendar)
        if when is None:
            continue
        if found and joiner.either.fullmatch(text[found[-1][1].span[1] : when.span[0]]):
            when = replace(when, assumed=(*when.assumed, "alternative"))
        found.append((said, when))
    return found


def _range(first: Said, second: Said, context: Context, day_last: bool) -> When | None:
    """3点到5点, 周一至周三: the second takes over what only the first one says."""
    first = replace(_lend_part(first, second), limit=None)
    if day_last and first.clock is not None and not first.has_day and second.has_day:
        first = replace(second, part=first.part, clock=first.clock, span=first.span)
    if first.month is not None and first.year is None and second.year is not None:
        first = replace(first, year=second.year)  # 10 August - 12 September 2013
    start = resolve(first, context.now, context.calendar)
    end = resolve(_inherit(first, second), context.now, context.calendar)
    if start is None or end is None:
        return None
    start = _begun(start, end, context)
    last = end.end if end.end is not None and not first.clock else end.start
    if isinstance(start.start, datetime) and isinstance(last, datetime) and last < start.start:
        last += timedelta(days=1)
    if not isinstance(start.start, datetime) and not isinstance(last, datetime) and last < start.start:
        last += timedelta(days=7) if second.weekday is not None else timedelta(0)
    return replace(start, end=last, span=(first.span[0], second.span[1]))


def _begun(start: When, end: When, context: Context) -> When:
    """10:00 - 21:45, said at eleven, began today."""
    if start.assumed[-1:] != ("tomorrow",) or not isinstance(start.start, datetime):
        return start
    if end.start.date() != context.today if isinstance(end.start, datetime) else True:
        return start
    return replace(start, start=start.start - timedelta(days=1), assumed=start.assumed[:-1])


def _lend_part(first: Said, second: Said) -> Said:
    """3点到5点pm: both are in the afternoon."""
    if first.clock is None or second.clock is None or first.part or first.clock.exact or second.has_day:
        return first
    if second.part and first.clock.hour % 12 < second.clock.hour % 12 + 1:
        return replace(first, part=second.part)
    return first


def _inherit(first: Said, second: Said) -> Said:
    if not second.has_day:
        part = second.part
        if part is None and first.part and second.clock and first.clock and not second.clock.exact:
            part = first.part if second.clock.hour >= first.clock.hour or first.clock.hour == 12 else None
        return replace(first, part=part, clock=second.clock, span=second.span)
    if second.day is not None and second.month is None and second.months_on is None:
        return replace(second, year=first.year, month=first.month, months_on=first.months_on)
    if second.month is not None and second.year is None:
        return replace(second, year=first.year)
    if second.weekday is not None and second.weeks_on is None and first.weeks_on is not None:
        return replace(second, weeks_on=first.weeks_on)
    return second
