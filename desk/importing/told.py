"""What lists of campaigns and movements say of customers who are kept already."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from desk.importing.lists import Lists, Problem
from desk.importing.movements import flows_of, known_first
from store.records import Customer, Flow, replace

# Two whole months, for the sums of this one and the last.
FLOWS_KEPT = timedelta(days=62)
_MOST_TARGETS = 20
_NAMED = 5


class Told:
    """The rows of targets and movements by customer number."""

    def __init__(self, lists: Lists, today: date) -> None:
        self._today = today
        self._flows = flows_of(lists.movements)
        self._targets: dict[str, tuple[str, ...]] = {}
        for row in lists.targets:
            known = self._targets.get(row.customer, ())
            self._targets[row.customer] = tuple(dict.fromkeys((*known, *row.targets)))

    @property
    def numbers(self) -> Sequence[str]:
        """Whom they name, each once."""
        return tuple(dict.fromkeys((*self._targets, *self._flows)))

    def laid_over(self, kept: Customer) -> Customer:
        """The customer with what these lists say."""
        now = with_targets(kept, self._targets.get(kept.id, ()))
        return with_flows(now, self._flows.get(kept.id, ()), self._today)


def unknown_campaigns(lists: Lists, known: Sequence[str]) -> tuple[Problem, ...]:
    """The campaigns that a list names and the playbook does not: nobody is reminded of them."""
    named = [name for row in lists.targets for name in row.targets]
    named += [name for row in lists.customers for name in row.targets]
    strange = [name for name in dict.fromkeys(named) if name not in known]
    key = "import.no_such_campaign" if known else "import.no_campaigns"
    facts = {"names": tuple(strange[:_NAMED]), "known": tuple(known[:_NAMED])}
    return (Problem(key=key, facts=facts),) if strange else ()


def with_targets(kept: Customer, names: Sequence[str]) -> Customer:
    """The customer named for campaigns; those from before stay."""
    targets = tuple(dict.fromkeys((*kept.targets, *names)))[-_MOST_TARGETS:]
    return kept if targets == kept.targets else replace(kept, targets=targets)


def with_flows(kept: Customer, flows: Sequence[Flow], today: date) -> Customer:
    """The customer with the sums of these days in place of those known before; old days are let go.

    The window ends today: one wrong day in a file must not push the true ones out of it.
    """
    days: Mapping[date, Flow] = {one.on: one for one in kept.flows}
    listed = (known_first(one, days[one.on]) if one.on in days else one for one in flows)
    news = [one for one in listed if _kept_on(one.on, today) and days.get(one.on) != one]
    if not news and all(on <= today for on in days):
        return kept
    days = {**days, **{one.on: one for one in news}}
    return replace(kept, flows=tuple(days[on] for on in sorted(days) if _kept_on(on, today)))


def _kept_on(day: date, today: date) -> bool:
    return today - FLOWS_KEPT < day <= today
