"""guanjia preview: every reminder to come, as it will be sent."""

import argparse
from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from bot.rulebook import Rulebook
from bot.terminal import Terminal
from handlers.reasons import reason_line
from handlers.unpublished import unpublished_line
from handlers.words import Words
from scheduling.calendar import Calendar
from scheduling.preview import MessageRow, PreviewRow, messages, preview
from store.books import Book
from store.records import Refused
from store.scope import Scope
from store.store import Store

NEEDS_TOKEN = False
LONGEST = 800
Row = PreviewRow | MessageRow


def arguments(parser: argparse.ArgumentParser) -> None:
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--manager", metavar="NAME", help="a name or staff code")
    whose.add_argument("--branch", metavar="NAME")
    whose.add_argument("--all", action="store_true")
    parser.add_argument("--from", dest="start", metavar="DATE")
    parser.add_argument("--days", default="1", metavar="N")
    parser.add_argument("--messages", action="store_true", help="morning, plan and wrap-up messages too")
    parser.add_argument("--json", action="store_true")


def run(terminal: Terminal, given: argparse.Namespace) -> int:
    now = terminal.clock.now()
    today = now.astimezone(ZoneInfo(terminal.settings.zone)).date()
    try:
        start, days = _start(given.start, today), _days(given.days)
    except Refused as wrong:
        # Wrong usage, as argparse would say it, but in the language of the settings.
        terminal.complain(terminal.words(wrong.key, **wrong.facts))
        return 2

    async def work(store: Store, rules: Rulebook) -> list[tuple[Book, Row]]:
        found: list[tuple[Book, Row]] = []
        for partition in await books_of(store, given):
            book = await _book(store, partition)
            found += [(book, row) for row in preview(book, rules(), start, days, now)]
            if given.messages:
                found += [(book, row) for row in messages(book, rules(), start, days)]
        return sorted(found, key=_order)

    rows = terminal.with_store(work)
    calendar = Calendar.of_china()
    if unpublished := unpublished_line(terminal.words, calendar, start, start + timedelta(days=days - 1)):
        # Beside the rows, so that what reads them goes on reading rows.
        terminal.complain(unpublished)
    if given.json:
        terminal.say_json([_json(terminal.words, book, row) for book, row in rows])
    else:
        for book, row in rows:
            terminal.say(_line(terminal.words, book, row))
    if not rows:
        # An empty list alone would leave open whether anything was looked at.
        terminal.complain(terminal.words.many("cli.nothing_planned", days, day=start))
    return 0


def _start(said: str | None, today: date) -> date:
    first, last = today - timedelta(days=LONGEST), today + timedelta(days=10 * LONGEST)
    try:
        start = date.fromisoformat(said) if said is not None else today
    except ValueError as error:
        raise Refused("cli.not_a_day", said=said) from error
    if not first <= start <= last:
        raise Refused("cli.start", day=str(start), first=str(first), last=str(last))
    return start


def _days(said: str) -> int:
    if not (said.isascii() and said.isdecimal() and len(said) < 9 and 1 <= int(said) <= LONGEST):
        raise Refused("cli.days", most=LONGEST)
    return int(said)


def _order(found: tuple[Book, Row]) -> tuple[date, time, str]:
    """By day and minute over all books; what has no minute of its own comes with the morning."""
    book, row = found
    return row.day, row.at or time.min, book.owner.staff_code or book.owner.name


async def books_of(store: Store, given: argparse.Namespace) -> list[str]:
    """The books of a manager by name or code, of a branch, or all."""
    if given.branch:
        place = await store.place("branch", given.branch)
        if place is None:
            raise Refused("cli.no_branch", name=given.branch)
        return await store.partitions(Scope.branch(place.removeprefix("branch:")), "book")
    if given.manager:
        coded = await store.place("staff", given.manager)
        if coded:
            return [coded]
    everyone = await store.partitions(Scope.bank(), "book")
    if given.all:
        return everyone
    named = [each for each in everyone if (await _book(store, each)).owner.name == given.manager]
    if len(named) != 1:
        raise Refused("cli.no_manager" if not named else "cli.two_managers", name=given.manager)
    return named


async def _book(store: Store, partition: str) -> Book:
    return await store.read(Scope.bank(), (partition,), lambda books: books[partition])


def _reason(words: Words, row: Row) -> str:
    if isinstance(row, MessageRow):
        return words(f"cli.message_{row.kind}")
    # A row stands under its own date: 今天 could be that day or the one on which it is read.
    words = replace(words, by_date=True)
    late = [words.many("cli.no_room", row.late)] if row.late else []
    return words.listed([*(reason_line(words, each) for each in row.reasons), *late])


def _json(words: Words, book: Book, row: Row) -> dict[str, object]:
    owner = book.owner
    about: dict[str, object] = {"customer": "", "name": "", "kinds": [], "late": 0}
    if isinstance(row, MessageRow):
        about["kinds"] = [row.kind]
    else:
        customer = row.customer
        about = {"customer": customer.id, "name": customer.name, "kinds": list(row.kinds), "late": row.late}
    return {
        "date": row.day.isoformat(),
        "time": f"{row.at:%H:%M}" if row.at else None,
        "manager": owner.staff_code or owner.name,
        **about,
        "reason": _reason(words, row),
    }


def _line(words: Words, book: Book, row: Row) -> str:
    at = f"{row.at:%H:%M}" if row.at else "     "
    whose = f" {row.customer.name} ({row.customer.id})" if isinstance(row, PreviewRow) else ""
    return f"{row.day} {at} {book.owner.name}{whose} {_reason(words, row)}"
