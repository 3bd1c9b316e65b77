"""The plan: when each customer is contacted, spread so that it can be done (DOMAIN 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import msgspec
from msgspec.structs import replace

from scheduling.cadence import slack_of
from scheduling.capacity import room_on, worked_on
from scheduling.kinds import kind_named
from scheduling.occurrence import Occurrence
from scheduling.placing import Day, Placed, Placing, Wish, days_of, lightest
from scheduling.rules import ONE_DAY, Rules
from scheduling.standing import standing
from scheduling.tier import height_of, tier_of
from store.books import Book
from store.records import Customer

# How full a day may be is decided over so many days from today on, whatever span is asked for, so that the
# morning's digest and a year's preview say the same of a day.
FORESIGHT = timedelta(days=90)


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """A contact that the plan put on a day; `late` counts days after the end of its window."""

    customer: str
    day: date
    occurrence: Occurrence
    late: int
    joined: bool


@dataclass(frozen=True, kw_only=True)
class Laid:
    """Everything from a day on: what has its own day, and what the plan placed."""

    fixed: Sequence[Occurrence]
    planned: Sequence[Planned]


def plan(book: Book, rules: Rules, start: date, days: int, now: datetime) -> tuple[Planned, ...]:
    """The planned contacts of `days` days from start (not before today) on, in order of day.

    It is taken that every planned contact reaches its customer; each morning plans anew from what happened.
    """
    end = start + timedelta(days=days - 1)
    return tuple(one for one in lay(book, rules, start, end, now).planned if start <= one.day <= end)


def unfit(book: Book, rules: Rules, days: int, now: datetime) -> tuple[Planned, ...]:
    """Who is contacted later than asked for within the next days because the days are full, latest first."""
    planned = plan(book, rules, rules.today(book.owner, now), days, now)
    late = [one for one in planned if one.late and one.day > rules.today(book.owner, now)]
    return tuple(sorted(late, key=lambda one: (-one.late, one.customer)))


def lay(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Laid:
    """What stands and what is planned from start to end, both included."""
    today = rules.today(book.owner, now)
    # A window that is open on the last day may wait for a reason after it.
    horizon = max(end, today + FORESIGHT) + _longest_window(rules)
    stands = standing(book, rules, min(start, today), horizon, now)
    fixed = [one for one in stands if one.opens is None]
    wishes = [one for one in stands if one.opens is not None]
    days = _days(book, rules, fixed, today, horizon) if wishes else []
    return Laid(
        fixed=[one for one in fixed if start <= one.day <= end],
        planned=[one for one in _place(book, rules, days, wishes, today) if start <= one.day <= end],
    )


def _place(
    book: Book, rules: Rules, days: Sequence[Day], wanted: Sequence[Occurrence], today: date
) -> list[Planned]:
    first = {one.key: one for one in wanted}
    customers = book.customers
    wishes = [_wish(customers[one.customer], one, rules) for one in wanted]
    near = [day for day in days if day.day <= today + FORESIGHT]
    load = lightest(near, wishes, days_of(near))
    placed = Placing(days=days, fixed_days=days_of(days), most=load.most, usual=load.usual).run(wishes)
    return [_planned(customers[one.wish.customer], first[one.wish.key], one, rules) for one in placed]


def _wish(customer: Customer, occurrence: Occurrence, rules: Rules) -> Wish:
    kind = kind_named(occurrence.kind)
    gap = kind.repeats(customer, rules) if kind.repeats else None
    return Wish(
        due=occurrence.named,
        height=-height_of(tier_of(customer, rules.playbook), rules.playbook),
        key=occurrence.key,
        customer=customer.id,
        opens=occurrence.opens or occurrence.day,
        gap=None if gap is None else timedelta(days=gap),
        slack=slack_of(gap or 0, rules),
        patient=occurrence.patient,
        again=customer.misses > 0,
    )


def _planned(customer: Customer, first: Occurrence, placed: Placed, rules: Rules) -> Planned:
    occurrence = first
    if placed.wish.after is not None:
        follows = kind_named(first.kind).follows
        occurrence = follows(customer, rules, placed.wish.after) if follows else first
    occurrence = replace(occurrence, day=placed.day, opens=None, late=placed.late > 0)
    return Planned(
        customer=customer.id, day=placed.day, occurrence=occurrence, late=placed.late, joined=placed.joined
    )


def _days(book: Book, rules: Rules, fixed: Sequence[Occurrence], today: date, end: date) -> list[Day]:
    """The days at work; whoever was contacted today already has a place in today."""
    customers: dict[date, set[str]] = {today: set(worked_on(book, today))}
    tried = frozenset(one.id for one in book.customers.values() if one.misses)
    for one in fixed:
        if not one.listed:
            customers.setdefault(one.day, set()).add(one.customer)
    days: list[Day] = []
    for step in range((end - today).days + 1):
        day = today + step * ONE_DAY
        room = room_on(book.owner, day, rules)
        if room:
            there = frozenset(customers.get(day, ()))
            days.append(Day(day=day, room=room, fixed=there, again=there & tried))
    return days


def _longest_window(rules: Rules) -> timedelta:
    cadence = rules.playbook.cadence
    gaps = [gap for tier in cadence.gaps.values() for gap in (tier.establish, tier.strengthen, tier.trust)]
    along = (*rules.playbook.visit.days.values(), *rules.playbook.review.days.values())
    longest = max([*gaps, *cadence.first_within.values(), *along], default=0)
    return timedelta(days=int(longest * cadence.window) + 1)
