"""Which tier (分层) a customer belongs to, by the playbook."""

from scheduling.playbook import Playbook
from store.records import Customer

FEN = 100


def tier_of(customer: Customer, playbook: Playbook) -> str:
    """The tier that the list or the manager named, else the one of the assets; unknown assets: the lowest."""
    if customer.tier and any(tier.name == customer.tier for tier in playbook.tiers):
        return customer.tier
    return tier_of_assets(customer.assets, playbook)


def tier_of_assets(fen: int | None, playbook: Playbook) -> str:
    """The highest tier whose threshold the assets reach."""
    reached = playbook.tiers[0].name
    if fen is not None:
        for tier in playbook.tiers:
            if fen < tier.from_yuan * FEN:
                break
            reached = tier.name
    return reached


def height_of(tier: str, playbook: Playbook) -> int:
    """0 for the lowest tier, counting up."""
    return next((place for place, known in enumerate(playbook.tiers) if known.name == tier), 0)
