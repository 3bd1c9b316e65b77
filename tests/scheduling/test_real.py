"""The real list of a bank's branches: everybody's birthday, no noise of instalments, and fast enough."""

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from scheduling.digest import morning
from scheduling.preview import preview
from store.books import Book
from store.records import Birthday, Customer, Holding, HoldingKind, Person, Role
from tests.real import shared
from tests.scheduling.made import MONDAY, MORNING, RULES, YUAN, book

pytestmark = pytest.mark.real

KINDS = {"loan": HoldingKind.LOAN, "card": HoldingKind.CARD, "current": HoldingKind.CURRENT}
YEAR = 365


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fen(said: str) -> int | None:
    return round(float(said) * YUAN) if said and said != "?" else None


def day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None


@pytest.fixture(scope="module")
def books() -> list[Book]:
    holdings: dict[str, list[Holding]] = {}
    for row in rows_of(shared("data/branch-2026/holdings.csv")):
        holdings.setdefault(row["client_id"], []).append(
            Holding(
                number=row["product_no"],
                product=row["product"],
                kind=KINDS[row["product"].partition("_")[0]],
                maturity=day(row["maturity"]),
                amount=fen(row["amount"]),
                status=row["status"],
                ended=row["status"].startswith("finished"),
            )
        )
    managers: dict[str, list[Customer]] = {}
    for row in rows_of(shared("data/branch-2026/customers.csv")):
        born = day(row["birth_date"])
        managers.setdefault(row["manager_id"], []).append(
            Customer(
                id=row["client_id"],
                name=row["name"],
                birthday=Birthday(year=born.year, month=born.month, day=born.day) if born else None,
                assets=fen(row["total_balance"]),
                holdings=tuple(holdings.get(row["client_id"], ())),
                listed_on=MONDAY,
                data_date=MONDAY,
            )
        )
    return [book(*many, owner=_manager(code)) for code, many in managers.items()]


def _manager(code: str) -> Person:
    return Person(id=code, name=code, role=Role.MANAGER, telegram=1)


def test_every_birthday_of_a_year_has_one_entry_on_its_day(books: list[Book]) -> None:
    born = {one.id: one.birthday for each in books for one in each.customers.values()}
    found: Counter[str] = Counter()
    for each in books:
        for row in preview(each, RULES, MONDAY, YEAR, MORNING):
            if any(reason.key == "birthday.today" for reason in row.reasons):
                found[row.customer.id] += 1
                birthday = born[row.customer.id]
                assert birthday is not None
                on_leap_day = (birthday.month, birthday.day) == (2, 29)
                kept = (2, 28) if on_leap_day else (birthday.month, birthday.day)
                assert (row.day.month, row.day.day) == kept
    assert len(found) == len(born) == 5369
    assert set(found.values()) == {1}


def test_the_three_born_on_29_february_are_kept_on_the_28th_but_in_leap_years(books: list[Book]) -> None:
    born = {
        one.id
        for each in books
        for one in each.customers.values()
        if one.birthday is not None and (one.birthday.month, one.birthday.day) == (2, 29)
    }
    assert len(born) == 3
    for year, kept in ((2027, 28), (2028, 29)):
        start, found = date(year, 2, 20), Counter[str]()
        for each in books:
            for row in preview(each, RULES, start, 14, MORNING):
                if row.customer.id in born and any(one.key == "birthday.today" for one in row.reasons):
                    found[row.customer.id] += 1
                    assert row.day == date(year, 2, kept)
        assert found == dict.fromkeys(born, 1)


def test_instalment_loans_make_no_maturity_and_only_running_ones_an_end(books: list[Book]) -> None:
    kinds: Counter[str] = Counter()
    ends: set[str] = set()
    for each in books:
        for row in preview(each, RULES, MONDAY, YEAR, MORNING):
            kinds.update(row.kinds)
            ends |= {row.customer.id} if "loan_end" in row.kinds else set()
    assert kinds["maturity"] == 0
    last = MONDAY + timedelta(days=YEAR)
    running = {
        one.id
        for each in books
        for one in each.customers.values()
        for held in one.holdings
        if held.status.startswith("running") and held.maturity and MONDAY <= held.maturity < last
    }
    assert len(ends - running) + len(running) > 0
    assert running
    assert len(running - ends) <= 3, "only those whose last day moved over the edge of the year"


def test_nobody_gets_a_fresh_list_on_day_one(books: list[Book]) -> None:
    assert max(len(morning(each, RULES, MORNING).entries) for each in books) <= 10
