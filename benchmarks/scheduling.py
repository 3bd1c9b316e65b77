"""How fast the plan thinks, and how it fares through a simulated year."""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

from benchmarks.row import Row
from desk.tidying import CONTACTS_KEPT
from scheduling.agenda import Entry, agenda
from scheduling.alarms import alarms
from scheduling.cadence import gap_of
from scheduling.plan import plan
from scheduling.preview import preview
from scheduling.retry import next_try
from scheduling.rules import Rules
from scheduling.summary import summarise
from scheduling.wall import local
from store.books import Book
from store.records import (
    Birthday,
    Contact,
    Customer,
    FollowUp,
    Holding,
    HoldingKind,
    Kind,
    MaturityOutcome,
    Outcome,
    Person,
    Role,
    Settled,
    Settlement,
    Stage,
    replace,
)

START = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, tzinfo=UTC)
RULES = Rules.built_in()
MANAGER = Person(id="li", name="李经理", role=Role.MANAGER, telegram=1)
# The book that DOMAIN.md counts with: tier, customers, assets in yuan.
TIERS = (("private", 8, 8_000_000), ("high", 42, 900_000), ("mid", 150, 120_000), ("mass", 50, 20_000))
PLAN_GOAL, YEAR_GOAL, MORNING_GOAL = 0.05, 0.5, 2.0
REACH = 0.55
# The share that a morning may move of the contacts announced to others than those worked the day before.
MOVED = 0.1
# So many days of a book are worked before one is missed.
WORKED_BEFORE = (17, 44)
BRANCH_MANAGERS = 96


def made(seed: int, share: float = 1.0) -> Book:
    """A made book; a share of it has the same mix."""
    chance = Random(seed)
    people = [(tier, yuan) for tier, count, yuan in TIERS for _ in range(max(1, round(count * share)))]
    customers = [_customer(place, tier, yuan, chance) for place, (tier, yuan) in enumerate(people, start=1)]
    book = Book.detached(MANAGER, *customers, id="book:li")
    # Decoded once before anything is measured, as the store's shelf holds it.
    return book if book.customers else Book.detached(MANAGER)


def _customer(place: int, tier: str, yuan: int, chance: Random) -> Customer:
    stage = chance.choice([Stage.ESTABLISH, Stage.STRENGTHEN, Stage.TRUST])
    gaps = RULES.playbook.cadence.gaps.get(tier)
    gap = 90 if gaps is None else int(getattr(gaps, stage.value))
    maturity = START + timedelta(days=chance.randrange(400))
    held = Holding(
        number=f"D{place}", product="定期", kind=HoldingKind.DEPOSIT, maturity=maturity, amount=yuan * 50
    )
    return Customer(
        id=f"{place:05}",
        name=f"客户{place}",
        assets=yuan * 100,
        stage=stage,
        birthday=Birthday(
            year=1970,
            month=chance.randrange(1, 13),
            day=chance.randrange(1, 29),
            calendar=chance.choice(["solar", "solar", "lunar"]),
        ),
        holdings=(held,) if chance.random() < 0.5 else (),
        listed_on=START,
        reached_at=NOW - timedelta(days=chance.randrange(gap)),
    )


