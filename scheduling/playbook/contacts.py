"""How often a customer is spoken to, seen and sold to."""

from datetime import time
from typing import Annotated, Literal

import msgspec

from scheduling.playbook.section import Count, Positive, Section, Share

Window = Annotated[float, msgspec.Meta(gt=0, le=1)]


class Gaps(Section, frozen=True, kw_only=True):
    """The longest days between contacts that reached the customer, by stage."""

    establish: Positive
    strengthen: Positive
    trust: Positive


class Cell(Section, frozen=True, kw_only=True):
    """Another gap for those of some tiers, stages and segments; what is left out is any of them."""

    days: Positive
    tiers: tuple[str, ...] = ()
    stages: tuple[Literal["establish", "strengthen", "trust", "decline"], ...] = ()
    segments: tuple[str, ...] = ()


class Cadence(Section, frozen=True, kw_only=True):
    """定期联络; a tier without gaps has no cadence."""

    gaps: dict[str, Gaps]
    first_within: dict[str, Positive]
    window: Window
    decline: tuple[Count, ...]
    tries: Positive
    rest_days: Count
    wrong_number_days: Count
    two_way_from: str = ""
    cells: tuple[Cell, ...] = ()


class Visits(Section, frozen=True, kw_only=True):
    """面访: the longest days between visits in person, by tier."""

    days: dict[str, Positive]


class Reviews(Section, frozen=True, kw_only=True):
    """资产回顾: the longest days between two, by tier."""

    days: dict[str, Positive]


class SecondMeetings(Section, frozen=True, kw_only=True):
    """副管户见面: the longest days between two meetings with the second manager, by tier."""

    days: dict[str, Positive]


class NewAccount(Section, frozen=True, kw_only=True):
    """Days after an opening on which the customer is contacted; a missed one stays for some days.

    So many opened on one day, such as a company's payroll, come as a list and not one by one.
    """

    days: tuple[Count, ...]
    stays_days: Count = 7
    batch_from: Positive = 5


class Referrals(Section, frozen=True, kw_only=True):
    """转介绍: within how many days whoever introduced somebody is thanked; a missed one stays a while."""

    days: Positive
    stays_days: Count


class Statements(Section, frozen=True, kw_only=True):
    """对账小结: for which tiers, on the first working day of which months; a missed one stays a while."""

    tiers: tuple[str, ...]
    months: tuple[Annotated[int, msgspec.Meta(ge=1, le=12)], ...]
    stays_days: Count


class Touches(Section, frozen=True, kw_only=True):
    """接触频度: how often a customer is sold to, and the share of a manager's contacts that is care."""

    sales_most: Positive
    within_days: Positive
    care_after: Positive
    care_share: Share


class Retry(Section, frozen=True, kw_only=True):
    """When somebody who did not answer is tried again."""

    same_day_at: time
    same_day_until: time
    next_day_at: time
