"""What the bank knows before a list comes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from store.records import Branch, Customer, Person


@dataclass(frozen=True, kw_only=True)
class Known:
    """The part of the bank that the list is about.

    `homes` are the books (`book:<person id>`) and pools (`pool:<branch id>:<n>`) with their customers by
    number; `elsewhere` are numbers of the list that are kept where the one who imports may not look, and
    `staff_elsewhere` the codes of managers there.
    """

    people: Mapping[str, Person]
    branches: Mapping[str, Branch]
    homes: Mapping[str, Mapping[str, Customer]]
    elsewhere: frozenset[str] = frozenset()
    staff_elsewhere: frozenset[str] = frozenset()

    @cached_property
    def _kept(self) -> Mapping[str, tuple[str, Customer]]:
        return {number: (home, who) for home, people in self.homes.items() for number, who in people.items()}

    def kept(self, number: str) -> tuple[str, Customer | None]:
        """The home and the record of a customer; an empty home and None for one whom nobody keeps."""
        return self._kept.get(number, ("", None))

    def branch_of(self, home: str) -> str:
        """The branch of a book or pool; empty where the book's person is not known."""
        kind, _, rest = home.partition(":")
        if kind == "pool":
            return rest.rpartition(":")[0]
        person = self.people.get(rest)
        return person.branch if person else ""