def rows(quick: bool) -> list[Row]:
    """The plan's speed, and a simulated year of one book a seed (a quarter when quick)."""
    whole, sixty, small = made(1), made(1, 0.24), made(1, 0.22)
    times = 3 if quick else 9
    plan_90 = _seconds(lambda now: plan(whole, RULES, START, 90, now), times)
    year = _seconds(lambda now: preview(sixty, RULES, START, 365, now), times)
    day = _seconds(lambda now: preview(small, RULES, START, 1, now), times) * BRANCH_MANAGERS
    commit = _seconds(lambda now: (alarms(whole, RULES, now), summarise(whole, RULES, now)), times)
    return [
        Row("plan: 250 customers for 90 days", f"{plan_90 * 1000:.0f} ms", "≤ 50 ms", plan_90 <= PLAN_GOAL),
        Row("preview: a year of 60 customers", f"{year * 1000:.0f} ms", "≤ 500 ms", year <= YEAR_GOAL),
        Row(f"preview: a day of {BRANCH_MANAGERS} managers", f"{day:.2f} s", "≤ 2 s", day <= MORNING_GOAL),
        Row("alarms and summary of a commit", f"{commit * 1000:.1f} ms", "≤ 1 ms", commit <= 0.001),
        _missed_days(1 if quick else 3),
        *(row for seed in range(1 if quick else 3) for row in _year(seed, 91 if quick else 365)),
    ]


def _seconds(work: Callable[[datetime], object], times: int) -> float:
    """The processor's seconds of one go: what else the machine does is not the matter of pure code.

    Each go is at another moment, as what was found for the same book at the same moment is kept.
    """
    work(NOW)
    taken: list[float] = []
    for step in range(1, times + 1):
        now = NOW + timedelta(seconds=step)
        started = time.process_time()
        work(now)
        taken.append(time.process_time() - started)
    return statistics.median(taken)


