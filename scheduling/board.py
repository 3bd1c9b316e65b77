"""看板: a manager's work in five columns; each customer stands in one, the most pressing first."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import msgspec

from scheduling.agenda import agenda
from scheduling.rules import Rules
from scheduling.wall import local_day
from store.books import Book
from store.records import FollowUp, Outcome

COLUMNS = ("to_do", "promised", "waiting", "stuck", "done")


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """Customers by number: to be worked today, promised for later, waiting, stuck, done since Monday.

    `promises` are all open ones of the manager's own, which the playbook limits.
    """

    to_do: tuple[str, ...]
    promised: tuple[str, ...]
    waiting: tuple[str, ...]
    stuck: tuple[str, ...]
    done: tuple[str, ...]
    promises: tuple[str, ...]


def open_promises(book: Book) -> list[FollowUp]:
    """What the manager promised and has not kept yet, the soonest first; to try again is no promise."""
    own = (
        one
        for one in book.follow_ups.values()
        if one.open and one.customer in book.customers and one.because != "retry"
    )
    return sorted(own, key=lambda one: (one.day, str(one.at)))


def board(book: Book, rules: Rules, now: datetime) -> Board:
    """The board of a book as it stands."""
    own = open_promises(book)
    taken: set[str] = set()
    stuck = _once((one.customer for one in _stuck(book, own, rules)), taken)
    waiting = _once((one.customer for one in own if one.waiting), taken)
    today = rules.today(book.owner, now)
    entries = (one for one in agenda(book, rules, today, now) if not one.listed)
    to_do = _once((one.customer.id for one in entries), taken)
    promised = _once((one.customer for one in own if one.day > today), taken)
    return Board(
        to_do=to_do,
        promised=promised,
        waiting=waiting,
        stuck=stuck,
        done=_once(_reached_this_week(book, rules, now), set()),
        promises=tuple(one.id for one in own),
    )


def _stuck(book: Book, promises: Iterable[FollowUp], rules: Rules) -> Iterator[FollowUp]:
    """Promises that were moved too often, or whose customer answers no call or has a wrong number."""
    given = rules.playbook
    for one in promises:
        customer = book.customers[one.customer]
        unanswered = customer.misses >= given.cadence.tries or customer.wrong_number
        if one.moved >= given.board.stuck_after_moves or unanswered:
            yield one


def _reached_this_week(book: Book, rules: Rules, now: datetime) -> Iterator[str]:
    today = rules.today(book.owner, now)
    monday = today - timedelta(days=today.weekday())
    for contact in sorted(book.contacts.values(), key=lambda one: one.at, reverse=True):
        if contact.outcome is Outcome.REACHED and local_day(contact.at, book.owner.zone) >= monday:
            yield contact.customer


def _once(customers: Iterable[str], taken: set[str]) -> tuple[str, ...]:
    """Each customer once, and none who already stands in another column."""
    found = [one for one in dict.fromkeys(customers) if one not in taken]
    taken.update(found)
    return tuple(found)
