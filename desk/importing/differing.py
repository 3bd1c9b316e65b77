"""What differs between two states of a customer, fact by fact, each product by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desk.importing.facts import UNLISTED
from desk.importing.outcome import Change
from store.records import Customer, Holding

# How a column of a list is called that fills the field of a record.
_COLUMNS = {"phones": "phone", "notes": "note", "targets": "campaign"}
# Follows from another difference.
_FOLLOWING = frozenset({"introduced_on", "left_list", "wrong_number", "holdings", "matured"})
_OF_A_HOLDING = (
    "product",
    "start",
    "maturity",
    "amount",
    "rate",
    "currency",
    "status",
    "price",
    "issue_price",
    "report_on",
)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One fact that differs: its field as a list names it, and what stood and stands there (None: nothing).

    Money is whole fen of `currency`; `product` is empty where the customer's own fact is meant.
    """

    field: str
    before: object
    after: object
    product: str = ""
    number: str = ""
    currency: str = "CNY"


def differing(change: Change, branches: Mapping[str, str]) -> tuple[Difference, ...]:
    """All that a change changes, in the order of the record; `branches` are names by id."""
    own = (
        Difference(
            field=f"customer.{_COLUMNS.get(field, field)}",
            before=_of(change.before, field, branches),
            after=_of(change.after, field, branches),
        )
        for field in change.fields
        if field not in _FOLLOWING
    )
    return (*own, *_of_holdings(change.before, change.after))


def _of(customer: Customer, field: str, branches: Mapping[str, str]) -> object:
    value: object = getattr(customer, field)
    if field == "occasions":
        return tuple(one.day for one in customer.occasions) or None
    if field == "branch":
        return branches.get(customer.branch, customer.branch) or None
    return None if value in ("", ()) else value


def _of_holdings(before: Customer, after: Customer) -> Iterator[Difference]:
    known = {holding.number: holding for holding in before.holdings}
    for holding in after.holdings:
        kept = known.get(holding.number)
        if kept is None:
            yield _difference(holding, "product", None, holding.product)
        elif kept != holding:
            yield from _of_holding(kept, holding)


def _of_holding(before: Holding, after: Holding) -> Iterator[Difference]:
    for field in _OF_A_HOLDING:
        was, now = getattr(before, field), getattr(after, field)
        if was != now:
            yield _difference(after, field, was or None, None if now == UNLISTED else now)


def _difference(holding: Holding, field: str, before: object, after: object) -> Difference:
    return Difference(
        field=f"holding.{field}",
        before=before,
        after=after,
        product=holding.product,
        number=holding.number,
        currency=holding.currency,
    )
