"""A customer who is not on the bank's list yet."""

from desk.sitting import Sitting
from store.records import Customer, Refused


def add_prospect(at: Sitting, name: str) -> Customer:
    """Somebody new in the actor's own book; the list brings the bank's number later."""
    if not name.strip() or len(name) > 40:
        raise Refused("prospect.name")
    if len(at.book.customers) >= at.rules.playbook.capacity.customers:
        raise Refused("prospect.full", most=at.rules.playbook.capacity.customers)
    prospect = Customer(id=f"+{at.new_id()}", name=name.strip(), branch=at.actor.branch, listed_on=at.today)
    at.put(prospect)
    at.audit("prospect", prospect.id)
    return prospect
