"""权益: who may have what, how often it was used this year, and who may grant it (DOMAIN 2)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from desk.sitting import Sitting
from scheduling.playbook import Entitlement, Playbook
from scheduling.tier import FEN, tier_of
from store.records import Customer, Entitled, Refused, Role, replace

# Two years of everything that one customer may have.
REMEMBERED = 80


class Left(NamedTuple):
    """An entitlement of the customer's tier, and how often it was used and is left this calendar year."""

    entitlement: Entitlement
    used: int
    left: int


def entitlements_of(customer: Customer, playbook: Playbook, today: date) -> Sequence[Left]:
    """What the customer may have, in the order of the playbook; none for tiers without any."""
    tier = tier_of(customer, playbook)
    found: list[Left] = []
    for one in playbook.entitlement.known:
        if tier in one.tiers:
            used = sum(each.name == one.name and each.on.year == today.year for each in customer.entitlements)
            found.append(Left(one, used, max(0, one.times - used)))
    return found


def grant(at: Sitting, number: str, name: str, fen: int = 0) -> Entitled:
    """Write down that the customer had it today; a gift has a value, and a large one needs the head."""
    customer, playbook = at.customer(number), at.rules.playbook
    having = next(
        (one for one in entitlements_of(customer, playbook, at.today) if one.entitlement.name == name), None
    )
    if having is None:
        raise Refused("entitlement.not_theirs")
    if having.left == 0:
        raise Refused("entitlement.used_up", times=having.entitlement.times)
    if having.entitlement.gift:
        if fen <= 0:
            raise Refused("entitlement.no_value")
        most = playbook.entitlement.head_from_yuan
        if fen > most * FEN and at.actor.role is not Role.HEAD:
            raise Refused("entitlement.head", most=most)
    granted = Entitled(name=name, on=at.today, by=at.actor.id, fen=fen if having.entitlement.gift else 0)
    at.put(replace(customer, entitlements=(*customer.entitlements, granted)[-REMEMBERED:]))
    at.audit("entitlement", number, name=name, fen=granted.fen)
    return granted
