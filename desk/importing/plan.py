"""Decides what an import does, from the list and from what is known; nothing is written here."""

from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from desk.importing.facts import differences, first_seen, updated, with_holdings
from desk.importing.lists import CustomerRow, HoldingRow, Lists, Problem, Spot
from desk.importing.merging import at
from desk.importing.outcome import Change, Move, Plan, Write
from desk.importing.staff import Hiring, Staff
from desk.importing.told import Told
from store.records import Branch, Customer, Person, replace

BOOK_LIMIT = 250
# Nobody has been older; a list that says so has a slip in the year.
_OLDEST = 120
# A daily list loses a customer or two of a book. One that loses a fifth is an excerpt, and taking it for the
# whole would silence the reminders of all the others.
_MISSED_BY_CHANCE = 3
_MISSED_SHARE = 0.2
_NAMED = 5


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


@dataclass
class _Work:
    """What is found while the list is gone through."""

    new: list[str] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    moved: list[Move] = field(default_factory=list)
    gone: list[Change] = field(default_factory=list)
    unchanged: int = 0
    writes: list[Write] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    newest: date | None = None


def plan(lists: Lists, known: Known, hiring: Hiring, today: date, *, limit: int = BOOK_LIMIT) -> Plan:
    """The plan of an import on `today`, a day of the bank's zone; at most `limit` customers a book."""
    return _Planner(lists, known, hiring, today, limit).planned()


def _gone_from(kept: Customer, now: Customer) -> Change:
    return Change(number=kept.id, name=kept.name, fields=("left_list",), before=kept, after=now)