class Announced:
    """What each morning said of the next two weeks, and how much of it the next morning took back."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str], date] = {}
        self._worked: set[str] = set()
        self._moved, self._all = 0, 0

    def replanned(self, book: Book, day: date, worked: set[str]) -> None:
        """The plan of a morning; `worked` are those whose own matters change today."""
        said = _said(book, day, 14)
        others = {key: on for key, on in self._said.items() if key[0] not in self._worked and on >= day}
        self._all += len(others)
        self._moved += sum(said.get(key) != on for key, on in others.items())
        self._said, self._worked = said, worked

    @property
    def share(self) -> float:
        return self._moved / max(1, self._all)


def _missed_days(seeds: int) -> Row:
    """A day on which nobody is seen, after each of some spans of days worked."""
    moved = announced = 0
    for seed in range(seeds):
        for days in WORKED_BEFORE:
            some, all_of_them = _missed_day(seed, days)
            moved, announced = moved + some, announced + all_of_them
    share = moved / max(1, announced)
    name = "announced contacts of others that a missed day moves"
    return Row(name, f"{share:.1%}", f"≤ {MOVED:.0%}", share <= MOVED)


def _missed_day(seed: int, days: int) -> tuple[int, int]:
    """How many contacts of others than those of the day move by it, and how many there are in a fortnight."""
    chance, book = Random(seed), made(seed)
    for day in (START + timedelta(days=step) for step in range(days)):
        if RULES.at_work(MANAGER, day):
            now = _morning(day)
            for entry in [one for one in agenda(book, RULES, day, now) if not one.listed][:10]:
                _work(book, entry, now, chance)
    missed = RULES.next_at_work(MANAGER, START + timedelta(days=days))
    after = RULES.next_at_work(MANAGER, missed + timedelta(days=1))
    theirs = {entry.customer.id for entry in agenda(book, RULES, missed, _morning(missed))}
    said, again = _said(book, missed, 14), _said(book, after, 60)
    others = {key: on for key, on in said.items() if on >= after and key[0] not in theirs}
    return sum(again.get(key) != on for key, on in others.items()), len(others)


def _said(book: Book, day: date, days: int) -> dict[tuple[str, str], date]:
    """The day of each customer's next contact of each kind, as a morning's plan says it."""
    found: dict[tuple[str, str], date] = {}
    for one in plan(book, RULES, day, days, _morning(day)):
        found.setdefault((one.customer, one.occurrence.kind), one.day)
    return found


def _morning(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), UTC)


def _year(seed: int, days: int) -> Iterator[Row]:
    """Ten entries are worked a day; 55 % of the calls reach somebody, a second one the same afternoon too."""
    chance, book = Random(seed), made(seed)
    latest, loads, kept = 0.0, list[int](), Announced()
    for day in (START + timedelta(days=step) for step in range(days)):
        latest = max(latest, _latest(book, day))
        if not RULES.at_work(MANAGER, day):
            continue
        now = _morning(day)
        entries = [entry for entry in agenda(book, RULES, day, now) if not entry.listed]
        loads.append(len(entries))
        worked = entries[: RULES.playbook.capacity.entries]
        kept.replanned(book, day, {entry.customer.id for entry in worked})
        for entry in worked:
            _work(book, entry, now, chance)
    median = statistics.median(loads)
    yield Row(
        f"announced contacts of others that a morning moves, {days} days, seed {seed}",
        f"{kept.share:.1%}",
        f"≤ {MOVED:.0%}",
        kept.share <= MOVED,
    )
    yield Row(
        f"simulated {days} days, seed {seed}: latest contact, median day",
        f"{latest:.2f} gaps, {median:.0f} entries",
        "≤ 1.5 gaps, ≤ 10 entries",
        latest <= 1.5 and median <= 10,
    )


def _latest(book: Book, day: date) -> float:
    """The longest time since a customer was reached, in gaps."""
    since = [
        (day - customer.reached_at.date()).days / gap
        for customer in book.customers.values()
        if customer.reached_at and (gap := gap_of(customer, RULES))
    ]
    return max(since)


def _answer(book: Book, entry: Entry, now: datetime) -> None:
    """What a contact answers is done."""
    for one in entry.occurrences:
        if "contact" in one.ends and one.kind != "cadence":
            book.put(Settlement(id=one.key, state=Settled.DONE, at=now, by="li", customer=entry.customer.id))


def _log(book: Book, customer: Customer, at: datetime, outcome: Outcome) -> None:
    """The contact, in a book that keeps those of a month."""
    said = Contact(
        id=f"k{customer.id}{at:%m%d}",
        customer=customer.id,
        kind=Kind.CALL,
        outcome=outcome,
        at=at,
        logged_at=at,
        by="li",
    )
    book.put(said)
    for old in [one.id for one in book.contacts.values() if one.at < at - CONTACTS_KEPT]:
        book.drop(Contact, old)


def _work(book: Book, entry: Entry, now: datetime, chance: Random) -> None:
    customer = book.customers[entry.customer.id]
    for promise in [one for one in book.follow_ups.values() if one.customer == customer.id]:
        book.drop(FollowUp, promise.id)
    first, second = chance.random() < REACH, chance.random() < REACH
    at = now + timedelta(hours=2 if first else 8)
    _log(book, customer, at, Outcome.REACHED if first or second else Outcome.NO_ANSWER)
    if first or second:
        matured = {one.subject.partition("/")[2] for one in entry.occurrences if one.kind == "maturity"}
        held = tuple(
            replace(one, outcome=MaturityOutcome.RENEWED) if one.number in matured else one
            for one in customer.holdings
        )
        # Every second one who is asked to come does come.
        came = "visit" in entry.kinds and chance.random() < 0.5
        seen = at if came else customer.visited_at
        talked = at if came or ("review" in entry.kinds and chance.random() < 0.5) else customer.reviewed_at
        book.put(
            replace(
                customer,
                reached_at=at,
                tried_at=at,
                visited_at=seen,
                reviewed_at=talked,
                misses=0,
                holdings=held,
            )
        )
        _answer(book, entry, now)
        return
    misses = customer.misses + 2
    book.put(replace(customer, tried_at=at, misses=misses))
    again = next_try(local(at, MANAGER.zone), misses, MANAGER, RULES)
    if again is not None:
        retry = FollowUp(
            id=f"r{customer.id}",
            customer=customer.id,
            how=Kind.CALL,
            day=again[0],
            at=again[1],
            made_at=at,
            by="li",
            because="retry",
            retry=misses,
        )
        book.put(retry)
