"""A month in figures, from the summaries of books: what stayed of matured money, what came and went."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from scheduling.rules import Rules
from scheduling.sums import summarise_customers
from store.books import Book
from store.summaries import Summary

WEEK = timedelta(days=7)
_WAYS = ("came", "went")


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """Money in fen of the days from the first of the month to a day, both included.

    `tiers` says what came and went by tier, where anything did. `stayed`, `left` and `untold` are of money
    that matured in them; `opened` are the days of the last week on which many accounts were opened, with how
    many by manager; `large` and `paid` count the large movements and payouts of the last two days.
    """

    stayed: int
    left: int
    untold: int
    came: int
    went: int
    large: int
    paid: int
    opened: Mapping[date, Mapping[str, int]]
    tiers: Mapping[str, tuple[int, int]] = {}  # msgspec copies an empty dict default for each record

    @property
    def rate(self) -> float | None:
        """The share of matured money that stayed (0 to 1); None where nothing is known of any."""
        known = self.stayed + self.left
        return self.stayed / known if known else None


def month_of(summaries: Iterable[Summary], day: date, batch_from: int) -> Month:
    """The month up to a day of all these books together."""
    many = tuple(summaries)
    first = day.replace(day=1)
    lately = day - timedelta(days=1)
    return Month(
        stayed=_sum(many, "stayed", first, day),
        left=_sum(many, "left", first, day),
        untold=_sum(many, "untold", first, day),
        came=_sum(many, "came", first, day),
        went=_sum(many, "went", first, day),
        large=_sum(many, "large", lately, day),
        paid=_sum(many, "paid", lately, day),
        opened=_batches(many, day, batch_from),
        tiers=_tiers(many, first),
    )


def month_of_book(book: Book, rules: Rules, day: date) -> Month:
    """The month of one book."""
    summary = Summary(
        book=book.id,
        branch=book.branch,
        person=book.owner.name,
        role=book.owner.role.value,
        day=day,
        counts=summarise_customers(book, rules),
    )
    return month_of((summary,), day, rules.playbook.new_account.batch_from)


def _batches(summaries: Sequence[Summary], day: date, least: int) -> Mapping[date, Mapping[str, int]]:
    days: dict[date, dict[str, int]] = {}
    for summary in summaries:
        for on, count in _by_day(summary, "opened"):
            if day - WEEK < on <= day:
                days.setdefault(on, {})[summary.person] = count
    return {on: by for on, by in sorted(days.items()) if sum(by.values()) >= least}


def _tiers(summaries: Sequence[Summary], first: date) -> Mapping[str, tuple[int, int]]:
    """What came and went of each tier in the month that begins on a day."""
    sums: dict[str, list[int]] = {}
    for summary in summaries:
        for key, fen in summary.counts.items():
            word, _, month = key.partition("|")
            way, _, tier = word.partition(".")
            if fen and tier and way in _WAYS and month == first.isoformat():
                sums.setdefault(tier, [0, 0])[_WAYS.index(way)] += fen
    return {tier: (came, went) for tier, (came, went) in sums.items()}


def _sum(summaries: Sequence[Summary], word: str, first: date, last: date) -> int:
    return sum(count for one in summaries for on, count in _by_day(one, word) if first <= on <= last)


def _by_day(summary: Summary, word: str) -> Iterable[tuple[date, int]]:
    start = f"{word}|"
    for key, count in summary.counts.items():
        if key.startswith(start):
            yield date.fromisoformat(key[len(start) :]), count
