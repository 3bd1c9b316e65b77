"""客户信息档案: how much is known of a customer, and the one thing to ask next (DOMAIN 2)."""

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from store.records import Customer

Fact = Literal[
    "phone", "birthday", "preference", "employer", "family", "assets", "risk", "holdings", "story", "sex"
]
Part = Literal["basic", "wealth", "transactions", "other"]
# In the order in which they are worth asking; each with its part of the profile.
FACTS: dict[Fact, tuple[Part, Callable[[Customer], bool]]] = {
    "phone": ("basic", lambda who: bool(who.phones) and not who.wrong_number),
    "birthday": ("basic", lambda who: who.birthday is not None),
    "preference": ("basic", lambda who: bool(who.preference)),
    "employer": ("basic", lambda who: bool(who.employer)),
    "family": ("other", lambda who: bool(who.occasions)),
    "risk": ("wealth", lambda who: bool(who.risk)),
    "story": ("other", lambda who: bool(who.notes)),
    "assets": ("wealth", lambda who: who.assets is not None),
    "holdings": ("transactions", lambda who: bool(who.holdings)),
    "sex": ("basic", lambda who: who.sex is not None),
}
# The bank's list tells these; nobody asks a customer for them.
FROM_THE_LIST: frozenset[Fact] = frozenset({"assets", "holdings", "sex"})


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """`share` of the facts that are known (0 to 1), what is `missing`, and the fact to ask for `next`."""

    share: float
    missing: tuple[Fact, ...]
    next: Fact | None


def profile_of(customer: Customer) -> Profile:
    """What is known of a customer; whoever refused contact is asked nothing."""
    missing: tuple[Fact, ...] = tuple(fact for fact, (_, known) in FACTS.items() if not known(customer))
    asked: Iterator[Fact] = (fact for fact in missing if fact not in FROM_THE_LIST)
    return Profile(
        share=1 - len(missing) / len(FACTS),
        missing=missing,
        next=None if customer.refused_contact else next(asked, None),
    )


def by_part(profile: Profile) -> dict[Part, tuple[Fact, ...]]:
    """What is missing, under the four parts of the profile."""
    found: dict[Part, list[Fact]] = {}
    for fact in profile.missing:
        found.setdefault(FACTS[fact][0], []).append(fact)
    return {part: tuple(facts) for part, facts in found.items()}
