"""Days told by their numbers: month and day, a year, a numeric date, a range of days."""

import re
from datetime import date

from scheduling.when.chinese.shapes import (
    EDGES,
    span,
    the_year,
)
from scheduling.when.numerals import number
from scheduling.when.rules import Context
from scheduling.when.said import Said

__all__ = ["compact", "dashed", "day_of_month", "day_range", "month_and_day", "numeric", "year"]


def month_and_day(match: re.Match[str], context: Context) -> Said | None:
    month = 1 if match["month"] == "元" else number(match["month"])
    day = number(match["day"]) if match["day"] else None
    edge = EDGES.get(match["edge"] or "")
    year = the_year(match, context)
    return Said(span=span(match), year=year, month=month, day=day, edge=edge if day is None else None)


def year(match: re.Match[str], context: Context) -> Said:
    return Said(span=span(match), year=the_year(match, context))


def day_of_month(match: re.Match[str], _context: Context) -> Said:
    return Said(span=span(match), day=number(match["day"]))


def numeric(match: re.Match[str], context: Context) -> Said | None:
    first, second = int(match["month"]), int(match["day"])
    year = int(match["full"]) if match["full"] else the_year(match, context)
    if first > 12 >= second and match["full"]:
        first, second = second, first  # 2024-13-01 can only be day, then month
    if not (1 <= first <= 12 and 1 <= second <= 31):
        return None
    return Said(span=span(match), year=year, month=first, day=second)


def compact(match: re.Match[str], _context: Context) -> Said:
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    return Said(span=span(match), fixed=day)


def day_range(match: re.Match[str], _context: Context) -> Said:
    """3-5号, 12月1日至7日."""
    month = number(match["month"]) if match["month"] else None
    return Said(span=span(match), month=month, day=number(match["day"]), last_day=number(match["last"]))


def dashed(match: re.Match[str], context: Context) -> Said | None:
    month = int(match["month"].rstrip("-"))
    return Said(span=span(match), year=the_year(match, context), month=month, day=int(match["day"]))
