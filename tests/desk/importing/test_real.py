"""The real list of the bank, in both forms."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from desk.importing import Lists, NamedFile, read_lists
from desk.importing.bring import bring
from desk.importing.plan import Known
from store import Books, Scope, Store
from store.records import HoldingKind
from tests.desk.importing.made import applied, planned
from tests.real import shared

pytestmark = pytest.mark.real

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


def real(*names: str) -> Lists:
    return read_lists(
        [NamedFile(name=name, body=shared(f"data/branch-2026/{name}").read_bytes()) for name in names]
    )


@pytest.fixture(scope="module")
def csv() -> Lists:
    return real("customers.csv", "holdings.csv")


def test_both_forms_say_the_same(csv: Lists) -> None:
    xlsx = real("customers.xlsx")
    for lists in (csv, xlsx):
        assert (len(lists.customers), len(lists.holdings), lists.problems) == (5_369, 5_735, ())
        assert lists.as_of == date(2026, 12, 31)
    plain = [[{**_said(row), "manager": ""} for row in lists.customers] for lists in (csv, xlsx)]
    assert plain[0] == plain[1]
    assert [_said(row) for row in csv.holdings] == [_said(row) for row in xlsx.holdings]


def _said(row: object) -> dict[str, object]:
    fields: tuple[str, ...] = type(row).__struct_fields__  # type: ignore[attr-defined]  # a row of any kind
    return {name: getattr(row, name) for name in fields if name != "spot"}


def test_columns_nobody_needs_are_named(csv: Lists) -> None:
    assert [sheet.unused for sheet in csv.understood] == [("card_issued",), ()]


def test_its_products_are_understood(csv: Lists) -> None:
    kinds = {kind: sum(row.kind is kind for row in csv.holdings) for kind in HoldingKind}
    assert {kind: n for kind, n in kinds.items() if n} == {
        HoldingKind.CURRENT: 4_500,
        HoldingKind.CARD: 614,
        HoldingKind.LOAN: 621,
    }
    assert sum(row.ended for row in csv.holdings) == 234


def test_without_its_staff_nothing_is_taken_and_each_name_is_told_once(csv: Lists) -> None:
    decided = planned(csv, Known(people={}, branches={}, homes={}))
    keys = [problem.key for problem in decided.problems]
    assert (keys.count("import.branch_unknown"), keys.count("import.manager_unknown")) == (77, 96)
    assert decided.writes == ()


def test_the_whole_list_is_taken_and_again_changes_nothing(csv: Lists) -> None:
    nobody = Known(people={}, branches={}, homes={})
    decided = planned(csv, nobody, add=True)
    assert decided.problems == ()
    assert (len(decided.new), len(decided.new_people), len(decided.new_branches)) == (5_369, 96, 77)
    again = planned(csv, applied(nobody, decided), add=True)
    assert (again.writes, again.unchanged) == ((), 5_369)


async def test_the_whole_list_comes_into_a_store_once(csv: Lists) -> None:
    store = Store.open("sqlite://", key=b"k" * 32)
    ids = count()

    async def once(now: datetime) -> tuple[bool, int, int, int]:
        report = await bring(
            store,
            Scope.bank(),
            csv,
            now=now,
            actor="cli",
            new_id=lambda: f"p{next(ids)}",
            invite=lambda person: (person, "code"),
            add_staff=True,
        )
        return report.applied, len(report.new), report.unchanged, len(report.hired)

    assert await once(NOW) == (True, 5_369, 0, 96)
    books = await store.partitions(Scope.bank(), "book")

    def sizes(opened: Books) -> list[int]:
        return [len(book.customers) for book in opened.values()]

    found = await store.read(Scope.bank(), books, sizes)
    assert (len(found), sum(found), max(found)) == (96, 5_369, 76)
    assert await once(NOW + timedelta(days=60)) == (True, 0, 5_369, 0)
    await store.close()
