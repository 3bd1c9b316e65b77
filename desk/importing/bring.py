"""Bring a bank's lists into the books: all rows or none, planned again inside the change."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from desk.arrivals import standing_before, tell, tell_moved
from desk.importing.apply import Invite, apply
from desk.importing.lists import Lists
from desk.importing.outcome import Plan
from desk.importing.plan import Known, plan
from desk.importing.report import Hired, Report, report
from desk.importing.staff import Hiring
from desk.importing.told import unknown_campaigns
from desk.sharing import share
from scheduling.rules import Rules
from store.books import Books
from store.errors import NotThere, Taken
from store.records import Branch, Customer, Person, Refused
from store.scope import Scope
from store.store import Store

# Somebody else may change the same customers between our look and our change; three times is no coincidence.
_TRIES = 3


class _Elsewhere(Exception):
    """Since the look, something of the list has come to lie in partitions that were not named."""


@dataclass(frozen=True)
class _Reach:
    """The partitions that an import touches, and those of them that the scope does not hold."""

    partitions: frozenset[str]
    closed: frozenset[str]


async def bring(
    store: Store,
    scope: Scope,
    lists: Lists,
    *,
    now: datetime,
    actor: str,
    new_id: Callable[[], str],
    invite: Invite,
    add_staff: bool = False,
    branch: str | None = None,
    manager: str | None = None,
    zone: str = "Asia/Shanghai",
    dry_run: bool = False,
    rules: Rules | None = None,
) -> Report:
    """Plans the import of `lists` and, unless it is a dry run or has problems, applies it in one commit.

    `actor` is the id of the person who imports, or a word such as `cli`. `branch` (name or id) and `manager`
    (name or staff code) serve rows that name none. `zone` is where "today" is. New managers, made with
    `add_staff`, get their ids from `new_id` and their invitations from `invite`. With `rules` the report says
    which campaigns of the list they do not know, and managers hear at once of money that moved today. Raises
    Refused when the books keep changing under the import.
    """
    hiring = Hiring(
        add=add_staff,
        add_branches=scope.everything,
        ids=_Remembered(new_id),
        zone=zone,
        branch=branch or "",
        manager=manager or "",
    )
    today = now.astimezone(ZoneInfo(zone)).date()
    work = _Bringing(
        store=store,
        scope=scope,
        lists=lists,
        hiring=hiring,
        today=today,
        now=now,
        actor=actor,
        invite=invite,
        rules=rules,
    )
    for _ in range(_TRIES):
        reach = await _reach(store, scope, lists, hiring)
        try:
            return await work.done(reach, dry_run=dry_run)
        except (_Elsewhere, NotThere, Taken):
            continue
    raise Refused("import.books_keep_changing")


@dataclass(frozen=True, kw_only=True)
class _Bringing:
    """One import: looked at first, then planned anew and written inside the change."""

    store: Store
    scope: Scope
    lists: Lists
    hiring: Hiring
    today: date
    now: datetime
    actor: str
    invite: Invite
    rules: Rules | None = None

    async def done(self, reach: _Reach, *, dry_run: bool) -> Report:
        """The report of what was written; of what would be in a dry run, or where there are problems."""
        before = await self.store.read(
            self.scope, sorted(reach.partitions), lambda books: self._planned(books, reach)
        )
        if dry_run or before.problems:
            hired = tuple(Hired(person=person) for person in before.new_people)
            return report(self.lists, before, hired, applied=False)
        named = reach.partitions | before.homes.keys()
        done, hired = await self.store.change(
            self.scope, sorted(named), lambda books: self._applied(books, reach, named), now=self.now
        )
        return report(self.lists, done, hired, applied=not done.problems)

    def _planned(self, books: Books, reach: _Reach) -> Plan:
        rules = self.rules
        decided = plan(
            self.lists,
            _known(books, self.lists, reach),
            self.hiring,
            self.today,
            playbook=None if rules is None else rules.playbook,
        )
        strange = () if rules is None else unknown_campaigns(self.lists, rules.playbook.campaigns)
        return replace(decided, notes=(*strange, *decided.notes)) if strange else decided

    def _applied(self, books: Books, reach: _Reach, named: frozenset[str]) -> tuple[Plan, tuple[Hired, ...]]:
        fresh = self._planned(books, reach)
        if fresh.homes.keys() - named:
            raise _Elsewhere  # another import has filled the pools meanwhile; more of them must be named
        if fresh.problems:
            return fresh, ()
        rules = self.rules
        before = standing_before(books, fresh, rules, self.now) if rules is not None else None
        hired = apply(books, fresh, self.actor, self.invite)
        share(book for home, book in books.items() if home.startswith(("book:", "pool:")))
        tell(books, fresh, self.now)
        if rules is not None and before is not None:
            tell_moved(books, fresh, rules, self.now, before)
        return fresh, hired


class _Remembered:
    """Gives the same words the same new id, so that a plan made again names the same people."""

    def __init__(self, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        self._given: dict[str, str] = {}

    def __call__(self, words: str) -> str:
        if words not in self._given:
            self._given[words] = self._new_id()
        return self._given[words]


async def _reach(store: Store, scope: Scope, lists: Lists, hiring: Hiring) -> _Reach:
    """Every partition the list speaks of: its branches with their books and pools, managers, customers."""
    names = {row.branch for row in lists.customers if row.branch} | ({hiring.branch} - {""})
    branches = await store.read(scope, (), lambda books: _placed(books, "branch", names))
    named = {place.removeprefix("branch:") for place in branches} | ({hiring.branch} - {""})
    partitions = set(branches) | {f"branch:{name}" for name in named}
    for kind in ("book", "pool"):
        if names:
            for each in sorted(named):
                inside = Scope.branch(each) if scope.everything else scope
                partitions |= set(await store.partitions(inside, kind))
        else:
            partitions |= set(await store.partitions(scope, kind))
    partitions |= await store.read(scope, (), lambda books: _places_of_rows(books, lists, hiring))
    opened = await store.read(scope, sorted(partitions), frozenset[str])
    homes = {f"branch:{place}" for place in await store.read(scope, sorted(opened), _branches_of)}
    partitions |= homes
    opened = await store.read(scope, sorted(partitions), frozenset[str])
    return _Reach(frozenset(partitions), frozenset(partitions - opened))


def _placed(books: Books, kind: str, keys: Iterable[str]) -> set[str]:
    return {place for key in keys if (place := books.find(kind, key)) is not None}


def _places_of_rows(books: Books, lists: Lists, hiring: Hiring) -> set[str]:
    numbers = {row.number for row in lists.customers} | {row.customer for row in lists.holdings}
    numbers |= {row.customer for row in lists.targets} | {row.customer for row in lists.movements}
    return _placed(books, "customer", numbers) | _placed(
        books, "staff", _codes(lists) | ({hiring.manager} - {""})
    )


def _codes(lists: Lists) -> set[str]:
    return {row.manager_code for row in lists.customers if row.manager_code}


def _branches_of(books: Books) -> set[str]:
    return {book.branch for book in books.values() if book.branch}


def _known(books: Books, lists: Lists, reach: _Reach) -> Known:
    homes = {home: book.all(Customer) for home, book in books.items() if home.startswith(("book:", "pool:"))}
    people = [person for home in homes for person in books[home].all(Person).values()]
    branches = [
        branch for home in books if home.startswith("branch:") for branch in books[home].all(Branch).values()
    ]
    kept = {number for customers in homes.values() for number in customers}
    missing = ({row.number for row in lists.customers} | {row.customer for row in lists.holdings}) - kept
    known_codes = {person.staff_code for person in people}
    return Known(
        people={person.id: person for person in people},
        branches={branch.id: branch for branch in branches},
        homes=homes,
        elsewhere=_closed(books, "customer", missing, reach),
        staff_elsewhere=_closed(books, "staff", _codes(lists) - known_codes, reach),
    )


def _closed(books: Books, kind: str, keys: Iterable[str], reach: _Reach) -> frozenset[str]:
    """The keys that are placed where the scope does not reach."""
    found: set[str] = set()
    for key in keys:
        place = books.find(kind, key)
        if place is None:
            continue
        if place not in reach.closed:
            raise _Elsewhere
        found.add(key)
    return frozenset(found)
