"""Whether a contact went both ways: from a tier on only such a one resets the cadence (DOMAIN 4)."""

import re

from scheduling.rules import Rules
from scheduling.tier import height_of, tier_of
from store.records import Customer, Kind

# A word that went one way is a greeting that was sent.
ONE_WAY = frozenset({Kind.MESSAGE, Kind.GIFT, Kind.CARD})
_ANSWERED = re.compile(
    r"(?<![没未沒不])(?:回复|回覆|回復)了|(?<![没未沒])(?:已|也|都|马上|馬上|很快|给我|給我)?回了(?!来|家|国|來|國)|回我(?:说|了|消息|微信)"
    r"|(?<!not )(?<!n't )(?:replied|answered|wrote back)",
    re.IGNORECASE,
)


def was_answered(note: str) -> bool:
    """Whether a note says that the customer wrote back."""
    return _ANSWERED.search(note) is not None


def resets_cadence(customer: Customer, kind: Kind, *, answered: bool, rules: Rules) -> bool:
    """Whether a contact that reached the customer counts as one; a message to a mid customer does."""
    least = rules.playbook.cadence.two_way_from
    if answered or not least or kind not in ONE_WAY:
        return True
    playbook = rules.playbook
    return height_of(tier_of(customer, playbook), playbook) < height_of(least, playbook)
