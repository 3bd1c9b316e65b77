"""A plan into the books, within one change: branches, people, customers, and what is open about movers."""

from collections import Counter
from collections.abc import Callable

from desk.carrying import carry
from desk.importing.outcome import Plan, Write
from desk.importing.report import Hired
from store.books import Books
from store.records import Person, replace

Invite = Callable[[Person], tuple[Person, str]]
"""Gives a new person an invitation, and its code to be handed over."""


def apply(books: Books, plan: Plan, actor: str, invite: Invite) -> tuple[Hired, ...]:
    """Writes the whole plan; whatever raises in here undoes all of it. Returns the new people."""
    for branch in plan.new_branches:
        place = f"branch:{branch.id}"
        books.new(place, branch.id).put(replace(branch, made=books.now))
        books.place("branch", branch.name, place)
    hired = tuple(_hire(books, person, invite) for person in plan.new_people)
    for home in sorted({write.home for write in plan.writes} - set(books)):
        books.new(home, plan.homes[home])
    for write in plan.writes:
        if write.origin:
            carry(books[write.origin], books[write.home], write.customer.id)
        books[write.home].put(write.customer)
    _audit(books, plan, actor)
    return hired


def _hire(books: Books, person: Person, invite: Invite) -> Hired:
    invited, code = invite(person)
    home = f"book:{person.id}"
    books.new(home, person.branch).put(invited)
    if person.staff_code:
        books.place("staff", person.staff_code, home)
    if invited.invitation is not None:
        books.place("invitation", invited.invitation.hashed, home)
    return Hired(person=invited, code=code)


def _audit(books: Books, plan: Plan, actor: str) -> None:
    """One entry in the chain of each home that was written to, with counts and no names."""
    written: dict[str, Counter[str]] = {}
    for write in plan.writes:
        written.setdefault(write.home, Counter())[_kind(write)] += 1
        if write.origin:
            written.setdefault(write.origin, Counter())["moved_out"] += 1
    for home, counts in sorted(written.items()):
        books.audit(actor, "import", home, partition=home, data_date=str(plan.data_date), **counts)


def _kind(write: Write) -> str:
    return "new" if write.new else "moved_in" if write.origin else "updated"
