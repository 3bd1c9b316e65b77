"""A simulated year with a thousand kills: every reminder that was due has come, none three times."""

import random
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

from proofs.bank import book_of, brought, customers, database, joined, problems, with_store
from proofs.killing import quick_folder
from proofs.lives import ZONE, Life, Made, Plan, Shown, begun, lived, moments, warm
from proofs.row import Row
from store.ledger import LedgerRow, State
from store.store import Store

KILLS, DAYS = 1_000, 365
BEGINS = datetime(2026, 11, 24, 7, 0, tzinfo=ZONE)
A_DAY = 8
"""Promises made a working day."""
REPEAT, CATCHING_UP = "可能重复", "补上"
LATE = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(hours=48)
ENOUGH = 50
"""Kills of which the half must fall while a send is open; fewer prove nothing about chance."""
DRAIN = timedelta(days=4)
TOLD = frozenset({State.SETTLED, State.DONE})
"""What a digest has told of, and what was put aside after that."""


def rows(scale: float = 1.0) -> Iterator[Row]:
    days, kills = max(5, round(DAYS * scale)), max(8, round(KILLS * scale))
    dice = random.Random(2026)
    warm()
    with quick_folder() as folder:
        books = with_store(database(folder), _settled)
        plans = _promises(dice, books, days)
        lives = _lived(folder, dice, plans, days, kills)
        yield from _judged(folder, plans, lives, days)


async def _settled(store: Store) -> dict[str, str]:
    """The book of each customer."""
    await brought(store, customers(40))
    await joined(store)
    return {key: await book_of(store, key) for key in map(str, range(1000, 1040))}


def _promises(dice: random.Random, books: dict[str, str], days: int) -> list[Made]:
    """Made and due in working hours, three days to a month apart, so that no pause hides one."""
    made: list[Made] = []
    for day in range(days):
        for moment in moments(dice, BEGINS + timedelta(days=day), A_DAY):
            number = len(made)
            due = dice.choice(moments(dice, BEGINS + timedelta(days=day + dice.randint(3, 30)), 1))
            customer = str(1000 + dice.randrange(40))
            made.append(Made(id=f"p{number:05}", book=books[customer], customer=customer, at=moment, due=due))
    return made


def _pause(dice: random.Random) -> timedelta:
    kind = dice.random()
    if kind < 0.55:
        return timedelta(seconds=dice.random() * 60)
    if kind < 0.85:
        return timedelta(hours=dice.random() * 3)
    return dice.random() * LONGEST_PAUSE


def _lived(folder: Path, dice: random.Random, plans: list[Made], days: int, kills: int) -> list[Life]:
    lives: list[Life] = []
    waiting = {each.id: each for each in plans}
    moment, end = BEGINS, BEGINS + timedelta(days=days)
    while moment < end or sum(life.ended.signal != 0 for life in lives) < kills:
        kind = dice.random()
        plan = Plan(
            start=moment,
            end=moment + timedelta(days=3),
            made=tuple(each for each in waiting.values() if each.at < moment + timedelta(days=3)),
            after=dice.randint(1, 3) if kind < 0.75 else 0,
            before=dice.random() < 0.4,
            number=len(lives) + 1,
        )
        child = begun(folder, plan)
        child.go()
        timer = threading.Timer(0.1 + dice.random() * 0.3, child.kill)
        if not plan.after:
            timer.start()
        life = lived(child, plan)
        timer.cancel()
        lives.append(life)
        if life.ended.status:
            break  # it could not even be begun: told as a failure
        for each in life.made:
            del waiting[each]
        moment = life.until + _pause(dice)
    last = Plan(start=moment, end=moment + DRAIN, made=tuple(waiting.values()), number=len(lives) + 1)
    child = begun(folder, last)
    child.go()
    return [*lives, lived(child, last)]


