"""How a customer's assets changed from one list to the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from scheduling.playbook import Playbook
from scheduling.tier import listed_tier_of, tier_of_assets
from store.records import Balance, Customer


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


def _tier(balance: Balance, playbook: Playbook) -> str:
    named = any(tier.name == balance.tier for tier in playbook.tiers)
    return balance.tier if named else tier_of_assets(balance.fen, playbook)
