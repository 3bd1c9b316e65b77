"""Several rows about one customer, or one holding, to one; rows that contradict each other are a problem."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from desk.importing.lists import CustomerRow, HoldingRow, Problem, Spot, Understood
from store.records import replace

Row = TypeVar("Row", CustomerRow, HoldingRow)

# These add up over several rows instead of contradicting each other.
_ADDED = ("phones", "note", "occasions", "targets")
# What was concluded from another column contradicts whenever that one does.
_CONCLUDED = {"kind": "product", "ended": "status"}
_NOT_SAID: tuple[object, ...] = (None, "", ())


def one_each(
    customers: Iterable[CustomerRow], holdings: Iterable[HoldingRow], understood: Sequence[Understood]
) -> tuple[tuple[CustomerRow, ...], tuple[HoldingRow, ...], list[Problem]]:
    """One row a customer and one a holding, in the order of the list, and the contradictions between rows."""
    problems: list[Problem] = []
    people: dict[str, CustomerRow] = {}
    for row in customers:
        first = people.get(row.number)
        people[row.number] = row if first is None else _merged(first, row, "customer", understood, problems)
    held: dict[tuple[str, str], HoldingRow] = {}
    for holding in _numbered(holdings):
        key = (holding.customer, holding.number)
        before = held.get(key)
        held[key] = holding if before is None else _merged(before, holding, "holding", understood, problems)
    return tuple(people.values()), tuple(held.values()), problems


def _numbered(holdings: Iterable[HoldingRow]) -> Iterable[HoldingRow]:
    """Products without a number are told apart by name and days, and equal ones by their order."""
    seen: Counter[tuple[str, str]] = Counter()
    for row in holdings:
        if row.number:
            yield row
            continue
        name = "/".join(str(part) for part in (row.product, row.start, row.maturity) if part)
        name = name.replace("|", "/")[:80]
        seen[row.customer, name] += 1
        count = seen[row.customer, name]
        yield replace(row, number=f"{name}#{count}" if count > 1 else name)


def _merged(
    first: Row, second: Row, of: str, understood: Sequence[Understood], problems: list[Problem]
) -> Row:
    news: dict[str, Any] = {}
    for field in type(first).__struct_fields__:
        one, other = getattr(first, field), getattr(second, field)
        if field == "spot" or one == other or other in _NOT_SAID:
            continue
        source = _CONCLUDED.get(field, field)
        if source != field and getattr(first, source) != getattr(second, source):
            continue
        if one in _NOT_SAID:
            news[field] = other
        elif field in _ADDED:
            news[field] = _added(one, other)
        else:
            facts: dict[str, Any] = {"customer": _customer_of(first)}
            facts |= {"other_row": first.spot.row, "other_sheet": first.spot.sheet, "field": f"{of}.{source}"}
            problems.append(at(understood, second.spot, f"{of}.{source}", "import.contradiction", **facts))
    return replace(first, **news) if news else first


def _customer_of(row: CustomerRow | HoldingRow) -> str:
    return row.customer if isinstance(row, HoldingRow) else row.number


def _added(one: Any, other: Any) -> object:
    if isinstance(one, str):
        return one if other in one else f"{one}；{other}"
    return (*one, *(phone for phone in other if phone not in one))


def at(understood: Sequence[Understood], spot: Spot, field: str, key: str, /, **facts: object) -> Problem:
    """A problem of the cell that `field` was read from in the row at `spot`.

    `manager_code` and `manager_name` may both have been read from one column, `manager`.
    """
    fields = {field, "customer.manager"} if field.startswith("customer.manager") else {field}
    used = [
        column
        for sheet in understood
        if (sheet.file, sheet.sheet) == (spot.file, spot.sheet)
        for column in sheet.used
        if column.field in fields
    ]
    return Problem(
        key=key,
        file=spot.file,
        sheet=spot.sheet,
        row=spot.row,
        column=used[0].column if used else "",
        heading=used[0].heading if used else "",
        facts=facts,
    )
