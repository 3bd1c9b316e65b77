"""The head reminds a manager of the money nobody has talked about; once a day is enough."""

from datetime import datetime

from scheduling.reach import notice
from scheduling.untalked import NUDGED
from store.books import Books
from store.records import Refused, Role


def nudge(books: Books, partition: str, actor: str, now: datetime) -> bool:
    """Whether it goes out now: False where the manager was reminded today already."""
    person = books[partition].owner
    if person.role is not Role.MANAGER or person.left is not None or person.telegram is None:
        raise Refused("untalked.out_of_reach", name=person.name)
    goes = books.ledger.insert(notice(NUDGED, person.id, partition, person.zone, now), now)
    if goes:
        books.audit(actor, "nudge", person.id, partition=partition)
    return goes
