"""guanjia setup: make a branch and invite its people."""

import argparse

from bot.rulebook import Rulebook
from bot.storing import new_id
from bot.terminal import Terminal
from desk.setting_up import Invited, set_up
from store.records import Role
from store.store import Store

NEEDS_TOKEN = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--branch", required=True, metavar="NAME")
    for role in (Role.HEAD, Role.MANAGER, Role.OPERATOR):
        parser.add_argument(f"--{role}", action="append", default=[], metavar="NAME")
    parser.add_argument("--json", action="store_true")


def run(terminal: Terminal, given: argparse.Namespace) -> int:
    people = [
        (role, name) for role in (Role.HEAD, Role.MANAGER, Role.OPERATOR) for name in getattr(given, role)
    ]
    settings = terminal.settings

    async def work(store: Store, rules: Rulebook) -> tuple[Invited, ...]:
        del rules
        return await set_up(
            store,
            branch=given.branch,
            people=people,
            now=terminal.clock.now(),
            new_id=new_id,
            zone=settings.zone,
            language=settings.language,
        )

    invited = terminal.with_store(work, make=True)
    if given.json:
        terminal.say_json(
            [{"role": each.person.role, "name": each.person.name, "code": each.code} for each in invited]
        )
    else:
        for each in invited:
            terminal.say(f"{each.person.role} {each.person.name} {each.code}")
    return 0
