"""How a customer's assets changed from one list to the next, and which changes are remembered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from scheduling.playbook import Playbook
from scheduling.tier import height_of, listed_tier_of, tier_of_assets
from store.records import Balance, Customer

# A large change is spoken of within days: all those of the last fortnight are remembered.
EVERY_CHANGE = timedelta(days=14)
# Whoever passed a tier's border is watched for a quarter, and a bank may watch for longer.
BORDERS = timedelta(days=190)


@dataclass(frozen=True, kw_only=True)
class Step:
    """On a day assets (fen) and tier became others."""

    day: date
    before: int
    after: int
    tier_before: str
    tier_after: str

    @property
    def change(self) -> int:
        """Fen; negative when money went."""
        return self.after - self.before


def steps(customer: Customer, playbook: Playbook) -> Iterator[Step]:
    """The changes that are still remembered, oldest first."""
    if not customer.balances or customer.assets is None:
        return
    now = Balance(until=date.max, fen=customer.assets, tier=customer.tier)
    for one, following in pairwise((*customer.balances, now)):
        after = listed_tier_of(customer, playbook) if following is now else _tier(following, playbook)
        yield Step(
            day=one.until,
            before=one.fen,
            after=following.fen,
            tier_before=_tier(one, playbook),
            tier_after=after,
        )


def remembered(balances: Sequence[Balance], now: Balance, playbook: Playbook) -> tuple[Balance, ...]:
    """Those of the last fortnight before `now`, and of those before them what tells when a border was passed.

    A border was last passed where all that came later lies on its other side. So there are at most as many of
    these as there are borders, however often lists come.
    """
    kept: list[Balance] = []
    low = high = height_of(_tier(now, playbook), playbook)
    for one in reversed(balances):
        height = height_of(_tier(one, playbook), playbook)
        passed = not low <= height <= high
        if one.until > now.until - (BORDERS if passed else EVERY_CHANGE):
            kept.append(one)
        low, high = min(low, height), max(high, height)
    return tuple(reversed(kept))


def _tier(balance: Balance, playbook: Playbook) -> str:
    named = any(tier.name == balance.tier for tier in playbook.tiers)
    return balance.tier if named else tier_of_assets(balance.fen, playbook)
