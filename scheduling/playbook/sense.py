"""What must hold between the lines of a playbook whose every line is well formed."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from scheduling.playbook.lines import KeyPath

Contradiction = tuple[KeyPath, str, dict[str, object]]


def contradictions(book: Any) -> list[Contradiction]:
    """Where a playbook contradicts itself: paths, sentence keys and facts."""
    looks = (
        _names,
        _tiers,
        _tier_names,
        _ladders,
        _times,
        _complaints,
        _campaigns,
        _entitlements,
        _payouts,
        _kinds,
        _segments,
        _capacity,
        _values,
    )
    return [found for look in looks for found in look(book)]


def _names(book: Any) -> Iterator[Contradiction]:
    """What has a name has one that can be said, and no two of a kind have the same."""
    kinds: dict[KeyPath, Any] = {
        ("tiers",): book.tiers,
        ("segment", "groups"): book.segment.groups,
        ("entitlement", "known"): book.entitlement.known,
        ("campaign", "running"): book.campaign.running,
        ("financial_event", "known"): book.financial_event.known,
    }
    for path, things in kinds.items():
        for place, thing in enumerate(things):
            if not thing.name.strip():
                yield (*path, place, "name"), "no_name", {}
    yield from _twice(("segment", "groups"), "segment_twice", book.segment.groups)


def _tiers(book: Any) -> Iterator[Contradiction]:
    if not book.tiers or book.tiers[0].from_yuan != 0:
        yield ("tiers", 0), "first_tier_from_zero", {}
    yield from _twice(("tiers",), "tier_twice", book.tiers, fact="tier")
    for place, (low, high) in enumerate(pairwise(book.tiers), start=1):
        if high.from_yuan <= low.from_yuan:
            yield ("tiers", place, "from"), "tiers_order", {"tier": high.name, "below": low.name}


def _tier_names(book: Any) -> Iterator[Contradiction]:
    known = {tier.name for tier in book.tiers}
    if not known:
        return  # That there are none is said already.
    named: dict[KeyPath, Any] = {
        ("cadence", "gaps"): book.cadence.gaps,
        ("cadence", "first_within"): book.cadence.first_within,
        ("birthday", "before"): book.birthday.before,
        ("visit", "days"): book.visit.days,
        ("review", "days"): book.review.days,
        ("second_meeting", "days"): book.second_meeting.days,
        ("movement", "tiers"): book.movement.tiers,
        ("handover", "welcome_days"): book.handover.welcome_days,
    }
    listed: dict[KeyPath, tuple[str, ...]] = {
        ("festival", "tiers"): book.festival.tiers,
        ("tier_change", "from_tier"): (book.tier_change.from_tier,),
        ("value", "most_valuable_from"): (book.value.most_valuable_from,),
        ("value", "most_growable_tiers"): book.value.most_growable_tiers,
        ("statement", "tiers"): book.statement.tiers,
        ("profile", "from_tier"): (book.profile.from_tier,),
        ("cadence", "two_way_from"): tuple(filter(None, (book.cadence.two_way_from,))),
        **{
            ("entitlement", "known", place, "tiers"): entitlement.tiers
            for place, entitlement in enumerate(book.entitlement.known)
        },
        **{
            ("campaign", "running", place, "tiers"): campaign.tiers
            for place, campaign in enumerate(book.campaign.running)
        },
        **{("cadence", "cells", place, "tiers"): cell.tiers for place, cell in enumerate(book.cadence.cells)},
    }
    places = [((*path, tier), tier) for path, section in named.items() for tier in section]
    places += [(path, tier) for path, tiers in listed.items() for tier in tiers]
    for place, tier in places:
        if tier not in known:
            yield place, "no_such_tier", {"tier": tier, "tiers": ", ".join(sorted(known))}
    for tier in book.cadence.gaps:
        if tier not in book.cadence.first_within:
            yield ("cadence", "first_within"), "no_first_within", {"tier": tier}


def _ladders(book: Any) -> Iterator[Contradiction]:
    for place, (high, low) in enumerate(pairwise(book.maturity.ladders), start=1):
        if low.from_yuan >= high.from_yuan:
            yield ("maturity", "ladders", place, "from"), "ladders_order", {}
    for place, ladder in enumerate(book.maturity.ladders):
        if 0 not in ladder.days:
            yield ("maturity", "ladders", place, "days"), "ladder_without_day", {}
        if list(ladder.days) != sorted(set(ladder.days), reverse=True):
            yield ("maturity", "ladders", place, "days"), "ladder_falls", {}
    if not book.cadence.decline:
        yield ("cadence", "decline"), "none_said", {}
    if list(book.cadence.decline) != sorted(set(book.cadence.decline)):
        yield ("cadence", "decline"), "days_order", {}


def _kinds(book: Any) -> Iterator[Contradiction]:
    known = {found.name for found in iter_modules([str(Path(__file__).parent.with_name("kinds"))])}
    sections: dict[KeyPath, tuple[str, ...]] = {
        ("kinds", "off"): book.kinds.off,
        ("duties", "refused"): book.duties.refused,
        ("duties", "left_list"): book.duties.left_list,
    }
    for path, names in sections.items():
        for name in names:
            if name not in known:
                yield path, "no_such_kind", {"kind": name, "kinds": ", ".join(sorted(known))}


def _times(book: Any) -> Iterator[Contradiction]:
    pairs = (
        (("branch_hours", "close"), book.branch_hours.open, book.branch_hours.close),
        (("digest", "wrap_up_at"), book.digest.morning_at, book.digest.wrap_up_at),
        (("retry", "same_day_at"), book.retry.same_day_until, book.retry.same_day_at),
    )
    for path, early, late in pairs:
        if late <= early:
            yield path, "times_order", {"early": f"{early:%H:%M}", "late": f"{late:%H:%M}"}
    eve, opening = book.follow_up.eve_at, book.branch_hours.open
    if eve <= opening:
        yield ("follow_up", "eve_at"), "eve_before_work", {"at": f"{eve:%H:%M}", "open": f"{opening:%H:%M}"}


def _campaigns(book: Any) -> Iterator[Contradiction]:
    for place, campaign in enumerate(book.campaign.running):
        if campaign.until < campaign.from_day:
            yield ("campaign", "running", place, "until"), "days_order", {}
    yield from _twice(("campaign", "running"), "campaign_twice", book.campaign.running)


def _segments(book: Any) -> Iterator[Contradiction]:
    known = {group.name for group in book.segment.groups}
    named: dict[KeyPath, tuple[str, ...]] = {
        **{("cadence", "cells", n, "segments"): cell.segments for n, cell in enumerate(book.cadence.cells)},
        **{
            ("campaign", "running", n, "segments"): each.segments
            for n, each in enumerate(book.campaign.running)
        },
    }
    for path, segments in named.items():
        for name in segments:
            if name not in known:
                yield path, "no_such_segment", {"segment": name, "segments": ", ".join(sorted(known))}
    for place, cell in enumerate(book.cadence.cells):
        for tier in cell.tiers:
            if tier not in book.cadence.gaps and any(tier == each.name for each in book.tiers):
                yield ("cadence", "cells", place, "tiers"), "cell_without_gap", {"tier": tier}
    for place, group in enumerate(book.segment.groups):
        if group.age_to is not None and group.age_to < group.age_from:
            facts = {"from": group.age_from, "to": group.age_to}
            yield ("segment", "groups", place, "age_to"), "ages_order", facts


def _capacity(book: Any) -> Iterator[Contradiction]:
    """A day has no room for more than a book holds."""
    if book.capacity.entries > book.capacity.customers:
        facts = {"entries": book.capacity.entries, "customers": book.capacity.customers}
        yield ("capacity", "entries"), "entries_high", facts


def _values(book: Any) -> Iterator[Contradiction]:
    """Places of the plan can be kept for tiers only that the plan contacts."""
    tiers = book.value.most_growable_tiers
    if book.value.plan_share and tiers and book.cadence.gaps.keys().isdisjoint(tiers):
        yield ("value", "plan_share"), "share_for_nobody", {"tiers": ", ".join(tiers)}


def _entitlements(book: Any) -> Iterator[Contradiction]:
    yield from _twice(("entitlement", "known"), "entitlement_twice", book.entitlement.known)


def _payouts(book: Any) -> Iterator[Contradiction]:
    if book.payout.head_from_yuan < book.payout.from_yuan:
        yield ("payout", "head_from"), "head_from_low", {"from": book.payout.from_yuan}


def _complaints(book: Any) -> Iterator[Contradiction]:
    rules = book.complaint
    if not rules.warn_share < rules.late_share <= rules.escalate_share:
        yield ("complaint", "warn_share"), "shares_order", {}
    if not rules.close_days <= rules.close_days_head <= rules.close_days_department:
        yield ("complaint", "close_days"), "close_days_order", {}


def _twice(path: KeyPath, key: str, named: Sequence[Any], fact: str = "name") -> Iterator[Contradiction]:
    """Each of several things whose name another one before it bears."""
    names = [each.name for each in named]
    for place, name in enumerate(names):
        if name in names[:place]:
            yield (*path, place, "name"), key, {fact: name}
