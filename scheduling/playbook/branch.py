"""How a branch works: the room of its managers, hours, digests, and the reminders it does without."""

from datetime import date, time
from typing import Annotated

import msgspec

from scheduling.playbook.section import Positive, Section, Share

MonthEnd = Annotated[int, msgspec.Meta(ge=0, le=10)]
# A day has no room for more people than this.
Entries = Annotated[int, msgspec.Meta(ge=1, le=200)]
Kept = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class Capacity(Section, frozen=True, kw_only=True):
    """How many customers a manager keeps, and works in a day."""

    customers: Kept
    entries: Entries
    busy_share: Share
    month_end_days: MonthEnd
    campaign_weeks: tuple[date, ...]
    leave_share: Share = 0.3


class Board(Section, frozen=True, kw_only=True):
    """看板: how many promises a manager keeps open at most, and after how many moves one is stuck."""

    promises_most: Positive
    stuck_after_moves: Positive


class BranchHours(Section, frozen=True, kw_only=True):
    open: time
    close: time


class Digest(Section, frozen=True, kw_only=True):
    morning_at: time
    head_at: time
    wrap_up_at: time
    first_entries: Positive


class Team(Section, frozen=True, kw_only=True):
    help_from_overdue: Positive


class Handover(Section, frozen=True, kw_only=True):
    """移交: working days within which the new manager says hello, by tier; the other tiers are not called."""

    welcome_days: dict[str, Positive]


class ListData(Section, frozen=True, kw_only=True):
    stale_after_working_days: Positive


class Duties(Section, frozen=True, kw_only=True):
    """The kinds of reminders that stay for customers who are otherwise left in peace."""

    refused: tuple[str, ...]
    left_list: tuple[str, ...]


class Kinds(Section, frozen=True, kw_only=True):
    """Reminder kinds that the bank does without."""

    off: tuple[str, ...]
