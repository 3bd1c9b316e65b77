"""生日: a customer's birthday by the solar or the lunar calendar, and the days before it for the gift."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from scheduling.calendar import LunarFall
from scheduling.kept_days import age_on, days_about, kept_days, lunar_day, rule_of
from scheduling.occurrence import Occurrence, Rank, Reason
from scheduling.rules import Rules
from scheduling.tier import by_tier
from store.books import Book
from store.records import Birthday, Customer

NAME = "birthday"
HEADING = "birthdays"
REASONS = {
    "birthday.today": ("birthday", "calendar", "age", "rule", "lunar", "days"),
    "birthday.ahead": ("birthday", "calendar", "age", "rule", "lunar", "days"),
}


def occurrences(book: Book, rules: Rules, start: date, end: date, _now: datetime) -> Iterable[Occurrence]:
    """Each birthday on its day, which is never moved, and by tier the days before it."""
    for tier, customers in by_tier(book.customers, rules.playbook).items():
        before = rules.playbook.birthday.before.get(tier, 0)
        last = end + timedelta(days=before)
        about = days_about(start, last)
        for customer in customers:
            born = customer.birthday
            if born is not None and (born.month, born.day) in about[born.calendar]:
                for kept in kept_days(born, rules, start, last):
                    for one in _falls(customer, born, kept, before):
                        if start <= one.day <= end:
                            yield one


def _falls(customer: Customer, birthday: Birthday, kept: LunarFall, before: int) -> Iterator[Occurrence]:
    age = age_on(birthday, kept.day)
    if age is None or age > 0:  # The day of birth itself is no birthday.
        for days in sorted({before, 0}, reverse=True):
            yield _occurrence(customer, birthday, kept, age, days)


def _occurrence(
    customer: Customer, birthday: Birthday, kept: LunarFall, age: int | None, days: int
) -> Occurrence:
    day = kept.day - timedelta(days=days)
    facts: dict[str, object] = {
        "birthday": kept.day,
        "calendar": birthday.calendar,
        "age": age,
        "rule": rule_of(birthday, kept),
        "lunar": lunar_day(birthday),
        "days": days,
    }
    return Occurrence(
        kind=NAME,
        subject=customer.id,
        customer=customer.id,
        day=day,
        named=day,
        reason=Reason(key="birthday.ahead" if days else "birthday.today", facts=facts),
        rank=Rank.RELATIONSHIP,
        ends=("sent", "contact", "skipped"),
        heading=HEADING,
    )
