"""层级、客群: set by hand with a reason, or given back to the rules; what it was stays known (DOMAIN 2)."""

from typing import Literal

from desk.sitting import Sitting
from scheduling.segment import segment_of
from scheduling.tier import tier_of
from store.records import Customer, Reclassed, Refused, replace

What = Literal["tier", "segment"]
REMEMBERED = 12


def classes(at: Sitting, what: What) -> tuple[str, ...]:
    """What the playbook knows to choose from."""
    playbook = at.rules.playbook
    named = playbook.tiers if what == "tier" else playbook.segment.groups
    return tuple(each.name for each in named)


def class_of(at: Sitting, customer: Customer, what: What) -> str:
    """Where the customer stands now; a segment may be empty."""
    playbook = at.rules.playbook
    return tier_of(customer, playbook) if what == "tier" else segment_of(customer, playbook, at.today)


def by_hand(customer: Customer, what: What) -> str:
    """What somebody set; empty where the rules decide."""
    return customer.own_tier if what == "tier" else customer.own_segment


def reclass(at: Sitting, number: str, what: What, to: str, reason: str) -> Customer:
    """Set by hand from today on; an empty `to` gives it back to the rules. Refused without a reason."""
    customer = at.customer(number)
    if to and to not in classes(at, what):
        raise Refused("outdated")
    if to == by_hand(customer, what) or (to and to == class_of(at, customer, what)):
        raise Refused("classes.same")
    if not reason.strip():
        raise Refused("classes.reason")
    was = class_of(at, customer, what)
    field = "own_tier" if what == "tier" else "own_segment"
    told = Reclassed(what=what, was=was, now=to, on=at.today, by=at.actor.id, reason=reason.strip())
    now = replace(customer, **{field: to}, reclassed=(*customer.reclassed, told)[-REMEMBERED:])
    at.put(now)
    at.audit("reclassed", number, what=what, to=to, was=was, reason=reason.strip())
    return now
