"""当天就说: what a list brings that does not wait for the next morning (DOMAIN 3: the same day)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from scheduling.alarms import morning_at
from scheduling.cover import runs
from scheduling.kinds import kinds
from scheduling.occurrence import Occurrence
from scheduling.rules import Rules
from scheduling.standing import wanted
from scheduling.tier import FEN
from scheduling.wall import local
from store.books import Book
from store.records import Person

# Of these the head hears too, from the sum of the playbook on.
_TO_THE_HEAD = frozenset({"movement", "payout"})


def told_at_once(book: Book, rules: Rules, now: datetime) -> Mapping[str, Occurrence]:
    """By key what stands today, is told at once, and was neither settled nor must be left in peace."""
    today, off = rules.today(book.owner, now), rules.playbook.kinds.off
    return {
        one.key: one
        for kind in kinds()
        if kind.at_once and kind.name not in off
        for one in kind.occurrences(book, rules, today, today, now)
        if one.key not in book.settlements and wanted(book.customers[one.customer], one.kind, rules)
    }


def in_hours(person: Person, rules: Rules, now: datetime) -> bool:
    """Whether the person's day runs: before it the digest tells, after it the next one does.

    While somebody stands in it is enough that the bank works.
    """
    there, today = local(now, person.zone), rules.today(person, now)
    if not morning_at(person, rules) <= there.time() < person.wrap_at:
        return False
    covered = person.cover is not None and runs(person.cover, now)
    return rules.calendar.is_working_day(today) if covered else rules.at_work(person, today)


def for_the_head(told: Sequence[Occurrence], rules: Rules) -> Sequence[Occurrence]:
    """Those of which the head hears on the same day, the largest first."""
    least = rules.playbook.payout.head_from_yuan * FEN
    large = [one for one in told if one.kind in _TO_THE_HEAD and (one.amount or 0) >= least]
    return sorted(large, key=lambda one: (-(one.amount or 0), one.key))
