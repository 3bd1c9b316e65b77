"""What an import did, or would do: to be shown before and after, in a chat and on a terminal."""

import msgspec

from desk.importing import limits
from desk.importing.lists import Lists, Problem, Understood
from desk.importing.outcome import Change, Move, Plan
from store.records import Branch, Person


class Hired(msgspec.Struct, frozen=True, kw_only=True):
    """A manager whom the import added, and the code of their invitation (empty in a dry run)."""

    person: Person
    code: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of an import; `applied` is False for a dry run and wherever there are problems.

    `problems` are the first of them, `problem_count` says how many there are. `notes` keep nothing back.
    `changed` and `moved` may both name a customer; `unchanged` are those with the same facts.
    """

    applied: bool
    plan: Plan
    customers: int
    holdings: int
    understood: tuple[Understood, ...]
    problems: tuple[Problem, ...]
    problem_count: int
    hired: tuple[Hired, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether anything is to be kept, be it only that the same facts are of a newer day."""
        return bool(self.plan.writes or self.plan.new_people or self.plan.new_branches)

    @property
    def new(self) -> tuple[str, ...]:
        return self.plan.new

    @property
    def changed(self) -> tuple[Change, ...]:
        return self.plan.changed

    @property
    def moved(self) -> tuple[Move, ...]:
        return self.plan.moved

    @property
    def gone(self) -> tuple[Change, ...]:
        return self.plan.gone

    @property
    def unchanged(self) -> int:
        return self.plan.unchanged

    @property
    def new_branches(self) -> tuple[Branch, ...]:
        return self.plan.new_branches

    @property
    def notes(self) -> tuple[Problem, ...]:
        return self.plan.notes


def report(lists: Lists, plan: Plan, hired: tuple[Hired, ...], *, applied: bool) -> Report:
    return Report(
        applied=applied,
        plan=plan,
        customers=len(lists.customers),
        holdings=len(lists.holdings),
        understood=lists.understood,
        problems=plan.problems[: limits.PROBLEMS_SHOWN],
        problem_count=len(plan.problems),
        hired=hired,
    )
