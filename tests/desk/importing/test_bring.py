"""The import on a real store: all rows or none, in one commit, within what the importer may see."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from desk.importing import Lists
from desk.importing.bring import bring
from desk.importing.report import Report
from store import Books, Scope, Store
from store.records import (
    Branch,
    Contact,
    Customer,
    FollowUp,
    Invitation,
    Kind,
    Outcome,
    Person,
    Role,
    replace,
)
from tests.desk.importing.made import EAST, LI, QIAN, read, row, text

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
WEST = Branch(id="west", name="城西支行")
SUN = Person(id="sun", name="孙丽", role=Role.MANAGER, branch="west", staff_code="RM02-01")


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    """A store in memory with two branches, their managers and no customers."""
    store = Store.open("sqlite://", key=b"k" * 32)

    def found(books: Books) -> None:
        for branch in (EAST, WEST):
            books.new(f"branch:{branch.id}", branch.id).put(branch)
            books.place("branch", branch.name, f"branch:{branch.id}")
        for person in (LI, QIAN, SUN):
            books.new(f"book:{person.id}", person.branch).put(person)
            books.place("staff", person.staff_code, f"book:{person.id}")

    await store.change(Scope.bank(), (), found, now=NOW)
    yield store
    await store.close()


def numbered(start: int = 1) -> Iterator[str]:
    return (f"p{number}" for number in count(start))


def invited(person: Person) -> tuple[Person, str]:
    code = f"code-{person.id}"
    return replace(
        person, invitation=Invitation(hashed=f"hash-{code}", expires=NOW + timedelta(days=7))
    ), code


async def brought(
    store: Store,
    lists: Lists,
    *,
    scope: Scope | None = None,
    add: bool = False,
    dry: bool = False,
    now: datetime = NOW,
    manager: str | None = None,
    branch: str | None = None,
    first_id: int = 1,
) -> Report:
    ids = numbered(first_id)
    return await bring(
        store,
        scope or Scope.bank(),
        lists,
        now=now,
        actor="cli",
        new_id=lambda: next(ids),
        invite=invited,
        add_staff=add,
        dry_run=dry,
        manager=manager,
        branch=branch,
    )


async def customers(store: Store, book: str) -> dict[str, Customer]:
    return await store.read(Scope.bank(), [book], lambda books: dict(books[book].customers))


async def test_an_import_is_kept_placed_and_audited(store: Store) -> None:
    report = await brought(store, read(text(row(), row("1002", 客户经理="钱进"))))
    assert report.applied
    assert report.new == ("1001", "1002")
    assert (await customers(store, "book:li"))["1001"].listed_on == NOW.date()
    assert await store.place("customer", "1002") == "book:qian"
    entries = await store.audit.entries(Scope.bank(), "book:li")
    assert [(entry.actor, entry.action, entry.values["new"]) for entry in entries] == [("cli", "import", 1)]
    assert await store.audit.verify("book:li") == []


async def test_a_dry_run_says_the_same_and_changes_nothing(store: Store) -> None:
    lists = read(text(row(客户经理="新经理")))
    dry = await brought(store, lists, add=True, dry=True)
    assert (dry.applied, dry.new, [hired.code for hired in dry.hired]) == (False, ("1001",), [""])
    assert await store.place("customer", "1001") is None
    assert await store.partitions(Scope.bank(), "book") == ["book:li", "book:qian", "book:sun"]


async def test_problems_keep_everything_back(store: Store) -> None:
    report = await brought(store, read(text(row(), row("1002", 出生日期="2026-13-01"))))
    assert (report.applied, report.problem_count) == (False, 1)
    assert await store.place("customer", "1001") is None


async def test_the_same_list_again_writes_nothing(store: Store) -> None:
    lists = read(text(row(), row("1002")))
    await brought(store, lists)
    heads = await store.audit.heads()
    again = await brought(store, lists, now=NOW + timedelta(days=40))
    assert (again.applied, again.unchanged, again.new) == (True, 2, ())
    assert await store.audit.heads() == heads


async def test_new_staff_and_branches_are_made_with_invitations(store: Store) -> None:
    lists = read(
        text(row(网点="城南支行", 客户经理="RM03-01"), row("1002", 网点="城南支行", 客户经理="RM03-02"))
    )
    report = await brought(store, lists, add=True)
    assert [(hired.person.staff_code, hired.code) for hired in report.hired] == [
        ("RM03-01", f"code-{report.hired[0].person.id}"),
        ("RM03-02", f"code-{report.hired[1].person.id}"),
    ]
    home = f"book:{report.hired[0].person.id}"
    assert await store.place("staff", "RM03-01") == home
    assert await store.place("invitation", f"hash-{report.hired[0].code}") == home
    place = await store.place("branch", "城南支行")
    assert place == f"branch:{report.new_branches[0].id}"
    branch = report.new_branches[0].id
    assert await store.partitions(Scope.branch(branch), "book") == sorted(
        f"book:{hired.person.id}" for hired in report.hired
    )
    again = await brought(store, lists, add=True)
    assert (again.hired, again.unchanged) == ((), 2)


async def test_a_customer_who_moves_takes_along_what_is_open_about_them(store: Store) -> None:
    await brought(store, read(text(row(), row("1002"))))

    def promised(books: Books) -> None:
        for number in ("1001", "1002"):
            books["book:li"].put(
                FollowUp(
                    id=f"f{number}", customer=number, how=Kind.CALL, day=NOW.date(), made_at=NOW, by="li"
                ),
                Contact(
                    id=f"c{number}",
                    customer=number,
                    kind=Kind.CALL,
                    outcome=Outcome.REACHED,
                    at=NOW,
                    logged_at=NOW,
                    by="li",
                ),
            )

    await store.change(Scope.bank(), ["book:li"], promised, now=NOW)
    report = await brought(store, read(text(row(客户经理="RM02-01", 网点="城西支行"), row("1002"))))
    assert [(move.origin, move.target) for move in report.moved] == [("book:li", "book:sun")]

    def look(books: Books) -> list[Sequence[str]]:
        return [
            [*books[home].customers, *books[home].follow_ups, *books[home].contacts]
            for home in ("book:li", "book:sun")
        ]

    assert await store.read(Scope.bank(), ["book:li", "book:sun"], look) == [
        ["1002", "f1002", "c1002"],
        ["1001", "f1001", "c1001"],
    ]
    assert await store.place("customer", "1001") == "book:sun"


async def test_a_head_reaches_no_customers_managers_or_branches_of_others(store: Store) -> None:
    await brought(store, read(text(row("2001", 网点="城西支行", 客户经理="RM02-01"))))
    east = Scope.branch("east")
    taken = await brought(store, read(text(row("2001"))), scope=east)
    assert [problem.key for problem in taken.problems] == ["import.kept_elsewhere"]
    staff = await brought(store, read(text(row(客户经理="RM02-01"))), scope=east, add=True)
    assert [problem.key for problem in staff.problems] == ["import.manager_elsewhere"]
    branch = await brought(store, read(text(row(网点="城西支行"))), scope=east, add=True)
    assert [problem.key for problem in branch.problems] == ["import.branch_unknown"]
    hired = await brought(store, read(text(row(客户经理="赵新"))), scope=east, add=True)
    assert hired.applied
    assert [each.person.branch for each in hired.hired] == ["east"]


async def test_rows_without_manager_and_branch_take_those_that_were_given(store: Store) -> None:
    lists = read(text(("1", "张伟"), headings=("客户号", "姓名")))
    report = await brought(store, lists, branch="城东支行")
    assert report.applied
    assert await store.place("customer", "1") == "pool:east:1"
    report = await brought(store, lists, manager="RM01-02")
    assert [move.target for move in report.moved] == ["book:qian"]
    assert (await customers(store, "book:qian"))["1"].branch == "east"


async def test_two_imports_at_once_lose_nothing(store: Store) -> None:
    lists = [
        read(text(*[row(str(1000 * part + number), 客户经理="") for number in range(150)]))
        for part in (1, 2, 3)
    ]
    reports = await asyncio.gather(*(brought(store, each) for each in lists))
    assert all(report.applied for report in reports)
    pools = await store.partitions(Scope.branch("east"), "pool")
    sizes = [len(await customers(store, pool)) for pool in pools]
    assert (sum(sizes), max(sizes)) == (450, 250)


async def test_two_imports_that_name_the_same_new_people_make_them_once(store: Store) -> None:
    lists = [
        read(
            text(
                *[row(str(1000 * part + number), 网点="城南支行", 客户经理="RM07-01") for number in range(9)]
            )
        )
        for part in (1, 2)
    ]
    reports = await asyncio.gather(
        *(brought(store, each, add=True, first_id=100 * part) for part, each in enumerate(lists, start=1))
    )
    assert all(report.applied for report in reports)
    assert sorted(len(report.hired) for report in reports) == [0, 1]
    home = await store.place("staff", "RM07-01")
    assert home is not None
    assert len(await customers(store, home)) == 18
