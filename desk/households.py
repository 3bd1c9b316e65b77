"""一户: who lives together, and who decides about the money there (DOMAIN 2)."""

from desk.learning import told
from desk.sharing import share
from desk.sitting import Sitting
from scheduling.household import household_of
from store.records import Customer, Refused, replace


def join(at: Sitting, number: str, other: str) -> Customer:
    """Put a customer into the household of another one of the book; two households become one."""
    one, another = at.customer(number), at.customer(other)
    if one.id == another.id:
        raise Refused("household.same")
    if one.household and one.household == another.household:
        raise Refused("household.known")
    name = another.household or one.household or f"h{at.new_id()}"
    together = {each.id: each for each in (*household_of(at.book, one), *household_of(at.book, another))}
    for each in together.values():
        at.put(told(replace(each, household=name), "household", at))
    share([at.book])
    at.audit("household", number, with_=other)
    return at.customer(number)


def leave(at: Sitting, number: str) -> Customer:
    """Take a customer out of the household; one who is left alone has none."""
    customer = at.customer(number)
    if not customer.household:
        raise Refused("household.none")
    others = [each for each in household_of(at.book, customer) if each.id != number]
    at.put(told(replace(customer, household="", keeps_money=False), "household", at))
    if len(others) == 1:
        at.put(told(replace(others[0], household="", keeps_money=False), "household", at))
    share([at.book])
    at.audit("household_left", number)
    return at.customer(number)


def keeps_money(at: Sitting, number: str) -> Customer:
    """The one of the household who decides (当家人); there is one at a time."""
    customer = at.customer(number)
    if not customer.household:
        raise Refused("household.none")
    for each in household_of(at.book, customer):
        at.put(replace(each, keeps_money=each.id == number))
    at.audit("keeps_money", number)
    return at.customer(number)
