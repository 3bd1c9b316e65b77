"""净值变动: a product's price moved by a share of itself, or fell below the price it was issued at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduling.carrying import carried
from scheduling.held import held
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from store.books import Book
from store.records import Customer, Holding

NAME = "value_moved"
HEADING = "values"
FACTS = ("percent", "price", "since", "product")
AT_ONCE = True
REASONS = {"value_moved.up": FACTS, "value_moved.down": FACTS, "value_moved.below": FACTS}


@dataclass(frozen=True, kw_only=True)
class Move:
    """On a day a price had gone up or down by `percent` since it was last spoken of, or was below issue."""

    day: date
    percent: int
    price: float
    below: bool


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """A list of the holders on the day the bank's list told it, or the next working day."""
    given, today = rules.playbook.value_moved, rules.today(book.owner, now)
    for customer, holding in held(book.customers):
        if holding.prices:
            for move in moves(holding, given.share):
                one = _occurrence(customer, holding, move, rules)
                one = carried(one, today, one.day + timedelta(days=given.stays_days))
                if start <= one.day <= end:
                    yield one


def moves(holding: Holding, share: float) -> Iterator[Move]:
    """Every move worth speaking of, measured from the price that was last spoken of."""
    if holding.price is None:
        return
    told = [(one.until, one.price) for one in holding.prices]
    reference, issue = told[0][1], holding.issue_price
    # What a list says from a day on is the price of the next one, the last of all that of now.
    following = [price for _, price in told[1:]] + [holding.price]
    was = reference
    for (day, _), price in zip(told, following, strict=True):
        below = issue is not None and price < issue <= was
        # Prices come with few decimals; 5 % of them is no more exact.
        if below or abs(price - reference) >= share * reference - 1e-9:
            percent = round((price - reference) / reference * 100)
            yield Move(day=day, percent=percent, price=price, below=below)
            reference = price
        was = price


def _occurrence(customer: Customer, holding: Holding, move: Move, rules: Rules) -> Occurrence:
    key = "below" if move.below else "up" if move.percent > 0 else "down"
    return Occurrence(
        kind=NAME,
        subject=f"{customer.id}/{holding.number}",
        customer=customer.id,
        day=rules.calendar.working_day_after(move.day),
        named=move.day,
        reason=Reason(
            key=f"value_moved.{key}",
            facts={
                "percent": abs(move.percent),
                "price": move.price,
                "since": move.day,
                "product": holding.product,
            },
        ),
        rank=Rank.LIST,
        ends=("contact", "sent", "skipped"),
        heading=HEADING,
        listed=True,
    )
