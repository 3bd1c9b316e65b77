"""Who is meant by a branch and a manager of the list: known people, or new ones where they may be added."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desk.importing.lists import CustomerRow, Problem, Spot, Understood
from desk.importing.merging import at
from store.records import Branch, Person, Role

Ids = Callable[[str], str]
"""Gives the id for a new branch or person; the same words (`branch|…`, `staff|…`) get the same id again."""


@dataclass(frozen=True, kw_only=True)
class Hiring:
    """Whether an import may add staff and branches, what new ones get, and whom rows mean that name nobody.

    `branch` is a name or id, `manager` a name or staff code; `zone` is the one that new managers live by.
    A head adds managers but no branches.
    """

    add: bool
    ids: Ids
    add_branches: bool = True
    zone: str = "Asia/Shanghai"
    branch: str = ""
    manager: str = ""


@dataclass(frozen=True)
class _Nobody:
    """Why a name of the list could not be resolved."""

    key: str
    field: str
    facts: tuple[tuple[str, object], ...]


class Staff:
    """Finds the branch and the manager of each row, and remembers who is new and who is not known."""

    def __init__(
        self,
        people: Mapping[str, Person],
        branches: Mapping[str, Branch],
        hiring: Hiring,
        understood: Sequence[Understood],
        elsewhere: frozenset[str] = frozenset(),
    ) -> None:
        self.new_people: dict[str, Person] = {}
        self.new_branches: dict[str, Branch] = {}
        self._hiring = hiring
        self._understood = understood
        self._elsewhere = elsewhere
        self._by_code = {person.staff_code: person for person in people.values() if person.staff_code}
        self._by_name: dict[str, list[Person]] = {}
        for person in people.values():
            if person.role is not Role.OPERATOR:
                self._by_name.setdefault(person.name, []).append(person)
        self._branches = {branch.name: branch for branch in branches.values()} | dict(branches)
        self._decided: dict[tuple[str, ...], Person | Branch | _Nobody] = {}
        self._nobodies: dict[_Nobody, tuple[Spot, int]] = {}

    @property
    def problems(self) -> list[Problem]:
        """One problem for each name that could not be resolved: its first row, and how many rows have it."""
        return [
            at(self._understood, spot, nobody.field, nobody.key, **dict(nobody.facts), rows=rows)
            for nobody, (spot, rows) in self._nobodies.items()
        ]

    def branch_of(self, row: CustomerRow) -> str:
        """The id of the row's branch; empty where the row names none, or one that is not known."""
        name = row.branch or self._hiring.branch
        if not name:
            return ""
        found = self._remembered(("branch", name), row.spot, lambda: self._branch(name, row.region))
        return found.id if isinstance(found, Branch) else ""

    def manager_of(self, row: CustomerRow, branch: str) -> Person | None:
        """The manager of the row; None where the row names none, or one who could not be resolved."""
        code, name = row.manager_code, row.manager_name
        if not code and not name:
            code, name = self._default()
        if not code and not name:
            return None
        found = self._remembered(
            ("staff", code, name, branch), row.spot, lambda: self._manager(code, name, branch)
        )
        return found if isinstance(found, Person) else None

    def _remembered(
        self, who: tuple[str, ...], spot: Spot, find: Callable[[], Person | Branch | _Nobody]
    ) -> Person | Branch | _Nobody:
        found = self._decided.get(who)
        if found is None:
            found = self._decided[who] = find()
        if isinstance(found, _Nobody):
            first, rows = self._nobodies.get(found, (spot, 0))
            self._nobodies[found] = (first, rows + 1)
        return found

    def _default(self) -> tuple[str, str]:
        given = self._hiring.manager
        return (given, "") if given in self._by_code else ("", given)

    def _branch(self, name: str, region: str) -> Branch | _Nobody:
        known = self._branches.get(name)
        if known is not None:
            return known
        if not (self._hiring.add and self._hiring.add_branches):
            return _Nobody("import.branch_unknown", "customer.branch", (("branch", name),))
        made = Branch(id=self._hiring.ids(f"branch|{name}"), name=name, region=region)
        self._branches[name] = self.new_branches[made.id] = made
        return made

    def _manager(self, code: str, name: str, branch: str) -> Person | _Nobody:
        found = self._coded(code, name, branch) if code else self._named(name, branch)
        if isinstance(found, Person) and found.left is not None:
            return _nobody("import.manager_left", code, manager=found.name)
        if found is not None:
            return found
        if code in self._elsewhere:
            return _nobody("import.manager_elsewhere", code, manager=code)
        if not self._hiring.add:
            return _nobody("import.manager_unknown", code, manager=code or name)
        if not branch:
            return _nobody("import.manager_without_branch", code, manager=code or name)
        return self._hired(code, name, branch)

    def _coded(self, code: str, name: str, branch: str) -> Person | _Nobody | None:
        known = self._by_code.get(code)
        if known is None:
            # Set up by hand without a code: the one of that name in that branch.
            same = [
                p for p in self._by_name.get(name, ()) if p.branch == branch and not (p.staff_code or p.left)
            ]
            return same[0] if name and branch and len(same) == 1 else None
        if known.id in self.new_people and branch and known.branch != branch:
            return _nobody("import.manager_in_two_branches", code, manager=known.name)
        return known

    def _named(self, name: str, branch: str) -> Person | _Nobody | None:
        there = [person for person in self._by_name.get(name, []) if person.left is None]
        near = [person for person in there if person.branch == branch]
        # A namesake in another branch is somebody else when new people may be added.
        fitting = near if near or (self._hiring.add and branch) else there
        if len(fitting) > 1:
            return _nobody("import.manager_ambiguous", "", manager=name, count=len(fitting))
        if fitting:
            return fitting[0]
        gone = self._by_name.get(name, [])
        return gone[0] if gone and not self._hiring.add else None

    def _hired(self, code: str, name: str, branch: str) -> Person:
        person = Person(
            id=self._hiring.ids(f"staff|{code or f'{branch}|{name}'}"),
            name=name or code,
            role=Role.MANAGER,
            branch=branch,
            branch_name=self._branch_name(branch),
            staff_code=code,
            zone=self._hiring.zone,
        )
        self.new_people[person.id] = person
        if code:
            self._by_code[code] = person
        self._by_name.setdefault(person.name, []).append(person)
        return person

    def _branch_name(self, branch: str) -> str:
        return next((each.name for each in self._branches.values() if each.id == branch), "")


def _nobody(key: str, code: str, **facts: object) -> _Nobody:
    return _Nobody(key, "customer.manager_code" if code else "customer.manager_name", tuple(facts.items()))