def _judged(folder: Path, plans: Sequence[Made], lives: Sequence[Life], days: int) -> Iterator[Row]:
    until = lives[-1].until
    kills = sum(life.ended.signal != 0 for life in lives)
    open_ = sum(bool(life.open) for life in lives)
    shown = [each for life in lives for each in life.shown]
    reminders = [each for each in shown if any(key.startswith("follow_up|") for key in each.keys)]
    copies: dict[str, list[Shown]] = defaultdict(list)
    for each in shown:
        for key in each.keys:
            copies[_promise(key)].append(each)
    due = [each for each in plans if each.due < until]
    unseen = [each for each in due if each.id not in copies]
    # Claimed twice and cut twice: nobody knows whether it left, and there is no third; a digest has told it.
    rows_ = with_store(database(folder), partial(_ledger, unseen))
    claims = {name: row.attempt if row else 0 for name, row in rows_.items()}
    twice = {name for name, row in rows_.items() if row and row.attempt == 2 and row.state in TOLD}
    never = [
        f"{each.id} was due {each.due:%m-%d %H:%M}, was claimed {claims[each.id]} times and never sent"
        for each in unseen
        if each.id not in twice
    ]
    early = [
        f"{each.id} came before its minute"
        for each in due
        if any(one.at < each.due for one in copies[each.id])
    ]
    found = f"{days} days, {kills:,} kills, {open_:,} of them while a send was open, "
    found += f"{len(shown):,} messages; {len(twice)} cut twice"
    failed = [
        f"life {n} ended by itself: {life.ended}" for n, life in enumerate(lives, 1) if life.ended.status
    ]
    if kills >= ENOUGH and open_ * 2 < kills:
        failed.append(f"only {open_} of {kills} kills fell while a send was open")
    yield Row(
        "a year of kills: no reminder that was due is never sent, or early",
        len(due),
        [*never, *early, *failed],
        found=found,
    )
    yield _doubles(copies, lives)
    yield _late(due, reminders)
    yield _mornings(shown)
    yield Row("a year of kills: the store is sound", 1, with_store(database(folder), problems))


async def _ledger(unseen: Sequence[Made], store: Store) -> dict[str, LedgerRow | None]:
    """What became of each, as far as the ledger knows."""
    return {each.id: await store.ledger.get(f"follow_up|{each.id}|{each.due.date()}") for each in unseen}


def _promise(key: str) -> str:
    """What a key is about: one promise, or the key itself."""
    kind, subject, _day = key.split("|")
    return subject.partition("~")[0] if kind == "follow_up" else key


def _doubles(copies: dict[str, list[Shown]], lives: Sequence[Life]) -> Row:
    """A second copy only of what was in flight at a kill, marked; and never a third."""
    flying = {
        (each.life, _promise(key))
        for life in lives
        if life.ended.signal
        for each in life.in_flight
        for key in each.keys
    }
    failures: list[str] = []
    doubles = 0
    for name, all_ in copies.items():
        if len(all_) > 2:
            failures.append(f"{name} came {len(all_)} times")
        for first, second in pairwise(all_):
            doubles += 1
            if (first.life, name) not in flying:
                failures.append(
                    f"{name} came again though the first copy was written down in life {first.life}"
                )
            if REPEAT not in second.text:
                failures.append(f"{name} came again unmarked: {second.text!r}")
    flights = sum(len(life.in_flight) for life in lives if life.ended.signal)
    promise = "a year of kills: a copy only of what was in flight, marked, never a third"
    return Row(
        promise,
        flights,
        failures,
        found=f"{flights} messages in flight at a kill, {doubles} repeats of reminders",
    )


def _late(due: Sequence[Made], reminders: Sequence[Shown]) -> Row:
    """What fell into a pause comes in one card a person, which says so."""
    when = {each.id: each.due for each in due}
    failures: list[str] = []
    cards: dict[tuple[int, int], list[Shown]] = defaultdict(list)
    for each in reminders:
        names = [_promise(key) for key in each.keys if key.startswith("follow_up|")]
        late = [name for name in names if name in when and each.at - when[name] > LATE]
        if not late:
            continue
        if CATCHING_UP not in each.text and REPEAT not in each.text:
            failures.append(f"{late} came late and unmarked: {each.text!r}")
        if REPEAT not in each.text:
            cards[each.life, each.chat].append(each)
    failures += [
        f"life {life}: {len(some)} cards for what was late"
        for (life, _chat), some in cards.items()
        if len(some) > 1
    ]
    several = sum(len(some[0].keys) > 1 for some in cards.values())
    return Row(
        "a year of kills: late ones come in one card, marked",
        len(cards),
        failures,
        found=f"{several} cards of several",
    )


def _mornings(shown: Sequence[Shown]) -> Row:
    """A digest that is not marked as perhaps a repeat is the only one of its day."""
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for each in shown:
        for key in each.keys:
            kind, who, day = key.split("|")
            if kind == "digest" and REPEAT not in each.text:
                seen[who, day] += 1
    failures = [f"{who} had {count} digests on {day}" for (who, day), count in seen.items() if count > 1]
    return Row("a year of kills: no day has two digests", len(seen), failures)
