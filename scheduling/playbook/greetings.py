"""The days on which a customer is greeted: birthdays, festivals, days of the family, coming home."""

from typing import Annotated, Literal

import msgspec

from scheduling.playbook.section import Count, Section

# A gift is got ready within a month.
Ahead = Annotated[int, msgspec.Meta(ge=1, le=60)]


class Birthdays(Section, frozen=True, kw_only=True):
    """Days before a birthday on which a tier's manager hears of it, besides the day."""

    before: dict[str, Ahead]
    leap_day: Literal[28, 1]


FestivalName = Literal[
    "new_year",
    "laba",
    "little_new_year",
    "spring_festival",
    "lantern",
    "womens_day",
    "qingming",
    "labour_day",
    "mothers_day",
    "dragon_boat",
    "fathers_day",
    "qixi",
    "teachers_day",
    "mid_autumn",
    "double_ninth",
    "national_day",
    "winter_solstice",
]


class Festivals(Section, frozen=True, kw_only=True):
    """Festivals on which customers of the tiers are greeted, and how many working days before."""

    tiers: tuple[str, ...]
    working_days_before: dict[FestivalName, Count]


class Occasions(Section, frozen=True, kw_only=True):
    """Days before and after: of family days for those in stage trust, and of what comes once in a life."""

    trust_before: Count
    event_before: Count
    event_after: Count


class BackHome(Section, frozen=True, kw_only=True):
    """Days after a return within which the customer is greeted."""

    stays_days: Count
