"""Which tier (分层) a customer belongs to, by the playbook."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scheduling.lately import Lately
from scheduling.playbook import Playbook, Tier
from store.records import Customer

FEN = 100


class _Ladder(NamedTuple):
    """A playbook's tiers as they are looked up: fen from which each above the lowest begins, and heights."""

    tiers: tuple[Tier, ...]
    borders: Sequence[int]
    heights: Mapping[str, int]


_SORTED = Lately[Mapping[str, Sequence[Customer]]]()
# Every kind asks for the tier of every customer; a playbook stays the same for days.
_KNOWN: dict[int, _Ladder] = {}
_PLAYBOOKS = 16


def tier_of(customer: Customer, playbook: Playbook) -> str:
    """The tier that the manager or the list named, else the one of the assets; unknown assets: the lowest."""
    if customer.own_tier and customer.own_tier in _ladder(playbook).heights:
        return customer.own_tier
    return listed_tier_of(customer, playbook)


def listed_tier_of(customer: Customer, playbook: Playbook) -> str:
    """The tier by the list and the assets alone, whatever somebody set by hand."""
    ladder = _ladder(playbook)
    if customer.tier in ladder.heights:
        return customer.tier
    return ladder.tiers[bisect_right(ladder.borders, customer.assets or 0)].name


def tier_of_assets(fen: int | None, playbook: Playbook) -> str:
    """The highest tier whose threshold the assets reach."""
    ladder = _ladder(playbook)
    return ladder.tiers[bisect_right(ladder.borders, fen or 0)].name


def by_tier(customers: Mapping[str, Customer], playbook: Playbook) -> Mapping[str, Sequence[Customer]]:
    """A book's customers under their tiers, the lowest first; the same mapping until the book changes."""
    return _SORTED.of(customers, (playbook.tiers,), lambda: _sorted(customers, _ladder(playbook)))


def _sorted(customers: Mapping[str, Customer], ladder: _Ladder) -> Mapping[str, Sequence[Customer]]:
    found: dict[str, list[Customer]] = {tier.name: [] for tier in ladder.tiers}
    by_height, borders = list(found.values()), ladder.borders
    for customer in customers.values():
        named = found.get(customer.own_tier or customer.tier)
        if named is None and customer.own_tier:
            named = found.get(customer.tier)
        own = by_height[bisect_right(borders, customer.assets or 0)] if named is None else named
        own.append(customer)
    return found


def height_of(tier: str, playbook: Playbook) -> int:
    """0 for the lowest tier, counting up."""
    return _ladder(playbook).heights.get(tier, 0)


def _ladder(playbook: Playbook) -> _Ladder:
    tiers = playbook.tiers
    known = _KNOWN.get(id(tiers))
    if known is None or known.tiers is not tiers:
        borders = [tier.from_yuan * FEN for tier in tiers[1:]]
        known = _Ladder(tiers, borders, {tier.name: height for height, tier in enumerate(tiers)})
        if len(_KNOWN) >= _PLAYBOOKS:
            _KNOWN.clear()
        _KNOWN[id(tiers)] = known
    return known
