"""What a customer's record says of money and days, as counts of a summary: retention, flows, openings."""

from collections.abc import Iterator
from datetime import date, timedelta

from scheduling.kinds.movement import large_changes
from scheduling.kinds.payout import is_paid_out
from scheduling.rules import Rules
from scheduling.tier import FEN, tier_of
from store.records import Customer, MaturityOutcome

# Counts by day look so far back from the day of the list: this month and the one before.
LOOKS_BACK = timedelta(days=62)
# Where the rest of what was renewed in part is counted; while nobody has told, it is neither.
_REST = {
    None: "untold",
    MaturityOutcome.RENEWED: "stayed",
    MaturityOutcome.PARTLY: "untold",
    MaturityOutcome.MOVED: "left",
    MaturityOutcome.WITHDRAWN: "left",
}


def figures_of(customer: Customer, rules: Rules) -> Iterator[tuple[str, int]]:
    """Keys of a summary, a word and a day, with fen or a count."""
    yield from _retention(customer, rules)
    yield from _flows(customer, rules)
    known = customer.data_date or customer.listed_on
    if known is None:
        return
    since = known - LOOKS_BACK
    if customer.since is not None and customer.since >= since:
        yield f"opened|{customer.since}", 1
    for holding in customer.holdings:
        paid = holding.start is not None and holding.start >= since
        if paid and is_paid_out(holding, rules.playbook.payout.head_from_yuan):
            yield f"paid|{holding.start}", 1
    for day, fen in large_changes(customer, rules):
        if day >= since and abs(fen) >= rules.playbook.payout.head_from_yuan * FEN:
            yield f"large|{day}", 1


def _flows(customer: Customer, rules: Rules) -> Iterator[tuple[str, int]]:
    """What came and went by day; by tier it is told for whole months only, which are fewer."""
    tier = tier_of(customer, rules.playbook) if customer.flows else ""
    for flow in customer.flows:
        yield f"came|{flow.on}", flow.came
        yield f"went|{flow.on}", flow.went
        month = flow.on.replace(day=1)
        yield f"came.{tier}|{month}", flow.came
        yield f"went.{tier}|{month}", flow.went


def _retention(customer: Customer, rules: Rules) -> Iterator[tuple[str, int]]:
    """What stayed and what left of money that matured on a day; what nobody has told is neither."""
    for holding in customer.holdings:
        if holding.maturity is None or holding.kind.value not in rules.playbook.maturity.kinds:
            continue
        if holding.outcome is not None:
            yield from _split(
                holding.maturity, holding.amount or 0, holding.outcome, holding.kept, _REST[holding.rest]
            )
        elif not holding.ended:
            yield f"untold|{holding.maturity}", holding.amount or 0
    for each in customer.matured:
        yield from _split(each.day, each.fen, each.outcome, each.kept)


def _split(
    day: date, fen: int, outcome: MaturityOutcome, kept: int | None, rest: str = "left"
) -> Iterator[tuple[str, int]]:
    if outcome is MaturityOutcome.PARTLY:
        if kept is None:
            # Nobody said how much: no share of it is guessed.
            yield f"untold|{day}", fen
            return
        yield f"stayed|{day}", min(kept, fen)
        yield f"{rest}|{day}", max(0, fen - kept)
        return
    word = "stayed" if outcome is MaturityOutcome.RENEWED else "left"
    yield f"{word}|{day}", fen
