"""A row of a list as a customer of the bank."""

from collections.abc import Iterator

from desk.importing import cells, days, living, products, relationship
from desk.importing.lists import CustomerRow
from desk.importing.taking import Taking
from store.records import Occasion


def customer_row(row: Taking, number: str) -> CustomerRow:
    """The customer of the row where it stands; what is wrong in its cells is with the problems."""
    name = row.take("customer.name", cells.name, "")
    if not name:
        row.lacks("customer.name", "import.no_name")
    calendar = row.take("customer.calendar", days.calendar_of, "")
    code, manager = _manager(row)
    return CustomerRow(
        spot=row.spot(),
        number=number,
        name=name,
        sex=row.take("customer.sex", cells.sex, None),
        birthday=row.take("customer.birthday", lambda cell: days.birthday(cell, calendar), None),
        phones=tuple(
            dict.fromkeys(phone for found in row.each("customer.phone", cells.phones) for phone in found)
        ),
        id_number=row.take("customer.id_number", cells.id_number, None),
        branch=row.take("customer.branch", cells.words, ""),
        region=row.take("customer.region", cells.words, ""),
        manager_code=code,
        manager_name=manager,
        since=row.take("customer.since", days.day, None),
        is_owner=row.take("customer.is_owner", cells.yes, None),
        card_level=row.take("customer.card_level", cells.words, ""),
        tier=products.tier_of(row.take("customer.tier", cells.words, "")),
        assets=row.money("customer.assets"),
        assets_on=row.take("customer.assets_on", days.day, None),
        employer=row.take("customer.employer", cells.words, ""),
        introduced_by=row.take("customer.introduced_by", cells.words, ""),
        second=row.take("customer.second", cells.words, "")[:40],
        preference=row.take("customer.preference", cells.words, ""),
        district=next(filter(None, row.each("customer.district", living.district)), ""),
        language=row.take("customer.language", living.language, None),
        note="；".join(note for note in row.each("customer.note", cells.words) if note),
        stage=row.take("customer.stage", relationship.stage, None),
        risk=row.take("customer.risk", relationship.risk, ""),
        risk_until=row.take("customer.risk_until", days.day, None),
        back_on=row.take("customer.back_on", days.day, None),
        household=row.take("customer.household", cells.words, "")[:40],
        occasions=tuple(_occasions(row)),
        targets=targets(row),
    )


def targets(row: Taking) -> tuple[str, ...]:
    """The campaigns that the row puts its customer in."""
    return tuple(dict.fromkeys(name for name in row.each("customer.campaign", cells.words) if name))


def _manager(row: Taking) -> tuple[str, str]:
    code = row.take("customer.manager_code", cells.number, "")
    name = row.take("customer.manager_name", cells.name, "")
    either = row.take("customer.manager", cells.name, "")
    # A single column holds codes in one bank and names in another; only codes have digits.
    if any(char.isdigit() for char in either):
        return code or row.take("customer.manager", cells.number, ""), name
    return code, name or either


def _occasions(row: Taking) -> Iterator[Occasion]:
    for field in relationship.OCCASIONS:
        day = row.take(f"customer.{field}", days.birthday, None)
        if day is not None:
            yield relationship.occasion(field, day)
