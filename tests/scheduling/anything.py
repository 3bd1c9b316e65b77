"""Books with something of everything, drawn by a seed: dates about today, every state, nothing tidy."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TypeVar

from store.books import Book
from store.records import (
    Balance,
    Birthday,
    Complaint,
    Contact,
    Customer,
    Flow,
    FollowUp,
    Holding,
    HoldingKind,
    Kind,
    MaturityOutcome,
    Occasion,
    Outcome,
    Person,
    Price,
    Purpose,
    Request,
    Role,
    SecondMet,
    Settled,
    Settlement,
    Stage,
    replace,
)

T = TypeVar("T")
SUMS = (0, 3_000_00, 60_000_00, 120_000_00, 600_000_00, 5_000_000_00)


class Chance:
    """Days and instants about a day, and what may be missing."""

    def __init__(self, seed: int, today: date) -> None:
        self._random = Random(seed)
        self.today = today

    def of(self, among: Sequence[T]) -> T:
        return self._random.choice(among)

    def often(self, share: float) -> bool:
        return self._random.random() < share

    def maybe(self, share: float, one: Callable[[], T]) -> T | None:
        return one() if self.often(share) else None

    def day(self, first: int, last: int) -> date:
        return self.today + timedelta(days=self._random.randrange(first, last))

    def at(self, first: int, last: int) -> datetime:
        minute = time(self._random.randrange(24), self._random.randrange(60))
        return datetime.combine(self.day(first, last), minute, UTC)

    def days(self, most: int) -> list[date]:
        return sorted(self.day(-60, 2) for _ in range(self._random.randrange(most)))

    def born(self) -> Birthday:
        calendar = self.of(("solar", "solar", "lunar"))
        month, day = self._random.randrange(1, 13), self.of((*range(1, 29), 29, 30))
        return Birthday(
            month=month,
            day=29 if month == 2 and calendar == "solar" else day,
            year=self.of((None, 1954, 1987, self.today.year - 1, self.today.year)),
            calendar="lunar" if calendar == "lunar" else "solar",
            leap=calendar == "lunar" and self.often(0.2),
        )


def anything(seed: int, today: date, customers: int = 60) -> Book:
    """A manager's book as of a day; the same one for the same seed."""
    chance = Chance(seed, today)
    owner = Person(
        id=f"m{seed}",
        name="李经理",
        role=Role.MANAGER,
        telegram=1,
        joined=chance.at(-300, -200),
        zone=chance.of(("Asia/Shanghai", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati")),
        weekdays=chance.of((None, None, (0, 1, 2, 3, 5), (2,))),
        away_until=chance.maybe(0.1, lambda: chance.at(-1, 12)),
    )
    found = (_customer(chance, f"{place:04}") for place in range(customers))
    people = [replace(_shared(each), introduced_by="0001", introduced_on=each.since) for each in found]
    known = [*(each.id for each in people), "gone"]
    return Book.detached(
        owner,
        *people,
        *(_contact(chance, f"k{number}", chance.of(known)) for number in range(40)),
        *(_promise(chance, f"f{number}", chance.of(known)) for number in range(20)),
        *(_complaint(chance, f"c{number}", chance.of(known)) for number in range(5)),
        *(_errand(chance, f"q{number}", chance.of(known)) for number in range(5)),
        *(_settled(chance, known) for _ in range(10)),
        id=f"book:{owner.id}",
        branch="east",
    )


def _shared(customer: Customer) -> Customer:
    """Every third has a second manager, who was there when they were last seen, if they ever were."""
    if int(customer.id) % 3:
        return customer
    seen = customer.visited_at
    return replace(customer, second="王海燕", second_met=SecondMet(who="王海燕", at=seen) if seen else None)


def _customer(chance: Chance, number: str) -> Customer:
    balances = (Balance(until=day, fen=chance.of(SUMS)) for day in chance.days(4))
    return Customer(
        id=number,
        name=f"客户{number}",
        birthday=chance.maybe(0.8, chance.born),
        since=chance.maybe(0.5, lambda: chance.day(-100, 20)),
        tier=chance.of(("", "", "", "private", "high", "mid", "mass", "unknown")),
        assets=chance.maybe(0.9, lambda: chance.of((*SUMS, 9_000_000_00))),
        holdings=tuple(_holding(chance, f"N{place}") for place in range(chance.of((0, 0, 1, 1, 2, 4)))),
        stage=chance.of([*Stage, Stage.TRUST]),
        refused_contact=chance.often(0.05),
        listed_on=chance.maybe(0.8, lambda: chance.day(-400, 1)),
        left_list=chance.maybe(0.05, lambda: chance.day(-30, 1)),
        reached_at=chance.maybe(0.7, lambda: chance.at(-150, 0)),
        visited_at=chance.maybe(0.5, lambda: chance.at(-250, 0)),
        reviewed_at=chance.maybe(0.4, lambda: chance.at(-150, 0)),
        tried_at=chance.maybe(0.3, lambda: chance.at(-20, 1)),
        misses=chance.of((0, 0, 0, 1, 3)),
        occasions=tuple(_occasion(chance) for _ in range(chance.of((0, 0, 1, 2)))),
        balances=tuple(balances),
        back_on=chance.maybe(0.1, lambda: chance.day(-10, 40)),
        risk_until=chance.maybe(0.3, lambda: chance.day(-30, 120)),
        stage_since=chance.maybe(0.4, lambda: chance.day(-90, 1)),
        checked_on=chance.maybe(0.5, lambda: chance.day(-300, 0)),
        flows=tuple(Flow(on=day, went=SUMS[4], largest_out=SUMS[4]) for day in chance.days(3)),
    )


def _holding(chance: Chance, number: str) -> Holding:
    return Holding(
        number=number,
        product=chance.of(("定期", "稳利基金", "年金险")),
        kind=chance.of(list(HoldingKind)),
        start=chance.maybe(0.7, lambda: chance.day(-400, 30)),
        maturity=chance.maybe(0.8, lambda: chance.day(-60, 200)),
        amount=chance.maybe(0.9, lambda: chance.of(SUMS)),
        status=chance.of(("active", "overdue")),
        status_since=chance.maybe(0.4, lambda: chance.day(-40, 10)),
        ended=chance.often(0.15),
        outcome=chance.maybe(0.2, lambda: chance.of(list(MaturityOutcome))),
        kept=chance.maybe(0.2, lambda: 10_000_00),
        price=chance.maybe(0.7, lambda: chance.of((0.9, 1.0, 1.1))),
        issue_price=chance.maybe(0.5, lambda: 1.0),
        prices=tuple(Price(until=day, price=chance.of((0.94, 1.0, 1.07))) for day in chance.days(3)),
        report_on=chance.maybe(0.2, lambda: chance.day(-40, 100)),
    )


def _occasion(chance: Chance) -> Occasion:
    if chance.often(0.5):
        return Occasion(kind=chance.of(("birthday", "wedding", "company")), day=chance.born())
    day = chance.day(-60, 200)
    once = Birthday(year=day.year, month=day.month, day=day.day)
    return Occasion(kind=chance.of(("exam", "abroad", "surgery")), day=once, once=True)


def _contact(chance: Chance, number: str, customer: str) -> Contact:
    at = chance.at(-30, 1)
    return Contact(
        id=number,
        customer=customer,
        kind=chance.of(list(Kind)),
        outcome=chance.of([*Outcome, Outcome.REACHED]),
        at=at,
        logged_at=at,
        by="li",
        purpose=chance.of([None, *Purpose, Purpose.PRODUCT]),
    )


def _promise(chance: Chance, number: str, customer: str) -> FollowUp:
    return FollowUp(
        id=number,
        customer=customer,
        how=chance.of(list(Kind)),
        day=chance.day(-10, 40),
        made_at=chance.at(-20, -10),
        by="li",
        at=chance.maybe(0.5, lambda: chance.at(0, 1).time()),
        because=chance.of(("promise", "retry", "complaint", "maturity")),
        retry=chance.of((0, 1)),
    )


def _complaint(chance: Chance, number: str, customer: str) -> Complaint:
    return Complaint(id=number, customer=customer, said="排队", received_at=chance.at(-30, 0), by="li")


def _errand(chance: Chance, number: str, customer: str) -> Request:
    due, made = chance.day(-5, 20), chance.at(-9, -5)
    return Request(id=number, customer=customer, what="对账单", due=due, made_at=made, by="li")


def _settled(chance: Chance, known: Sequence[str]) -> Settlement:
    kind, who = chance.of(("cadence", "birthday", "visit", "review")), chance.of(known)
    return Settlement(
        id=f"{kind}|{who}|{chance.day(-5, 30)}",
        state=chance.of(list(Settled)),
        at=chance.at(-5, 0),
        by="li",
        customer=who,
        until=chance.maybe(0.8, lambda: chance.at(-2, 20)),
    )
