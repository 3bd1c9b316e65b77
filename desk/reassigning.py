"""One customer gets another manager: everything open goes along, both are told, and it can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desk.carrying import carry
from desk.remarks import leave_word, overseen
from desk.sharing import share
from desk.sitting import Sitting
from scheduling.kinds.maturity import asks
from scheduling.tier import tier_of
from store.books import Book
from store.records import Customer, FollowUp, FollowUpState, Holding, Kind, Person, Refused, Role, replace
from store.summaries import Summary

# So far ahead a maturity belongs to what the new manager has to know today.
_AHEAD = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Open:
    """What goes along: promises, complaints, errands, and the money that matures within a month."""

    promises: int
    complaints: int
    requests: int
    maturing: Sequence[Holding]


@dataclass(frozen=True, kw_only=True)
class Reassigned:
    """Who has the customer now, in which book, and the day by which they say hello (None: nobody calls)."""

    customer: Customer
    to: Person
    book: str
    welcome: date | None


def receivers(team: Sequence[Summary], book: str) -> Sequence[Summary]:
    """The managers of the branch who may be given the customers of a book, by name."""
    there = (
        each
        for each in team
        if each.role == Role.MANAGER and each.book != book and not each.counts.get("left")
    )
    return sorted(there, key=lambda each: (each.person, each.book))


def goes_along(book: Book, customer: Customer, at: Sitting) -> Open:
    """What is open about a customer, for the head to see before it moves."""
    number = customer.id
    due = [
        each
        for each in customer.holdings
        if each.maturity is not None and each.maturity <= at.today + _AHEAD and asks(customer, each, at.rules)
    ]
    return Open(
        promises=sum(each.customer == number and each.open for each in book.follow_ups.values()),
        complaints=sum(each.customer == number and each.open for each in book.complaints.values()),
        requests=sum(each.customer == number and each.open for each in book.requests.values()),
        maturing=sorted(due, key=lambda each: (each.maturity or at.today, each.number)),
    )


def reassign(at: Sitting, number: str, to: str) -> Reassigned:
    """The customer of the open book lies in the other one from this commit on (both opened)."""
    overseen(at)
    customer, origin, target = at.customer(number), at.book, at.books[to]
    _has_room(at, target)
    before = origin.owner.id if origin.id.startswith("book:") else ""
    # A list of yesterday still names the manager of yesterday.
    kept_before = tuple(dict.fromkeys(each for each in (*customer.kept_before, before) if each))
    customer = replace(customer, kept_before=tuple(each for each in kept_before if each != target.owner.id))
    carry(origin, target, number)
    target.put(customer)
    share((origin, target))
    welcome = _welcome(at, target, customer)
    leave_word(at, target, customer, "came")
    if origin.id.startswith("book:"):
        leave_word(at, origin, customer, "went", to=target.owner.name)
    _on_record(at, number, origin, target)
    return Reassigned(customer=customer, to=target.owner, book=to, welcome=welcome)


def give_back(at: Sitting, number: str, to: str) -> Customer:
    """The customer goes back to the book they came from, with what has been written meanwhile."""
    overseen(at)
    customer, origin, target = at.customer(number), at.book, at.books[to]
    back = target.owner.id if to.startswith("book:") else ""
    customer = replace(customer, kept_before=tuple(each for each in customer.kept_before if each != back))
    for each in origin.follow_ups.values():
        if each.customer == number and each.open and each.because == "welcome":
            origin.put(replace(each, state=FollowUpState.CANCELLED, closed_at=at.now))
    carry(origin, target, number)
    target.put(customer)
    share((origin, target))
    leave_word(at, origin, customer, "went", to=target.owner.name if back else "")
    if back:
        leave_word(at, target, customer, "came")
    _on_record(at, number, origin, target)
    return customer


def _has_room(at: Sitting, target: Book) -> None:
    """Refused where the other one can't keep the customer."""
    person, most = target.owner, at.rules.playbook.capacity.customers
    if person.role is not Role.MANAGER or person.left is not None or person.branch != at.actor.branch:
        raise Refused("oversee.not_to", name=person.name)
    if target.id == at.book.id:
        raise Refused("oversee.not_to", name=person.name)
    if len(target.customers) >= most:
        raise Refused("oversee.full", name=person.name, most=most)


def _welcome(at: Sitting, target: Book, customer: Customer) -> date | None:
    """The new manager says hello within the working days of the tier; not to whoever wants no calls."""
    days = at.rules.playbook.handover.welcome_days.get(tier_of(customer, at.rules.playbook))
    if days is None or customer.refused_contact or customer.left_list is not None:
        return None
    day = at.rules.calendar.add_working_days(at.today, days)
    target.put(
        FollowUp(
            id=at.new_id(),
            customer=customer.id,
            how=Kind.CALL,
            day=day,
            zone=target.owner.zone,
            because="welcome",
            deadline=True,
            made_at=at.now,
            by=at.actor.id,
        )
    )
    return day


def _on_record(at: Sitting, number: str, origin: Book, target: Book) -> None:
    for book, action in ((origin, "moved_out"), (target, "moved_in")):
        at.books.audit(at.actor.id, action, number, partition=book.id)
