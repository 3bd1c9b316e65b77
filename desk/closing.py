"""A contact that reached somebody closes the reminders that it answers, and nothing else (DOMAIN 3, 5)."""

from collections.abc import Iterator
from datetime import timedelta

from desk.sitting import Sitting
from desk.two_way import ONE_WAY
from scheduling.kinds import kinds
from scheduling.occurrence import Occurrence
from scheduling.standing import standing
from scheduling.wall import local_day
from store.books import Book
from store.records import Contact, Customer, FollowUp, Kind, Outcome, Record, Request, Settled, Settlement

# No window that is open on a day ends later than this.
WINDOWS_AHEAD = timedelta(days=180)
VISITS = frozenset({Kind.VISIT, Kind.BRANCH_VISIT})


def close(at: Sitting, customer: Customer, contact: Contact, *, both_ways: bool) -> None:
    """Settle what stood for the customer on the day of the contact and ends with such a one.

    A message nobody has answered yet, which is not `both_ways`, is a greeting that was sent, and no talk
    about money.

    What comes again after each contact follows from the customer's record; money ends with what became of
    it, promises and complaints by themselves.
    """
    if contact.outcome is not Outcome.REACHED:
        return
    for one in _stood(at, customer, contact):
        if _answers(contact, one, both_ways=both_ways):
            at.put(
                Settlement(
                    id=one.key,
                    state=Settled.DONE,
                    at=at.now,
                    by=at.actor.id,
                    customer=customer.id,
                    contact=contact.id,
                )
            )


def _stood(at: Sitting, customer: Customer, contact: Contact) -> Iterator[Occurrence]:
    """What the day of the contact had for the customer, or could have had; what was put off stays put off,
    and what comes again after each contact follows from the record.
    """
    owner = at.book.owner
    day = local_day(contact.at, owner.zone)
    alone = Book.detached(owner, customer, *_about(at.book, customer), id=at.book.id, branch=at.book.branch)
    answered = [kind for kind in kinds() if kind.answered and kind.repeats is None]
    for windows, last in ((False, day), (True, day + WINDOWS_AHEAD)):
        among = [kind for kind in answered if kind.windows is windows]
        for one in standing(alone, at.rules, day, last, contact.at, among):
            put_off = at.book.get(Settlement, one.key) is not None
            if not put_off and (one.day == day or (one.opens is not None and one.opens <= day)):
                yield one


def _about(book: Book, customer: Customer) -> Iterator[Record]:
    tables: tuple[type[FollowUp | Request | Settlement], ...] = (FollowUp, Request, Settlement)
    for table in tables:
        yield from (one for one in book.all(table).values() if one.customer == customer.id)


def _answers(contact: Contact, one: Occurrence, *, both_ways: bool) -> bool:
    if contact.kind in VISITS and "visited" in one.ends:
        return True
    if contact.kind in ONE_WAY and "sent" in one.ends:
        return True
    return both_ways and "contact" in one.ends
