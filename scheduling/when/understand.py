"""The ways in: every time of a text, the one that is meant, the one that was promised."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from scheduling.calendar import Calendar, is_cold, warm
from scheduling.when import chinese, english, foreign
from scheduling.when.choose import is_ahead, promised, told
from scheduling.when.record import When, is_past
from scheduling.when.rules import Context

_CHINA = Calendar.of_china()
HALF_DAY = timedelta(hours=12)
# Characters of a text that are read.
LONGEST = 1000


def parse(
    text: str, now: datetime, language: str = "zh-Hans", calendar: Calendar | None = None
) -> When | None:
    """The time that a text means, or None when it names none.

    `now` is aware; the answer is in its zone. Of several times the promised one is taken (see `promise`);
    when all of them lie before now, the first.
    """
    found = parse_all(text, now, language, calendar)
    if not found:
        return None
    return promised(found, text, now) or found[0]


def parse_all(
    text: str, now: datetime, language: str = "zh-Hans", calendar: Calendar | None = None
) -> tuple[When, ...]:
    """Every time that a text names, past and future, in order; of a pasted page those of its beginning."""
    text = text[:LONGEST]
    context = Context(now=now, calendar=calendar or _CHINA, language=language)
    if is_cold():
        # The first text pays for the sky and the working days, not the first festival.
        warm(now.year)
        for year in (now.year, now.year + 1):
            context.calendar.is_working_day(date(year, 1, 4))
    if language.startswith("zh"):
        return tuple(when for _, when in chinese.read(text, context))
    if language.startswith("en"):
        if english.recognises(text):
            return tuple(when for _, when in english.read(text, context))
        return tuple(foreign.written_date(text, context))
    return tuple(foreign.read(text, context))


def promise(
    text: str, now: datetime, language: str = "zh-Hans", calendar: Calendar | None = None
) -> When | None:
    """The time of a follow-up: like `parse`, but never an answer before now.

    A span that has begun (今天下午 at four, 本周) begins now; an hour that has passed is taken as the
    evening one where it can be; a time of something done (9点打过电话) is no promise.
    """
    found = [when for when in parse_all(text, now, language, calendar) if not told(when, text)]
    ahead = [ready for when in found if (ready := _from_now(when, now)) is not None]
    return promised(ahead, text, now)


def _from_now(when: When, now: datetime) -> When | None:
    if not is_past(when.start, now):
        return when
    if when.end is not None and is_ahead(when, now):
        start = now if isinstance(when.start, datetime) else now.date()
        return replace(when, start=start)
    if when.precision == "after":
        return replace(when, start=now.date())
    return _evening(when, now)


def _evening(when: When, now: datetime) -> When | None:
    """今天8点, said at ten, is eight in the evening."""
    if when.precision != "minute" or not isinstance(when.start, datetime):
        return None
    later = when.start + HALF_DAY
    if when.start.date() != now.date() or when.start.hour not in range(1, 12) or is_past(later, now):
        return None
    return replace(when, start=later, assumed=(*when.assumed, "evening"))
