"""纪念日、人生大事: days of the customer's family, company and life."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest
from typing import get_args

from msgspec.structs import replace

from scheduling.calendar import LunarFall
from scheduling.kept_days import kept_days, lunar_day, rule_of
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from store.books import Book
from store.records import Customer, Occasion, OccasionKind, Stage

NAME = "occasion"
HEADING = "occasions"
REASONS = {f"occasion.{kind}": ("text", "on", "days", "rule", "lunar") for kind in get_args(OccasionKind)}

# The bank is closed for no longer, so no day is told or carried further than this from the day it is kept.
_MOVED = timedelta(days=14)
# To ask how it went is never too late by a day, but after so many nobody asks any more.
_STAYS = timedelta(days=10)


def occurrences(book: Book, rules: Rules, start: date, end: date, now: datetime) -> Iterable[Occurrence]:
    """Each family day on its day, in the stage trust before it too; what comes once, also after it.

    A day on which nobody works is told on the last working day before; what was missed stands in today.
    """
    today = rules.today(book.owner, now)
    for customer in [each for each in book.customers.values() if each.occasions]:
        for name, occasion in _named(customer):
            for steps in _keepings(customer, occasion, rules, (start, end)):
                for step, following in zip_longest(steps, steps[1:]):
                    one = _occurrence(customer, occasion, name, step)
                    one = _missed(one, step, today, _until(step, following, rules))
                    if start <= one.day <= end:
                        yield one


@dataclass(frozen=True, kw_only=True)
class _Step:
    """So many days before a kept day (0: the day, below: after it), and the day on which it is told."""

    kept: LunarFall
    days: int
    told: date

    @property
    def named(self) -> date:
        return self.kept.day - timedelta(days=self.days)


def _named(customer: Customer) -> Iterator[tuple[str, Occasion]]:
    """A name for each day that stays when another one is taken out; twins have one each."""
    seen: Counter[str] = Counter()
    for occasion in customer.occasions:
        day = occasion.day
        month = f"{'L' if day.calendar == 'lunar' else ''}{'+' if day.leap else ''}{day.month}"
        name = f"{occasion.kind}{month}-{day.day}"
        seen[name] += 1
        yield (f"{name}#{seen[name]}" if seen[name] > 1 else name), occasion


def _keepings(
    customer: Customer, occasion: Occasion, rules: Rules, span: tuple[date, date]
) -> Iterator[list[_Step]]:
    """The steps of each time that the day is kept, about the span and as far as they may be moved."""
    given = rules.playbook.occasion
    if occasion.once:
        kept = LunarFall(day=date(occasion.day.year or 1, occasion.day.month, occasion.day.day))
        yield _steps(kept, (given.event_before, 0, -given.event_after), rules)
        return
    before = given.trust_before if customer.stage is Stage.TRUST else 0
    last = span[1] + timedelta(days=before) + _MOVED
    for kept in kept_days(occasion.day, rules, span[0] - _MOVED, last):
        yield _steps(kept, (before, 0), rules)


def _steps(kept: LunarFall, days: Iterable[int], rules: Rules) -> list[_Step]:
    """In order, each on a working day of its own; what would fall together is told with the day itself."""
    calendar = rules.calendar
    day = calendar.working_day_before(kept.day)
    found = [_Step(kept=kept, days=0, told=day)]
    for each in dict.fromkeys(days):
        told = calendar.working_day_after(kept.day - timedelta(days=each))
        if (each > 0 and told < day) or (each < 0 and told > day):
            found.append(_Step(kept=kept, days=each, told=told))
    return sorted(found, key=lambda step: step.told)


def _until(step: _Step, following: _Step | None, rules: Rules) -> date:
    """The last day on which a missed one stays: until the next one, else for a while."""
    if step.days < 0:
        return step.told + _STAYS
    latest = rules.calendar.working_day_after(step.kept.day + timedelta(days=1))
    return latest if following is None else min(latest, following.told - timedelta(days=1))


def _missed(one: Occurrence, step: _Step, today: date, until: date) -> Occurrence:
    """On today when it was told before and not ended; late when its day is over, not while it is to come."""
    if not one.day < today <= until:
        return one
    return replace(one, day=today, late=today > max(step.kept.day, step.named))


def _occurrence(customer: Customer, occasion: Occasion, name: str, step: _Step) -> Occurrence:
    kept, days = step.kept, step.days
    facts: dict[str, object] = {
        "text": occasion.whose,
        "on": kept.day,
        "days": days,
        "rule": rule_of(occasion.day, kept),
        "lunar": lunar_day(occasion.day),
    }
    return Occurrence(
        kind=NAME,
        subject=f"{customer.id}/{name}",
        customer=customer.id,
        day=step.told,
        named=step.named,
        reason=Reason(key=f"occasion.{occasion.kind}", facts=facts),
        rank=Rank.RELATIONSHIP,
        ends=("sent", "contact", "skipped"),
        heading=HEADING,
    )
