"""Make a branch and invite its people (DESIGN 5, `guanjia setup`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.inviting import invite, new_code
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
    branch, named = branch.strip(), [(role, name.strip()) for role, name in people]
    _must_be_names(branch, named)
    place = await store.place("branch", branch)
    home = place.removeprefix("branch:") if place else new_id()
    known = await store.partitions(Scope.branch(home), "book") if place else []
    making = _Making(home=home, branch=branch, now=now, new_id=new_id, zone=zone, language=language)

    def decide(books: Books) -> tuple[Invited, ...]:
        if place is None:
            making.opened(books)
        there = {(books[each].owner.role, books[each].owner.name): each for each in known}
        return tuple(making.invited(books, role, name, there.get((role, name))) for role, name in named)

    return await store.change(Scope.bank(), (making.partition, *known), decide, now=now)


def _must_be_names(branch: str, people: Sequence[tuple[Role, str]]) -> None:
    for name in (branch, *(name for _, name in people)):
        if not name or len(name) > LONGEST_NAME or "\n" in name:
            raise Refused("setup.name", name=name[:LONGEST_NAME], most=LONGEST_NAME)
    if len(set(people)) < len(people):
        raise Refused("setup.twice")


@dataclass(frozen=True, kw_only=True)
class _Making:
    """One branch and its people inside the change; `home` is the branch's id."""

    home: str
    branch: str
    now: datetime
    new_id: Callable[[], str]
    zone: str
    language: Language

    @property
    def partition(self) -> str:
        return f"branch:{self.home}"

    def opened(self, books: Books) -> None:
        """The branch itself."""
        books.new(self.partition, self.home).put(Branch(id=self.home, name=self.branch, made=self.now))
        books.place("branch", self.branch, self.partition)

    def invited(self, books: Books, role: Role, name: str, book: str | None) -> Invited:
        """An invitation for somebody new, or in place of the one that waits in their book."""
        if book is None:
            person = self._new(role, name)
            book = f"book:{person.id}"
            books.new(book, self.home).put(person)
        elif books[book].owner.telegram is not None:
            raise Refused("setup.joined", name=name)
        code = new_code()
        return Invited(person=invite(books, book, code, self.now, by="setup"), code=code)

    def _new(self, role: Role, name: str) -> Person:
        return Person(
            id=self.new_id(),
            name=name,
            role=role,
            branch=self.home,
            branch_name=self.branch,
            zone=self.zone,
            language=self.language,
        )
