"""Small lists for the tests of the import, made in memory."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import openpyxl

from desk.importing import Lists, NamedFile, read_lists
from desk.importing.outcome import Plan
from desk.importing.plan import Known, plan
from desk.importing.staff import Hiring
from store.records import Branch, Customer, Person, Role

TODAY = date(2026, 11, 24)
HEADINGS = ("客户号", "姓名", "性别", "出生日期", "手机", "网点", "客户经理", "总余额", "余额日期")
LI = Person(id="li", name="李梅", role=Role.MANAGER, branch="east", staff_code="RM01-01")
QIAN = Person(id="qian", name="钱进", role=Role.MANAGER, branch="east", staff_code="RM01-02")
EAST = Branch(id="east", name="城东支行")


def row(number: object = "1001", name: object = "张伟", **cells: object) -> tuple[object, ...]:
    """A row under HEADINGS; name a heading to put something else there."""
    usual = (number, name, "男", "1970-12-13", "13800000001", "城东支行", "RM01-01", "1200.5", "2026-11-23")
    return tuple(cells.get(heading, value) for heading, value in zip(HEADINGS, usual, strict=True))


def text(
    *rows: Sequence[object],
    headings: Sequence[object] = HEADINGS,
    name: str = "list.csv",
    encoding: str = "utf-8",
    delimiter: str = ",",
) -> NamedFile:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([headings, *rows])
    return NamedFile(name=name, body=out.getvalue().encode(encoding))


def workbook(
    *rows: Sequence[object],
    headings: Sequence[object] = HEADINGS,
    name: str = "list.xlsx",
    touch: Callable[[openpyxl.Workbook], None] = lambda _: None,
) -> NamedFile:
    """A workbook with one sheet, 客户; `touch` may do more to it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "客户"
    for cells in [headings, *rows]:
        sheet.append(list(cells))
    touch(book)
    out = io.BytesIO()
    book.save(out)
    return NamedFile(name=name, body=out.getvalue())


def read(*files: NamedFile) -> Lists:
    return read_lists(files)


def known(
    homes: Mapping[str, Sequence[Customer]] | None = None, *, people: Sequence[Person] = (LI, QIAN)
) -> Known:
    """城东支行 with its managers, and who is kept where."""
    return Known(
        people={person.id: person for person in people},
        branches={EAST.id: EAST},
        homes={home: {who.id: who for who in kept} for home, kept in (homes or {}).items()},
    )


def planned(lists: Lists, bank: Known, *, add: bool = False, today: date = TODAY, manager: str = "") -> Plan:
    return plan(lists, bank, Hiring(add=add, ids=lambda words: f"new-{words}", manager=manager), today)


def applied(bank: Known, decided: Plan) -> Known:
    """What would be known after the plan, as a plain dict model of the store."""
    homes = {home: dict(people) for home, people in bank.homes.items()}
    for write in decided.writes:
        if write.origin:
            del homes[write.origin][write.customer.id]
        homes.setdefault(write.home, {})[write.customer.id] = write.customer
    return Known(
        people={**bank.people, **{person.id: person for person in decided.new_people}},
        branches={**bank.branches, **{branch.id: branch for branch in decided.new_branches}},
        homes=homes,
    )
