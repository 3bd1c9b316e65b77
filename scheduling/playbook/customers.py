"""Who the customers are and what they may have: tiers, segments, value, profile, entitlements."""

import msgspec

from scheduling.playbook.section import Count, Positive, Section, Share, Yuan


class Tier(Section, frozen=True, kw_only=True):
    """Customers with financial assets of `from` yuan and more, up to the next tier."""

    name: str
    from_yuan: Yuan = msgspec.field(name="from")


class SegmentGroup(Section, frozen=True, kw_only=True):
    """客群: an age in full years, or words of the employer and the notes, or both."""

    name: str
    age_from: Count = 0
    age_to: Count | None = None
    words: tuple[str, ...] = ()


class Segments(Section, frozen=True, kw_only=True):
    groups: tuple[SegmentGroup, ...]


class ValueClasses(Section, frozen=True, kw_only=True):
    """价值分类: from which tier on most valuable; which tiers with few products are most growable.

    `plan_share` is the share of a day's places in the plan that is kept for the most growable.
    """

    most_valuable_from: str
    most_growable_tiers: tuple[str, ...]
    products_below: Positive
    plan_share: Share = 0.2


class ProfileCheck(Section, frozen=True, kw_only=True):
    """信息档案: after how many days a profile is gone through again, from which tier on."""

    check_days: Positive
    from_tier: str


class Entitlement(Section, frozen=True, kw_only=True):
    """权益: what customers of the tiers may have so many times a year; a gift is logged with its value."""

    name: str
    tiers: tuple[str, ...]
    times: Positive
    gift: bool = False


class Entitlements(Section, frozen=True, kw_only=True):
    """The entitlements there are; a gift of more than so many yuan needs the head."""

    head_from_yuan: Yuan = msgspec.field(name="head_from")
    known: tuple[Entitlement, ...]
