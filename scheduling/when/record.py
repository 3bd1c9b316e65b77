"""What was understood of a time that somebody typed or dictated."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

Precision = Literal[
    "minute", "daypart", "day", "days", "week", "month", "quarter", "half", "year", "within", "after"
]


# A date without a year is the next one, unless its weekday says that it was one of the last half-year.
PAST_BY_WEEKDAY = 183


@dataclass(frozen=True, kw_only=True)
class When:
    """An instant, a day or a span of time found in a text.

    `start` is an aware datetime in the zone of the `now` it was read against, or a date when no time of
    day was said; `end`, if there is one, is included. For a deadline (precision "within") `start` is the
    day on which it was said and `end` the deadline; "after" is open towards the future. `assumed` names
    what was not said but taken for granted, `span` is where in the text it stood.
    """

    start: datetime | date
    end: datetime | date | None = None
    precision: Precision
    assumed: tuple[str, ...] = ()
    span: tuple[int, int]

    @property
    def due(self) -> datetime | date:
        """The one moment that a follow-up hangs on: the deadline of a deadline, else the start."""
        return self.end if self.precision == "within" and self.end is not None else self.start


def is_past(moment: datetime | date, now: datetime) -> bool:
    """Whether a moment lies before now; a day without a time is past when it is over."""
    if isinstance(moment, datetime):
        return moment < now.replace(second=0, microsecond=0)
    return moment < now.date()


def at(day: date, hour: int, minute: int, now: datetime) -> datetime:
    """That time of the day in the zone of now."""
    return datetime.combine(day, time(hour, minute), tzinfo=now.tzinfo)
