"""A row of a list as a customer's holding, or as money that moved."""

from desk.importing import cells, days, movements, products
from desk.importing.lists import HoldingRow, MovementRow
from desk.importing.taking import Taking


def holding_row(row: Taking, customer: str) -> HoldingRow:
    """The holding of the row where it stands; its product and number are empty where the row names none."""
    product = row.take("holding.product", cells.words, "")
    start = row.take("holding.start", days.day, None)
    maturity = row.take("holding.maturity", days.day, None)
    number = row.take("holding.number", cells.product_number, "")
    status = row.take("holding.status", cells.words, "") or "active"
    if start and maturity and maturity < start:
        row.wrong("import.ends_before_start", "holding.maturity", start=start, end=maturity)
    return HoldingRow(
        spot=row.spot(),
        customer=customer,
        number=number,
        product=product or number,
        kind=products.kind_of(product, row.take("holding.kind", cells.words, "")),
        start=start,
        maturity=maturity,
        amount=row.money("holding.amount"),
        rate=row.take("holding.rate", cells.rate, None),
        currency=row.take("holding.currency", cells.currency, "CNY"),
        status=status,
        ended=products.has_ended(status),
        price=row.take("holding.price", cells.price, None),
        issue_price=row.take("holding.issue_price", cells.price, None),
        report_on=row.take("holding.report_on", days.day, None),
    )


def movement_row(row: Taking, number: str) -> MovementRow | None:
    """The money that moved, or None where no amount is told."""
    day = row.take("movement.on", days.day, None)
    if day is None:
        row.lacks("movement.on", "import.no_day")
        return None
    amount = row.money("movement.amount")
    if amount is not None:
        way = row.take("movement.direction", movements.direction, 0)
        amount = abs(amount) * way if way else amount
    else:
        amount = (row.money("movement.came") or 0) - (row.money("movement.went") or 0)
    return MovementRow(spot=row.spot(), customer=number, on=day, fen=amount) if amount else None
