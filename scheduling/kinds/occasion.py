"""纪念日、人生大事: days of the customer's family, company and life."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import get_args

from scheduling.calendar import LunarFall
from scheduling.kept_days import kept_days, rule_of
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from store.books import Book
from store.records import Customer, Occasion, OccasionKind, Stage

NAME = "occasion"
HEADING = "occasions"
REASONS = {f"occasion.{kind}": ("text", "on", "days", "rule") for kind in get_args(OccasionKind)}


def occurrences(book: Book, rules: Rules, start: date, end: date, _now: datetime) -> Iterable[Occurrence]:
    """Each family day on its day, in the stage trust before it too; what comes once, before and after."""
    for customer in book.customers.values():
        for name, occasion in _named(customer):
            for one in _falls(customer, occasion, name, rules, (start, end)):
                if start <= one.day <= end:
                    yield one


def _named(customer: Customer) -> Iterator[tuple[str, Occasion]]:
    """A name for each day that stays when another one is taken out; twins have one each."""
    seen: Counter[str] = Counter()
    for occasion in customer.occasions:
        day = occasion.day
        month = f"{'L' if day.calendar == 'lunar' else ''}{'+' if day.leap else ''}{day.month}"
        name = f"{occasion.kind}{month}-{day.day}"
        seen[name] += 1
        yield (f"{name}#{seen[name]}" if seen[name] > 1 else name), occasion


def _falls(
    customer: Customer, occasion: Occasion, name: str, rules: Rules, span: tuple[date, date]
) -> Iterator[Occurrence]:
    given = rules.playbook.occasion
    if occasion.once:
        kept = LunarFall(day=date(occasion.day.year or 1, occasion.day.month, occasion.day.day))
        for days in dict.fromkeys((given.event_before, -given.event_after)):
            yield _occurrence(customer, occasion, name, kept, days)
        return
    before = given.trust_before if customer.stage is Stage.TRUST else 0
    for kept in kept_days(occasion.day, rules, span[0], span[1] + timedelta(days=before)):
        for days in sorted({before, 0}, reverse=True):
            yield _occurrence(customer, occasion, name, kept, days)


def _occurrence(customer: Customer, occasion: Occasion, name: str, kept: LunarFall, days: int) -> Occurrence:
    day = kept.day - timedelta(days=days)
    facts: dict[str, object] = {
        "text": occasion.whose,
        "on": kept.day,
        "days": days,
        "rule": rule_of(occasion.day, kept),
    }
    return Occurrence(
        kind=NAME,
        subject=f"{customer.id}/{name}",
        customer=customer.id,
        day=day,
        named=day,
        reason=Reason(key=f"occasion.{occasion.kind}", facts=facts),
        rank=Rank.RELATIONSHIP,
        ends=("sent", "contact", "skipped"),
        heading=HEADING,
    )
