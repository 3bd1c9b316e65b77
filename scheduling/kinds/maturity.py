"""到期: a deposit, wealth product or bond matures, and what becomes of the money is known or not."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.playbook import WEEKDAYS
from scheduling.rules import LONGEST_BREAK, Rules
from scheduling.tier import FEN
from store.books import Book
from store.records import Customer, FollowUp, Holding

NAME = "maturity"
HEADING = "maturing"
REASONS = {
    "maturity.before": ("days", "maturity", "product", "amount"),
    "maturity.today": ("days", "maturity", "product", "amount"),
    "maturity.after": ("days", "maturity", "product", "amount"),
    "maturity.week": ("days", "maturity", "product", "amount"),
}
WEEK = 7
ENDS = ("renewed", "partly", "moved", "withdrawn")


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """The rungs of each holding's ladder, one a holding and day, the latest rung where several meet."""
    today = rules.today(book.owner, now)
    appointments = [item for item in book.follow_ups.values() if item.open and item.because == "maturity"]
    first, last = _reach(rules, start, end)
    for customer in book.customers.values():
        for holding in customer.holdings:
            if holding.maturity and first <= holding.maturity <= last and matures(holding, rules):
                rungs = _appointed(_rungs(customer, holding, rules, today), customer, appointments)
                yield from (rung for rung in rungs if start <= rung.day <= end)


def _reach(rules: Rules, start: date, end: date) -> tuple[date, date]:
    """The first and the last maturity of which anything may be said from start to end."""
    given = rules.playbook.maturity
    days = [day for ladder in given.ladders for day in ladder.days]
    around = timedelta(days=WEEK + LONGEST_BREAK)
    before, after = max(days, default=0), given.stays_days - min(days, default=0)
    return start - timedelta(days=max(after, 0)) - around, end + timedelta(days=max(before, 0)) + around


def matures(holding: Holding, rules: Rules) -> bool:
    """Whether the holding has a maturity of which the outcome is still open."""
    return (
        holding.maturity is not None
        and holding.kind.value in rules.playbook.maturity.kinds
        and not holding.ended
        and holding.outcome is None
    )


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
                and matures(holding, rules)
                and ladder_of(holding.amount, rules) is not None
                and falls_on(holding.maturity, rules) == day
            ):
                yield customer, holding


def _rungs(customer: Customer, holding: Holding, rules: Rules, today: date) -> list[Occurrence]:
    maturity = holding.maturity or today
    ladder = ladder_of(holding.amount, rules)
    if ladder is None:
        return [_in_the_list(customer, holding, rules, maturity)]
    by_day: dict[date, Occurrence] = {}
    for days in sorted(ladder, reverse=True):
        rung = _rung(customer, holding, rules, maturity, days)
        by_day[rung.day] = rung
    rungs = list(by_day.values())
    return [*rungs, *_unanswered(rungs[-1], rules, today)]


def _rung(customer: Customer, holding: Holding, rules: Rules, maturity: date, days: int) -> Occurrence:
    named = maturity - timedelta(days=days)
    moved = falls_on(named, rules) if days >= 0 else rules.calendar.working_day_after(named)
    when = "before" if days > 0 else "today" if days == 0 else "after"
    return _occurrence(customer, holding, named, moved, when)


def _unanswered(last: Occurrence, rules: Rules, today: date) -> Iterator[Occurrence]:
    """The last rung once more today, when its day is over and nobody knows where the money went."""
    if last.day < today <= last.day + timedelta(days=rules.playbook.maturity.stays_days):
        yield replace(last, day=today, late=True)


def _in_the_list(customer: Customer, holding: Holding, rules: Rules, maturity: date) -> Occurrence:
    weekday = WEEKDAYS.index(rules.playbook.maturity.list_weekday)
    named = maturity - timedelta(days=(maturity.weekday() - weekday) % 7)
    # Who came with a list in the middle of the week is told of on the day the list came.
    known = max(named, min(customer.listed_on or named, maturity))
    day = rules.calendar.working_day_after(known)
    return _occurrence(customer, holding, named, day, "week")


def _occurrence(customer: Customer, holding: Holding, named: date, day: date, when: str) -> Occurrence:
    maturity = holding.maturity or named
    facts: dict[str, object] = {
        "days": (maturity - named).days,
        "maturity": maturity,
        "product": holding.product,
        "amount": holding.amount,
    }
    listed = when == "week"
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
        amount=holding.amount,
        listed=listed,
    )


def _appointed(
    rungs: list[Occurrence], customer: Customer, appointments: list[FollowUp]
) -> Iterator[Occurrence]:
    """An appointment about the money stands for the rungs until its day; the day after is still asked."""
    until = [item.day for item in appointments if item.customer == customer.id]
    for rung in rungs:
        asks_after = rung.reason.key == "maturity.after"
        if asks_after or not any(rung.day <= day for day in until):
            yield rung
