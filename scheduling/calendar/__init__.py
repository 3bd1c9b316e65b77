"""Gregorian and Chinese lunar dates, festivals, and the working days of mainland China."""

from scheduling.calendar.birthdays import (
    FallRule,
    LunarFall,
    lunar_birthdays,
    lunar_falls,
    solar_birthdays,
)
from scheduling.calendar.festivals import festival, festivals, is_cold, solar_terms, warm
from scheduling.calendar.lunar import FIRST_YEAR, LAST_YEAR, LunarDate, lunar_of, solar_of
from scheduling.calendar.words import lunar_text
from scheduling.calendar.workdays import Calendar

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Calendar",
    "FallRule",
    "LunarDate",
    "LunarFall",
    "festival",
    "festivals",
    "is_cold",
    "lunar_birthdays",
    "lunar_falls",
    "lunar_of",
    "lunar_text",
    "solar_birthdays",
    "solar_of",
    "solar_terms",
    "warm",
]
