"""Where each customer of a list belongs, a manager's book or a branch's pool, and how full those become."""

from collections import Counter
from collections.abc import Iterable, Iterator

from desk.importing.lists import Problem
from desk.importing.plan.known import Known
from desk.importing.staff import Staff
from store.records import Person

BOOK_LIMIT = 250


class Homes:
    """The homes that a list speaks of, with at most `limit` customers each."""

    def __init__(self, known: Known, staff: Staff, limit: int) -> None:
        self.branches: dict[str, str] = {}
        """The branch of every home that is written to."""
        self.named: set[str] = set()
        """The homes that the list speaks of: whom it leaves out there has left it."""
        self._known = known
        self._staff = staff
        self._limit = limit
        self._sizes = Counter({home: len(people) for home, people in known.homes.items()})
        self._room: dict[str, int] = {}

    def book(self, manager: Person) -> str:
        """The manager's book."""
        return self._spoken_of(f"book:{manager.id}", manager.branch)

    def same(self, home: str) -> str:
        """The home where somebody stays."""
        return self._spoken_of(home, self._known.branch_of(home))

    def stays(self, home: str) -> str:
        """The home where a customer stays although the list names another; of nobody else there it speaks."""
        self.branches[home] = self._known.branch_of(home)
        return home

    def pool(self, branch: str) -> str:
        """The first pool of the branch that has room."""
        number = self._room.get(branch, 1)
        while self._sizes[f"pool:{branch}:{number}"] >= self._limit:
            number += 1
        self._room[branch] = number
        return self._spoken_of(f"pool:{branch}:{number}", branch)

    def _spoken_of(self, home: str, branch: str) -> str:
        self.branches[home] = branch
        self.named.add(home)
        return home

    def come(self, home: str, origin: str = "") -> None:
        """Count a customer who comes into a home, and leaves the one they come from."""
        self._sizes[home] += 1
        if origin:
            self._sizes[origin] -= 1

    def manager(self, home: str) -> str:
        """The name of a book's manager; empty for a pool."""
        who = home.removeprefix("book:")
        person = self._known.people.get(who) or self._staff.new_people.get(who)
        return person.name if person else ""

    def too_full(self, grown: Iterable[str]) -> Iterator[Problem]:
        """A problem for each of the books that grew beyond what one manager keeps."""
        for home in sorted(grown):
            if home.startswith("book:") and self._sizes[home] > self._limit:
                facts = {"manager": self.manager(home), "count": self._sizes[home], "limit": self._limit}
                yield Problem(key="import.book_full", facts=facts)
