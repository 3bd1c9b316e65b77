"""Goes through a list, row by row, and then looks at what it says and leaves out as a whole."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date

from desk.importing.facts import first_seen, updated, with_holdings
from desk.importing.lists import CustomerRow, HoldingRow, Lists, Problem, Spot
from desk.importing.merging import at
from desk.importing.outcome import Plan
from desk.importing.plan import impossible_days
from desk.importing.plan.homes import BOOK_LIMIT, Homes
from desk.importing.plan.known import Known
from desk.importing.plan.tally import Tally
from desk.importing.staff import Hiring, Staff
from desk.importing.told import Told
from scheduling.playbook import Playbook
from store.records import Person, replace

# A daily list loses a customer or two of a book. One that loses a fifth is an excerpt, and taking it for the
# whole would silence the reminders of all the others.
_MISSED_BY_CHANCE = 3
_MISSED_SHARE = 0.2
_NAMED = 5


def plan(
    lists: Lists,
    known: Known,
    hiring: Hiring,
    today: date,
    *,
    limit: int = BOOK_LIMIT,
    playbook: Playbook | None = None,
) -> Plan:
    """The plan of an import on `today`, a day of the bank's zone; at most `limit` customers a book.

    The playbook (None: the built-in one) says which borders a customer's assets may pass.
    """
    return _Planner(lists, known, hiring, today, limit, playbook or Playbook.load()).planned()


class _Planner:
    def __init__(
        self, lists: Lists, known: Known, hiring: Hiring, today: date, limit: int, playbook: Playbook
    ) -> None:
        self._lists = lists
        self._known = known
        self._today = today
        self._playbook = playbook
        self._kinds = frozenset(row.kind for row in lists.holdings)
        self._told = Told(lists, today)
        self._staff = Staff(known.people, known.branches, hiring, lists.understood, known.staff_elsewhere)
        self._homes = Homes(known, self._staff, limit)
        self._tally = Tally(lists, self._homes, today)
        self._problems: list[Problem] = []
        self._notes = [Problem(key="import.sheet_ignored", sheet=name) for name in lists.ignored]

    def planned(self) -> Plan:
        held: dict[str, list[HoldingRow]] = {}
        for holding in self._lists.holdings:
            held.setdefault(holding.customer, []).append(holding)
        listed = {row.number for row in self._lists.customers}
        for row in self._lists.customers:
            self._customer(row, held.get(row.number, []))
        for number in [number for number in held if number not in listed]:
            self._holdings_alone(number, held[number])
        self._told_alone(listed | held.keys())
        self._problems += impossible_days.of_movements(self._lists, self._today)
        self._left_out(listed)
        grown = {write.home for write in self._tally.writes if write.new or write.origin}
        self._problems += self._homes.too_full(grown)
        self._problems[:0] = self._older_than_kept()
        return self._result()

    def _customer(self, row: CustomerRow, held: list[HoldingRow]) -> None:
        self._problems += impossible_days.of_birth(row, self._lists.understood, self._today)
        branch = self._staff.branch_of(row)
        manager = self._staff.manager_of(row, branch)
        origin, kept = self._known.kept(row.number)
        if row.number in self._known.elsewhere:
            self._wrong("import.kept_elsewhere", row.spot, "customer.number", customer=row.number)
            return
        # The head gave the customer to somebody else, of which the list does not know yet.
        late = manager is not None and kept is not None and manager.id in kept.kept_before
        home = (
            self._homes.stays(origin)
            if late
            else self._home(row, manager, branch or (manager.branch if manager else ""), origin)
        )
        if not home:
            return
        branch = branch or self._homes.branches[home]
        given = (row, branch, self._today, self._playbook)
        now = first_seen(*given) if kept is None else updated(kept, *given)
        if self._lists.with_holdings:
            now = with_holdings(now, held, self._kinds, self._today)
        if manager is not None and not late:
            now = replace(now, kept_before=())
        self._tally.keep(kept, self._told.laid_over(now), origin, home)

    def _home(self, row: CustomerRow, manager: Person | None, branch: str, origin: str) -> str:
        """The partition the customer belongs to; empty where that is a problem."""
        if manager:
            return self._homes.book(manager)
        if origin:
            # The list does not say who keeps them, so they stay where they are.
            return self._homes.same(origin)
        if row.manager_code or row.manager_name:
            return ""
        if not branch and not row.branch:
            self._without_branch(row)
        return self._homes.pool(branch) if branch else ""

    def _without_branch(self, row: CustomerRow) -> None:
        problem = at(
            self._lists.understood, row.spot, "customer.branch", "import.no_branch", customer=row.number
        )
        if not problem.column:
            # Without the column every row would be the same problem.
            facts = {"field": "customer.branch"}
            problem = replace(problem, key="import.no_column", row=None, facts=facts)
        if problem not in self._problems[-1:]:
            self._problems.append(problem)

    def _holdings_alone(self, number: str, held: list[HoldingRow]) -> None:
        home, kept = self._known.kept(number)
        if kept is None:
            facts = {"customer": number, "rows": len(held)}
            self._wrong("import.holding_without_customer", held[0].spot, "customer.number", **facts)
            return
        now = with_holdings(kept, held, self._kinds, self._today)
        self._tally.keep(kept, self._told.laid_over(now), home, self._homes.same(home))

    def _told_alone(self, listed: AbstractSet[str]) -> None:
        """Targets and movements of customers of whom no list tells anything else; their list is no newer."""
        strangers: list[str] = []
        for number in self._told.numbers:
            if number in listed:
                continue
            home, kept = self._known.kept(number)
            if kept is None:
                strangers.append(number)
            else:
                self._tally.tell(kept, self._told.laid_over(kept), home)
        if strangers:
            facts = {"count": len(strangers), "numbers": ", ".join(strangers[:_NAMED])}
            self._notes.append(Problem(key="import.not_customers", facts=facts))
        moved = len(self._lists.movements)
        if moved:
            facts = {"count": moved, "customers": len({row.customer for row in self._lists.movements})}
            self._notes.append(Problem(key="import.movements_taken", facts=facts))

    def _left_out(self, listed: AbstractSet[str]) -> None:
        """A list is whole for each manager and pool it names: whom it leaves out there has left it.

        Unless it leaves out so many that it must be a part of a list; then nobody is marked, which is noted.
        """
        for home in sorted(self._homes.named) if self._lists.whole else ():
            kept = [who for who in self._known.homes.get(home, {}).values() if not who.prospect]
            missing = [who for who in kept if who.id not in listed and who.left_list is None]
            if len(missing) > max(_MISSED_BY_CHANCE, len(kept) * _MISSED_SHARE):
                facts = {"manager": self._homes.manager(home), "missing": len(missing), "count": len(kept)}
                self._notes.append(Problem(key="import.partial_list", facts=facts))
                continue
            for who in missing:
                self._tally.leave(who, home)

    def _older_than_kept(self) -> Iterator[Problem]:
        if self._tally.newest is not None:
            facts = {"data_date": self._tally.data_date, "kept": self._tally.newest}
            yield Problem(key="import.older", facts=facts)

    def _wrong(self, key: str, spot: Spot, of: str, /, **facts: object) -> None:
        self._problems.append(at(self._lists.understood, spot, of, key, **facts))

    def _result(self) -> Plan:
        tally, staff = self._tally, self._staff
        branches = {**self._known.branches, **staff.new_branches}
        problems = (*self._lists.problems, *staff.problems, *self._problems)
        if tally.data_date > self._today:
            facts = {"data_date": tally.data_date}
            self._notes.append(Problem(key="import.data_date_ahead", facts=facts))
        return Plan(
            data_date=tally.data_date,
            new=tuple(tally.new),
            changed=tuple(tally.changed),
            moved=tuple(tally.moved),
            gone=tuple(tally.gone),
            unchanged=tally.unchanged,
            new_people=tuple(staff.new_people.values()),
            new_branches=tuple(staff.new_branches.values()),
            problems=problems,
            notes=tuple(self._notes),
            writes=() if problems else tuple(tally.writes),
            homes=self._homes.branches,
            branches={branch.id: branch.name for branch in branches.values()},
        )
