"""guanjia check: settings, store, playbook and token, each with one line."""

import argparse
import asyncio

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.rulebook import Rulebook
from bot.terminal import Terminal
from handlers.templates import mistakes
from handlers.words import Words
from scheduling.bank_file import Problem
from scheduling.playbook import PlaybookError
from store.records import Refused
from store.store import Store

NEEDS_TOKEN = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")


def run(terminal: Terminal, given: argparse.Namespace) -> int:
    found = {
        "settings": [],
        "playbook": _playbook(terminal),
        "templates": _templates(terminal),
        "store": _store(terminal),
        "token": asyncio.run(_token(terminal)),
    }
    if given.json:
        terminal.say_json(found)
    for name, problems in found.items() if not given.json else ():
        terminal.say(
            terminal.words(
                f"cli.check_{name}", state=terminal.words("cli.wrong" if problems else "cli.sound")
            )
        )
        for problem in problems:
            terminal.complain(f"  {problem}")
    return 1 if any(found.values()) else 0


def _playbook(terminal: Terminal) -> list[str]:
    try:
        terminal.rulebook()
    except PlaybookError as error:
        return terminal.mistakes(error)
    return []


def _templates(terminal: Terminal) -> list[str]:
    folder, words = terminal.settings.templates, terminal.words
    try:
        tiers = [tier.name for tier in terminal.rulebook()().playbook.tiers]
    except PlaybookError:
        tiers = []  # said already
    found = mistakes(folder, terminal.clock.now().date(), tiers) if folder is not None else ()
    return [_mistake(words, each) for each in found]


def _mistake(words: Words, problem: Problem) -> str:
    what = words(problem.key, **problem.facts)
    return words("cli.templates_line", line=problem.line, what=what) if problem.line else what


def _store(terminal: Terminal) -> list[str]:
    async def work(store: Store, rules: Rulebook) -> list[str]:
        del rules
        return [terminal.words(each.key, **each.facts) for each in await store.check()]

    try:
        return terminal.with_store(work)
    except Refused as refused:
        return [terminal.words(refused.key, **refused.facts)]
    except PlaybookError:
        return []  # said already


async def _token(terminal: Terminal) -> list[str]:
    settings, words = terminal.settings, terminal.words
    if not settings.token:
        return [words("cli.token_none")]
    bot = Bot(
        settings.token,
        base_url=settings.base_url,
        base_file_url=settings.base_file_url,
        request=HTTPXRequest(connect_timeout=10, read_timeout=10),
    )
    try:
        async with bot:
            return []
    except InvalidToken:
        return [words("cli.token_refused")]
    except TelegramError:
        return [words("cli.unreachable", url=settings.api_url)]
