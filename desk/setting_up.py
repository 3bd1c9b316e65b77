"""Make a branch and invite its people (DESIGN 5, `guanjia setup`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.inviting import invited, new_code
from desk.join import hashed
from store.books import Books
from store.records import Branch, Language, Person, Refused, Role
from store.scope import Scope
from store.store import Store

LONGEST_NAME = 40


@dataclass(frozen=True, kw_only=True)
class Invited:
    """A person and the code that binds their Telegram account."""

    person: Person
    code: str


async def set_up(
    store: Store,
    *,
    branch: str,
    people: Sequence[tuple[Role, str]],
    now: datetime,
    new_id: Callable[[], str],
    zone: str,
    language: Language,
) -> tuple[Invited, ...]:
    """The invitations of all people named; who waits gets a new code, who has joined is refused."""
    names = [name.strip() for _, name in people]
    for name in (branch.strip(), *names):
        if not name or len(name) > LONGEST_NAME or "\n" in name:
            raise Refused("setup.name", name=name[:LONGEST_NAME], most=LONGEST_NAME)
    if len(set(zip((role for role, _ in people), names, strict=True))) < len(people):
        raise Refused("setup.twice")
    place = await store.place("branch", branch.strip())
    known = await store.partitions(Scope.branch(place.removeprefix("branch:")), "book") if place else []
    partition = place or f"branch:{new_id()}"

    def decide(books: Books) -> tuple[Invited, ...]:
        if place is None:
            made = Branch(id=partition.removeprefix("branch:"), name=branch.strip(), made=now)
            books.new(partition, made.id).put(made)
            books.place("branch", made.name, partition)
        there = {(books[each].owner.role, books[each].owner.name): each for each in known}
        return tuple(
            _one(books, partition.removeprefix("branch:"), role, name.strip(), there) for role, name in people
        )

    def _one(books: Books, home: str, role: Role, name: str, there: dict[tuple[Role, str], str]) -> Invited:
        code = new_code()
        book = there.get((role, name))
        if book is not None:
            person = books[book].owner
            if person.telegram is not None:
                raise Refused("setup.joined", name=name)
            if person.invitation is not None:
                books.unplace("invitation", person.invitation.hashed)
        else:
            person = Person(
                id=new_id(),
                name=name,
                role=role,
                branch=home,
                branch_name=branch.strip(),
                zone=zone,
                language=language,
            )
            book = f"book:{person.id}"
            books.new(book, home)
        person = invited(person, code, now)
        books[book].put(person)
        books.place("invitation", hashed(code), book)
        books.audit("setup", "invite", person.id, partition=book)
        return Invited(person=person, code=code)

    return await store.change(Scope.bank(), (partition, *known), decide, now=now)
