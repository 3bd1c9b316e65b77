"""Whose partitions a reader or writer may see; the store asks for one each time."""

from collections.abc import Iterable

import msgspec


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """The whole bank, one branch, or one person's own book with the histories of its customers.

    `also` are books of colleagues that the person may open beside their own, by partition.
    """

    everything: bool = False
    branch_id: str = ""
    person_id: str = ""
    also: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not (self.everything or self.branch_id or self.person_id):
            raise ValueError("a scope that holds nothing is a mistake")

    @classmethod
    def bank(cls) -> "Scope":
        return cls(everything=True)

    @classmethod
    def branch(cls, branch_id: str) -> "Scope":
        return cls(branch_id=branch_id)

    @classmethod
    def own(cls, person_id: str, branch_id: str, *, also: Iterable[str] = ()) -> "Scope":
        if not person_id:
            raise ValueError("a book of one's own needs a person")
        return cls(person_id=person_id, branch_id=branch_id, also=frozenset(also))

    def holds(self, partition: str, branch: str) -> bool:
        """Whether it holds a partition of that branch; a history is held by where its customer lies."""
        if self.everything:
            return True
        if self.person_id:
            beside = partition in self.also and branch == self.branch_id
            return beside or partition == f"book:{self.person_id}"
        return branch == self.branch_id
