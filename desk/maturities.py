"""到期: matured money whose outcome is still not known, and what became of it (DOMAIN 3)."""

from collections.abc import Sequence
from datetime import date, datetime, time

from desk.sitting import Sitting
from scheduling.kinds.maturity import asks, falls_on, ladder_of, matures
from scheduling.rules import Rules
from store.records import Amount, Customer, Holding, MaturityOutcome, Refused, replace

# 「60万转走了」 of 62万 is all of it.
_ROUNDED = 0.9


def maturing(customer: Customer, rules: Rules, day: date) -> tuple[Holding, ...]:
    """Money that is worked by a day, on Friday the weekend's too, with nobody knowing what became of it."""
    return tuple(
        each
        for each in customer.holdings
        if each.maturity is not None and asks(customer, each, rules) and falls_on(each.maturity, rules) <= day
    )


def asked_at(customer: Customer, holding: Holding, rules: Rules, now: datetime) -> time | None:
    """When today it will be asked what became of the money; None when it will not; `now` is local."""
    at = rules.playbook.maturity.ask_at
    asked = customer.left_list is None and ladder_of(holding.amount, rules) is not None
    if not asked or holding.maturity is None or now.time() >= at:
        return None
    return at if falls_on(holding.maturity, rules) == now.date() else None


def open_money(at: Sitting, customer: Customer, amounts: Sequence[Amount] = ()) -> tuple[Holding, ...]:
    """The money that may be meant where it is said what became of it: what is due, else all that will be.

    A sum that is that of one holding alone means that one.
    """
    due = maturing(customer, at.rules, at.today) or awaited(customer, at.rules)
    named = {(each.fen, each.currency) for each in amounts}
    alone = tuple(each for each in due if (each.open_amount, each.currency) in named)
    return alone if len(alone) == 1 else due


def awaited(customer: Customer, rules: Rules) -> tuple[Holding, ...]:
    """All money, due or not, of which nobody has said what became of it."""
    return tuple(each for each in customer.holdings if matures(each, rules))


def renewed(holding: Holding, amounts: Sequence[Amount], *, bare: bool = False) -> int | None:
    """The fen that were said to stay; None where no such sum was named.

    `bare` takes a sum that was said of nothing else as one of these.
    """
    meant = ("renewed", "") if bare else ("renewed",)
    named = [each.fen for each in amounts if each.meaning in meant and each.currency == holding.currency]
    return sum(named) if named else None


def part_gone(holding: Holding, amounts: Sequence[Amount]) -> int | None:
    """The fen that went where a part of the money was said to; None for all of it, which people round."""
    whole = holding.open_amount
    named = [each.fen for each in amounts if each.currency == holding.currency and each.fen != whole]
    gone = [each.fen for each in amounts if each.fen in named and each.meaning in ("moves_out", "withdraws")]
    return sum(gone) if whole is not None and 0 < sum(gone) < whole * _ROUNDED else None


def settle_money(
    at: Sitting,
    customer: Customer,
    holding: str,
    outcome: MaturityOutcome,
    *,
    to: str = "",
    kept: int | None = None,
    gone: int | None = None,
) -> Customer:
    """Say what became of the money of one holding, where it went, and of a part how much (fen) was renewed;
    nothing less ends a maturity.
    """
    if all(each.number != holding for each in customer.holdings):
        raise Refused("holding.gone")
    known = with_outcome(customer, holding, outcome, at.today, to=to, kept=kept, gone=gone)
    at.put(known)
    at.audit("maturity", customer.id, holding=holding, outcome=outcome.value)
    return known


def with_outcome(
    customer: Customer,
    number: str,
    outcome: MaturityOutcome,
    today: date,
    *,
    to: str = "",
    kept: int | None = None,
    gone: int | None = None,
) -> Customer:
    """The customer, knowing what became of the money of one holding, and where it went if that was said.

    `kept` (fen) is how much was renewed, where a sum was named: less than there was is a part. `gone` is
    how much of it went, where that was said: the rest stays.
    """
    return replace(
        customer,
        holdings=tuple(
            replace(_parted(each, outcome, to, kept, gone), outcome_on=today)
            if each.number == number
            else each
            for each in customer.holdings
        ),
    )


def _parted(
    holding: Holding, outcome: MaturityOutcome, to: str, kept: int | None, gone: int | None
) -> Holding:
    if gone is None or holding.open_amount is None:
        return _told(holding, outcome, to, kept)
    return _told(_told(holding, MaturityOutcome.PARTLY, "", holding.open_amount - gone), outcome, to, None)


def _told(holding: Holding, outcome: MaturityOutcome, to: str, kept: int | None) -> Holding:
    """Of money that was renewed in part, what is said next is said of its rest."""
    parted = holding.outcome is MaturityOutcome.PARTLY
    if kept is not None and outcome in (MaturityOutcome.RENEWED, MaturityOutcome.PARTLY):
        kept += (holding.kept or 0) if parted else 0
        whole = holding.amount is not None and kept >= holding.amount
        outcome = MaturityOutcome.RENEWED if whole else MaturityOutcome.PARTLY
        if outcome is MaturityOutcome.PARTLY:
            return replace(holding, outcome=outcome, kept=kept, rest=None, outcome_to="")
        return replace(holding, outcome=outcome, kept=None, rest=None, outcome_to="")
    if parted and outcome is not MaturityOutcome.PARTLY:
        return replace(holding, rest=outcome, outcome_to=to)
    return replace(holding, outcome=outcome, outcome_to=to)