class _Planner:
    def __init__(self, lists: Lists, known: Known, hiring: Hiring, today: date, limit: int) -> None:
        self._lists = lists
        self._known = known
        self._today = today
        self._limit = limit
        self._data_date = lists.as_of or today
        self._kinds = frozenset(row.kind for row in lists.holdings)
        self._told = Told(lists, today)
        self._staff = Staff(known.people, known.branches, hiring, lists.understood, known.staff_elsewhere)
        self._kept = {
            number: (home, who) for home, people in known.homes.items() for number, who in people.items()
        }
        self._sizes = Counter({home: len(people) for home, people in known.homes.items()})
        self._homes: dict[str, str] = {}
        self._room: dict[str, int] = {}
        self._work = _Work()

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
        self._not_yet()
        self._gone(listed)
        self._full_books()
        self._older_than_kept()
        return self._result()

    def _customer(self, row: CustomerRow, held: list[HoldingRow]) -> None:
        self._age(row)
        branch = self._staff.branch_of(row)
        manager = self._staff.manager_of(row, branch)
        origin, kept = self._kept.get(row.number, ("", None))
        if row.number in self._known.elsewhere:
            self._wrong("import.kept_elsewhere", row.spot, "customer.number", customer=row.number)
            return
        home = self._home(row, manager, branch or (manager.branch if manager else ""), origin)
        if not home:
            return
        branch = branch or self._homes[home]
        now = (
            first_seen(row, branch, self._today) if kept is None else updated(kept, row, branch, self._today)
        )
        if self._lists.with_holdings:
            now = with_holdings(now, held, self._kinds, self._today)
        self._keep(kept, self._told.laid_over(now), origin, home)

    def _home(self, row: CustomerRow, manager: Person | None, branch: str, origin: str) -> str:
        """The partition the customer belongs to; empty where that is a problem."""
        if manager:
            self._homes[f"book:{manager.id}"] = manager.branch
            return f"book:{manager.id}"
        if origin:
            # The list does not say who keeps them, so they stay where they are.
            self._homes[origin] = self._branch_of_home(origin)
            return origin
        if row.manager_code or row.manager_name:
            return ""
        if not branch and not row.branch:
            self._without_branch(row)
        return self._pool(branch) if branch else ""

    def _without_branch(self, row: CustomerRow) -> None:
        problem = at(
            self._lists.understood, row.spot, "customer.branch", "import.no_branch", customer=row.number
        )
        if not problem.column:
            # Without the column every row would be the same problem.
            facts = {"field": "customer.branch"}
            problem = replace(problem, key="import.no_column", row=None, facts=facts)
        if problem not in self._work.problems[-1:]:
            self._work.problems.append(problem)

    def _pool(self, branch: str) -> str:
        number = self._room.get(branch, 1)
        while self._sizes[f"pool:{branch}:{number}"] >= self._limit:
            number += 1
        self._room[branch] = number
        self._homes[f"pool:{branch}:{number}"] = branch
        return f"pool:{branch}:{number}"

    def _branch_of_home(self, home: str) -> str:
        kind, _, rest = home.partition(":")
        if kind == "pool":
            return rest.rpartition(":")[0]
        person = self._known.people.get(rest)
        return person.branch if person else ""

    def _keep(self, kept: Customer | None, now: Customer, origin: str, home: str) -> None:
        fields = differences(kept, now) if kept else ()
        moves = bool(origin) and origin != home
        now = self._dated(kept, now, touched=bool(fields) or moves)
        if kept is None:
            self._work.new.append(now.id)
        elif moves:
            self._work.moved.append(self._move(now, origin, home))
        if kept is not None and fields:
            self._work.changed.append(
                Change(number=now.id, name=now.name, fields=fields, before=kept, after=now)
            )
        elif kept is not None and not moves:
            self._work.unchanged += 1
        if kept != now or moves:
            self._work.writes.append(
                Write(home=home, customer=now, origin=origin if moves else "", new=kept is None)
            )
        if kept is None or moves:
            self._sizes[home] += 1
        if moves:
            self._sizes[origin] -= 1

    def _move(self, now: Customer, origin: str, home: str) -> Move:
        before, after = self._person(origin), self._person(home)
        return Move(
            number=now.id,
            name=now.name,
            origin=origin,
            target=home,
            customer=now,
            before=before.name if before else "",
            after=after.name if after else "",
        )

    def _dated(self, kept: Customer | None, now: Customer, *, touched: bool) -> Customer:
        if kept and touched:
            self._note_older(kept)
        before = kept.data_date if kept else None
        # A list before this one may have been dated ahead; a day that has not come cannot keep this one out.
        ahead = before is not None and before > self._today and self._lists.firm
        if before is None or before < self._data_date or (ahead and before != self._data_date):
            return replace(now, data_date=self._data_date)
        return now

    def _note_older(self, kept: Customer) -> None:
        # Like with like: balances of a month's end are no older list than products of yesterday.
        newest = kept.data_date if self._lists.firm else kept.assets_on
        if newest and self._data_date < newest <= self._today:
            self._work.newest = max(self._work.newest or newest, newest)

    def _holdings_alone(self, number: str, held: list[HoldingRow]) -> None:
        home, kept = self._kept.get(number, ("", None))
        if kept is None:
            facts = {"customer": number, "rows": len(held)}
            self._wrong("import.holding_without_customer", held[0].spot, "customer.number", **facts)
            return
        self._homes[home] = self._branch_of_home(home)
        now = with_holdings(kept, held, self._kinds, self._today)
        self._keep(kept, self._told.laid_over(now), home, home)

    def _told_alone(self, listed: AbstractSet[str]) -> None:
        """Targets and movements of customers of whom no list tells anything else; their list is no newer."""
        strangers: list[str] = []
        for number in self._told.numbers:
            if number in listed:
                continue
            home, kept = self._kept.get(number, ("", None))
            if kept is None:
                strangers.append(number)
                continue
            now = self._told.laid_over(kept)
            fields = differences(kept, now)
            if fields:
                change = Change(number=number, name=kept.name, fields=fields, before=kept, after=now)
                self._work.changed.append(change)
            if now == kept:
                self._work.unchanged += 1
            else:
                self._homes[home] = self._branch_of_home(home)
                self._work.writes.append(Write(home=home, customer=now))
        if strangers:
            facts = {"count": len(strangers), "numbers": ", ".join(strangers[:_NAMED])}
            self._work.notes.append(Problem(key="import.not_customers", facts=facts))
        moved = len(self._lists.movements)
        if moved:
            facts = {"count": moved, "customers": len({row.customer for row in self._lists.movements})}
            self._work.notes.append(Problem(key="import.movements_taken", facts=facts))

    def _not_yet(self) -> None:
        """Money cannot have moved on a day that is still to come."""
        for row in self._lists.movements:
            if row.on > self._today:
                self._wrong("import.moved_ahead", row.spot, "movement.on", day=row.on)

    def _gone(self, listed: set[str]) -> None:
        """A list is whole for each manager and pool it names: whom it leaves out there has left it.

        Unless it leaves out so many that it must be a part of a list; then nobody is marked, which is noted.
        """
        for home in sorted(self._homes) if self._lists.whole else ():
            kept = [who for who in self._known.homes.get(home, {}).values() if not who.prospect]
            missing = [who for who in kept if who.id not in listed and who.left_list is None]
            if len(missing) > max(_MISSED_BY_CHANCE, len(kept) * _MISSED_SHARE):
                person = self._person(home)
                facts = {
                    "manager": person.name if person else "",
                    "missing": len(missing),
                    "count": len(kept),
                }
                self._work.notes.append(Problem(key="import.partial_list", facts=facts))
                continue
            for who in missing:
                now = self._dated(who, replace(who, left_list=self._today), touched=True)
                self._work.gone.append(_gone_from(who, now))
                self._work.writes.append(Write(home=home, customer=now))

    def _full_books(self) -> None:
        grown = {write.home for write in self._work.writes if write.new or write.origin}
        for home in sorted(
            home for home in grown if home.startswith("book:") and self._sizes[home] > self._limit
        ):
            person = self._person(home)
            facts = {
                "manager": person.name if person else "",
                "count": self._sizes[home],
                "limit": self._limit,
            }
            self._work.problems.append(Problem(key="import.book_full", facts=facts))

    def _person(self, home: str) -> Person | None:
        who = home.removeprefix("book:")
        return self._known.people.get(who) or self._staff.new_people.get(who)

    def _older_than_kept(self) -> None:
        if self._work.newest is not None:
            facts = {"data_date": self._data_date, "kept": self._work.newest}
            self._work.problems.insert(0, Problem(key="import.older", facts=facts))

    def _age(self, row: CustomerRow) -> None:
        born = row.birthday
        if born is None or born.year is None:
            return
        ahead = (born.year, born.month, born.day) > (self._today.year, self._today.month, self._today.day)
        # A lunar year ends weeks into the next solar one, so its last days may not be compared by number.
        if born.year > self._today.year or (ahead and born.calendar == "solar"):
            self._wrong("import.not_born_yet", row.spot, "customer.birthday", year=born.year)
        elif self._today.year - born.year > _OLDEST:
            self._wrong("import.too_old", row.spot, "customer.birthday", year=born.year, limit=_OLDEST)

    def _wrong(self, key: str, spot: Spot, of: str, /, **facts: object) -> None:
        self._work.problems.append(at(self._lists.understood, spot, of, key, **facts))

    def _notes(self) -> tuple[Problem, ...]:
        notes = [Problem(key="import.sheet_ignored", sheet=name) for name in self._lists.ignored]
        notes += self._work.notes
        if self._data_date > self._today:
            notes.append(Problem(key="import.data_date_ahead", facts={"data_date": self._data_date}))
        return tuple(notes)

    def _result(self) -> Plan:
        work = self._work
        branches = {**self._known.branches, **self._staff.new_branches}
        problems = (*self._lists.problems, *self._staff.problems, *work.problems)
        return Plan(
            data_date=self._data_date,
            new=tuple(work.new),
            changed=tuple(work.changed),
            moved=tuple(work.moved),
            gone=tuple(work.gone),
            unchanged=work.unchanged,
            new_people=tuple(self._staff.new_people.values()),
            new_branches=tuple(self._staff.new_branches.values()),
            problems=problems,
            notes=self._notes(),
            writes=() if problems else tuple(work.writes),
            homes=self._homes,
            branches={branch.id: branch.name for branch in branches.values()},
        )
