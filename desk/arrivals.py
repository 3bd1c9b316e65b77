"""Tells managers of what a list has brought them: customers, and money that moved today."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from desk.importing.outcome import Plan
from scheduling.at_once import for_the_head, in_hours, told_at_once
from scheduling.occurrence import Occurrence
from scheduling.reach import notice
from scheduling.rules import Rules
from store.books import Book, Books
from store.records import Arrival, Customer, Person, Role

ARRIVED = "notice_list"
MOVED = "notice_moved"
"""The kinds of the alarms that tell a manager what a list has brought: customers, and money that moved."""
HEAD_MOVED = "notice_large"
"""The kind of the alarm that tells the head of large sums among that money."""

Told = Mapping[str, Mapping[str, Occurrence]]

# Files that lie ready together are brought within one second; each has its own notice.
_CLOCK = "%H%M%S%f"


def tell(books: Books, plan: Plan, now: datetime) -> None:
    """One notice for each manager who has joined and got new customers; who has not is told at /start."""
    come: dict[str, list[str]] = defaultdict(list)
    for each in plan.writes:
        if (each.new or each.origin) and each.home.startswith("book:"):
            come[each.home].append(each.customer.id)
    for home, customers in sorted(come.items()):
        if _is_there(books[home].owner):
            _notice(books, home, ARRIVED, now, customers=tuple(customers))


def standing_before(books: Books, plan: Plan, rules: Rules, now: datetime) -> Told:
    """By book what stood before the list was written and is told at once, so that it is not told again."""
    return {home: told_at_once(books[home], rules, now) for home in _homes(plan) if home in books}


def tell_moved(books: Books, plan: Plan, rules: Rules, now: datetime, before: Told) -> None:
    """Money that moved is told on the same day, while the manager's day runs; large sums to the head too."""
    for home in _homes(plan):
        person, known = books[home].owner, before.get(home, {})
        if person.left is not None or not in_hours(person, rules, now):
            continue
        news = [one for key, one in told_at_once(books[home], rules, now).items() if key not in known]
        if news:
            _notice(books, home, MOVED, now, moved=tuple(one.key for one in news))
            _tell_heads(books, person, for_the_head(news, rules), now)


def _homes(plan: Plan) -> Sequence[str]:
    return sorted({each.home for each in plan.writes if each.home.startswith("book:")})


def _is_there(person: Person) -> bool:
    return person.telegram is not None and person.left is None


def _notice(
    books: Books,
    home: str,
    kind: str,
    now: datetime,
    *,
    customers: tuple[str, ...] = (),
    moved: tuple[str, ...] = (),
) -> None:
    person = books[home].owner
    told = notice(kind, f"{person.id}-{now:{_CLOCK}}", home, person.zone, now)
    books[home].put(Arrival(id=told.key, customers=customers, moved=moved, at=now))
    if _is_there(person):
        books.ledger.insert(told, now)


def _tell_heads(books: Books, person: Person, large: Sequence[Occurrence], now: datetime) -> None:
    """Their message counts and names nobody; whom it is about is looked up in the manager's book."""
    if not large or person.role is Role.HEAD:
        return
    for each in books.summaries(person.branch):
        if each.role == Role.HEAD:
            subject = f"{person.id}/{now:{_CLOCK}}/{len(large)}/{each.book.removeprefix('book:')}"
            books.ledger.insert(notice(HEAD_MOVED, subject, each.book, person.zone, now), now)


def large_of(subject: str, day: date) -> tuple[str, int, str]:
    """Of the head's alarm: whose book it is about, how many sums, and the notice that knows which."""
    owner, at, count, _ = subject.split("/")
    return f"book:{owner}", int(count), f"{MOVED}|{owner}-{at}|{day}"


def brought(book: Book, keys: Iterable[str]) -> Sequence[Customer]:
    """The customers whom these notices tell of, as far as they are still there."""
    known = [each for key in keys if (each := book.get(Arrival, key)) is not None]
    numbers = dict.fromkeys(number for each in known for number in each.customers)
    here = (book.customers.get(number) for number in numbers)
    return [each for each in here if each is not None and each.left_list is None]


def moved(book: Book, keys: Iterable[str], rules: Rules, now: datetime) -> Sequence[Occurrence]:
    """What these notices tell of that is still to be done today."""
    known = [each for key in keys if (each := book.get(Arrival, key)) is not None]
    wanted = {key for each in known for key in each.moved}
    return [one for key, one in told_at_once(book, rules, now).items() if key in wanted] if wanted else []
