"""到期: a deposit, wealth product or bond matures, and what becomes of the money is known or not."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import count
from typing import NamedTuple

from scheduling.held import held
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.playbook import WEEKDAYS
from scheduling.rules import LONGEST_BREAK, ONE_DAY, Rules
from scheduling.tier import FEN
from store.books import Book
from store.records import Customer, FollowUp, Holding, MaturityOutcome, Person

NAME = "maturity"
HEADING = "maturing"
ANSWERED = False
REASONS = {
    "maturity.before": ("days", "maturity", "product", "amount"),
    "maturity.today": ("days", "maturity", "product", "amount"),
    "maturity.after": ("days", "maturity", "product", "amount"),
    "maturity.week": ("days", "maturity", "product", "amount"),
    "maturity.rest": ("days", "maturity", "product", "amount", "kept"),
}
WEEK = 7
ENDS = ("renewed", "partly", "moved", "withdrawn")


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """The rungs of each holding's ladder, one a holding and day, the latest rung where several meet.

    Nothing but what became of the money ends them: unanswered it stands in each day for a while, and then
    comes again each week.
    """
    today = rules.today(book.owner, now)
    appointments = [item for item in book.follow_ups.values() if item.open and item.because == "maturity"]
    last = _latest(rules, end)
    for customer, holding in held(book.customers):
        if holding.maturity and holding.maturity <= last and asks(customer, holding, rules):
            rungs = _rungs(book.owner, customer, holding, rules, today)
            for rung in _appointed(rungs, customer, holding, appointments) if appointments else rungs:
                if start <= rung.day <= end:
                    yield _occurrence(customer, holding, rung)


def _latest(rules: Rules, end: date) -> date:
    """The last maturity of which anything may be said until the end."""
    days = [day for ladder in rules.playbook.maturity.ladders for day in ladder.days]
    return end + timedelta(days=max(*days, 0) + WEEK + LONGEST_BREAK)


def matured(holding: Holding, rules: Rules) -> bool:
    """Whether it is a holding whose money comes free one day."""
    return holding.maturity is not None and holding.kind.value in rules.playbook.maturity.kinds


def matures(holding: Holding, rules: Rules) -> bool:
    """Whether the holding has a maturity of which the outcome is still open."""
    return matured(holding, rules) and not holding.ended and not holding.told


def asks(customer: Customer, holding: Holding, rules: Rules) -> bool:
    """Whether it matures, and what becomes of the money is ours to ask.

    What matured long before the list first brought the customer is the bank's past: nobody was reminded.
    """
    if holding.maturity is None or not matures(holding, rules):
        return False
    return customer.listed_on is None or holding.maturity >= customer.listed_on - _asked_for(holding, rules)


def told_head_on(holding: Holding, rules: Rules) -> date:
    """From this day on the head hears of money of which nobody has said what became of it."""
    return (holding.maturity or date.max) + _asked_for(holding, rules) + ONE_DAY


def _asked_for(holding: Holding, rules: Rules) -> timedelta:
    """How long after its maturity money is asked about every day."""
    ladder = ladder_of(holding.amount, rules) or (0,)
    return timedelta(days=max(-min(ladder), 0) + rules.playbook.maturity.stays_days)


def falls_on(maturity: date, rules: Rules) -> date:
    """The working day on which the day of maturity is worked."""
    return rules.calendar.working_day_before(maturity)


def ladder_of(amount: int | None, rules: Rules) -> tuple[int, ...] | None:
    """The days of the ladder for an amount in fen; None for one that comes in the weekly list only."""
    for ladder in rules.playbook.maturity.ladders:
        if amount is not None and amount >= ladder.from_yuan * FEN:
            return ladder.days
    return None


def asked_about(book: Book, rules: Rules, day: date) -> Iterator[tuple[Customer, Holding]]:
    """The money whose maturity is worked on a day and of which nobody has told what became of it.

    Small sums, which come in a list, are not asked about.
    """
    for customer in book.customers.values():
        for holding in customer.holdings:
            if (
                holding.maturity is not None
                and asks(customer, holding, rules)
                and ladder_of(holding.amount, rules) is not None
                and falls_on(holding.maturity, rules) == day
            ):
                yield customer, holding


class _Rung(NamedTuple):
    """A step of a ladder: the day that its rule names, and the one on which it is said."""

    named: date
    day: date
    when: str
    late: bool = False


def _rungs(owner: Person, customer: Customer, holding: Holding, rules: Rules, today: date) -> Sequence[_Rung]:
    maturity = holding.maturity or today
    ladder = ladder_of(holding.amount, rules)
    if ladder is None:
        listed = _in_the_list(customer, rules, maturity)
        return [listed, *_unanswered(listed, owner, rules, today, 0)]
    by_day: dict[date, _Rung] = {}
    for days in sorted(ladder, reverse=True):
        rung = _rung(rules, maturity, days)
        by_day[rung.day] = rung
    rungs = list(by_day.values())
    return [*rungs, *_unanswered(rungs[-1], owner, rules, today, rules.playbook.maturity.stays_days)]


def _rung(rules: Rules, maturity: date, days: int) -> _Rung:
    named = maturity - timedelta(days=days)
    moved = falls_on(named, rules) if days >= 0 else rules.calendar.working_day_after(named)
    return _Rung(named, moved, "before" if days > 0 else "today" if days == 0 else "after")


def _unanswered(last: _Rung, owner: Person, rules: Rules, today: date, days: int) -> Iterator[_Rung]:
    """The last rung once more, when its day is over and nobody knows where the money went.

    For so many days it stands in each today, then once a week for ever, on a day at work of the owner.
    """
    if not last.day < today:
        return
    daily = last.day + timedelta(days=days)
    if today <= daily:
        yield last._replace(day=today, late=True)
        return
    # A break moves a week's day on, so one of the weeks before today may fall into it.
    weeks = max((today - daily).days - LONGEST_BREAK, 0) // WEEK
    coming = (daily + timedelta(days=(weeks + n) * WEEK) for n in count(1))
    worked = (rules.next_at_work(owner, day) for day in coming)
    yield last._replace(day=next(day for day in worked if day >= today), late=True)


def _in_the_list(customer: Customer, rules: Rules, maturity: date) -> _Rung:
    weekday = WEEKDAYS.index(rules.playbook.maturity.list_weekday)
    named = maturity - timedelta(days=(maturity.weekday() - weekday) % 7)
    # Who came with a list in the middle of the week is told of on the day the list came.
    known = max(named, min(customer.listed_on or named, maturity))
    return _Rung(named, rules.calendar.working_day_after(known), "week")


def _occurrence(customer: Customer, holding: Holding, rung: _Rung) -> Occurrence:
    named, day, when, late = rung
    listed = when == "week"
    maturity = holding.maturity or named
    facts: dict[str, object] = {
        "days": (maturity - named).days,
        "maturity": maturity,
        "product": holding.product,
        "amount": holding.open_amount,
    }
    if holding.outcome is MaturityOutcome.PARTLY:
        when, facts = "rest", facts | {"kept": holding.kept}
    return Occurrence(
        kind=NAME,
        subject=f"{customer.id}/{holding.number}",
        customer=customer.id,
        day=day,
        named=named,
        reason=Reason(key=f"maturity.{when}", facts=facts),
        rank=Rank.LIST if listed else Rank.MONEY,
        ends=ENDS,
        heading=HEADING,
        amount=holding.open_amount,
        listed=listed,
        late=late,
    )


def _appointed(
    rungs: Sequence[_Rung], customer: Customer, holding: Holding, appointments: list[FollowUp]
) -> Iterator[_Rung]:
    """An appointment about the money stands for the rungs until its day; the day after is still asked."""
    until = [item.day for item in appointments if item.customer == customer.id]
    whole = holding.outcome is not MaturityOutcome.PARTLY
    for rung in rungs:
        asks_after = (rung.when == "after" and whole) or rung.late
        if asks_after or not any(rung.day <= day for day in until):
            yield rung
