"""guanjia understand: what Guanjia makes of a line, for support and for tests."""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.commands.preview import books_of
from bot.rulebook import Rulebook
from bot.terminal import Terminal
from desk.understanding import People, Understanding, understand
from store.books import Book
from store.records import Refused
from store.scope import Scope
from store.store import Store

NEEDS_TOKEN = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", help="a line, or - for one line of standard input each")
    parser.add_argument("--manager", required=True, metavar="NAME", help="whose customers are meant")
    parser.add_argument("--now", metavar="ISO", help="the moment at which it is said")
    parser.add_argument("--json", action="store_true")


def run(terminal: Terminal, given: argparse.Namespace) -> int:
    now = _now(terminal, given.now)
    given.branch, given.all = None, False

    async def work(store: Store, rules: Rulebook) -> Book:
        del rules
        (partition,) = await books_of(store, given)
        return await store.read(Scope.bank(), (partition,), lambda books: books[partition])

    book = terminal.with_store(work)
    people = People.of(book)
    language = terminal.settings.language
    for line in _lines(given.text):
        heard = understand(line, people, now, language)
        terminal.say(json.dumps(plain(heard), ensure_ascii=False) if given.json else _told(heard))
        sys.stdout.flush()
    return 0


def _now(terminal: Terminal, said: str | None) -> datetime:
    zone = ZoneInfo(terminal.settings.zone)
    if said is None:
        return terminal.clock.now().astimezone(zone)
    try:
        moment = datetime.fromisoformat(said)
    except ValueError as error:
        raise Refused("cli.now", said=said[:40]) from error
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def _lines(text: str) -> Iterable[str]:
    if text != "-":
        yield text
        return
    for line in sys.stdin:
        if line.strip():
            yield line.rstrip("\n")


def plain(heard: Understanding) -> dict[str, object]:
    """The fields that others build on: kind, reached, customers, candidates, note, amounts and so on."""
    promised = heard.follow_up
    return {
        "kind": heard.kind,
        "reached": heard.reached,
        "customers": list(heard.customers),
        "candidates": [each.id for each in heard.candidates],
        "note": heard.note,
        "amounts": [
            {"amount": each.fen / 100, "currency": each.currency, "meaning": each.meaning, "text": each.text}
            for each in heard.amounts
        ],
        "needs": list(heard.needs),
        "complaint": None
        if heard.complaint is None
        else {
            "formal": heard.complaint.formal,
            "category": heard.complaint.category,
            "severity": heard.complaint.severity,
        },
        "follow_up": None
        if promised is None
        else {
            "start": _iso(promised.start),
            "end": _iso(promised.end),
            "precision": promised.precision,
        },
        "assumed": list(heard.assumed),
    }


def _iso(moment: date | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _told(heard: Understanding) -> str:
    return "\n".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in plain(heard).items()
        if value not in (None, [], "")
    )
