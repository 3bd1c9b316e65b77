"""Filters of the book: tier, segment, value, lifecycle, and what was opened lately."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta

from handlers.conversation import Turn
from scheduling.segment import lifecycle_of, segment_of, value_of
from scheduling.tier import tier_of
from store.records import Customer

NEW_WITHIN = timedelta(days=7)
BY: tuple[str, ...] = ("tier", "segment", "value", "lifecycle", "opened")


def told_by(turn: Turn, customer: Customer, by: str) -> str:
    """What a customer is by one of the filters; empty where nothing is known."""
    return _TOLD[by](turn, customer)


def counts(turn: Turn, by: str) -> Mapping[str, int]:
    """How many of the book there are of each, the most first."""
    found = Counter(told_by(turn, each, by) for each in here(turn, by))
    found.pop("", None)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def here(turn: Turn, by: str) -> list[Customer]:
    """The customers of the open book; who has left the list is found under the lifecycle only."""
    everyone = turn.desk.book.customers.values()
    return [each for each in everyone if by == "lifecycle" or each.left_list is None]


def said(turn: Turn, by: str, value: str) -> str:
    """A choice in the reader's language; the bank's own names as it wrote them."""
    return turn.words.called("filter.opened" if by == "opened" else by, value)


def _opened(turn: Turn, customer: Customer) -> str:
    since = customer.since
    new = since is not None and turn.desk.today - NEW_WITHIN < since <= turn.desk.today
    return "week" if new else ""


_TOLD: Mapping[str, Callable[[Turn, Customer], str]] = {
    "tier": lambda turn, one: tier_of(one, turn.desk.rules.playbook),
    "segment": lambda turn, one: segment_of(one, turn.desk.rules.playbook, turn.desk.today),
    "value": lambda turn, one: value_of(one, turn.desk.rules.playbook),
    "lifecycle": lambda _turn, one: lifecycle_of(one),
    "opened": _opened,
}
