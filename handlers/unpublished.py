"""A year whose days off are not published yet is said, as its days may still move."""

from datetime import date

from handlers.words import Words
from scheduling.calendar import Calendar


def unpublished_line(words: Words, calendar: Calendar, start: date, end: date) -> str:
    """One line for the first such year from start to end; empty where all are published."""
    years = (year for year in range(start.year, end.year + 1) if not calendar.is_published(year))
    year = next(years, None)
    return "" if year is None else words("week.unpublished", year=year)
