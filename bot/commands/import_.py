"""guanjia import: bring the bank's lists into the books, all rows or none."""

import argparse
from pathlib import Path

from bot.rulebook import Rulebook
from bot.storing import new_id
from bot.terminal import Terminal
from bot.watching import read_file
from desk.importing import Lists, Problem, read_lists
from desk.importing.bring import bring
from desk.importing.differing import differing
from desk.importing.lists import Understood
from desk.importing.report import Report
from desk.inviting import inviter
from handlers.list_changes import plain_changes
from handlers.list_report import trial_lines
from handlers.problems import problem_line
from store.scope import Scope
from store.store import Store

NEEDS_TOKEN = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
    parser.add_argument("--branch", metavar="NAME", help="for rows that name no branch")
    parser.add_argument("--manager", metavar="NAME", help="for rows that name no manager")
    parser.add_argument(
        "--add-staff", action="store_true", help="make the branches and managers that are named"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    parser.add_argument("--json", action="store_true")


def run(terminal: Terminal, given: argparse.Namespace) -> int:
    lists = read_lists([read_file(path) for path in given.files])
    report = terminal.with_store(
        lambda store, rules: _bring(terminal, given, store, rules, lists), make=True, trial=given.dry_run
    )
    if given.json:
        terminal.say_json(_json(terminal, report))
    elif report.problems:
        for problem in report.problems:
            terminal.complain(problem_line(terminal.words, problem))
        terminal.complain(terminal.words.many("cli.import_refused", report.problem_count))
    else:
        _say(terminal, report)
    return 1 if report.problems else 0


async def _bring(
    terminal: Terminal, given: argparse.Namespace, store: Store, rules: Rulebook, lists: Lists
) -> Report:
    now = terminal.clock.now()
    return await bring(
        store,
        Scope.bank(),
        lists,
        now=now,
        actor="cli",
        new_id=new_id,
        invite=inviter(now),
        add_staff=given.add_staff,
        branch=given.branch,
        manager=given.manager,
        zone=terminal.settings.zone,
        dry_run=given.dry_run,
        rules=rules(),
    )


def _say(terminal: Terminal, report: Report) -> None:
    for line in trial_lines(terminal.words, report):
        terminal.say(line)
    for note in report.notes:
        terminal.say(problem_line(terminal.words, note))
    terminal.say(terminal.words("cli.imported" if report.applied else "cli.dry_run"))
    for each in report.hired:
        if each.code:
            terminal.say(f"{each.person.role} {each.person.name} {each.code}")


def _json(terminal: Terminal, report: Report) -> dict[str, object]:
    return {
        "applied": report.applied,
        "customers": report.customers,
        "holdings": report.holdings,
        "new": len(report.new),
        "data_date": report.plan.data_date.isoformat(),
        "mapping": [_sheet(each) for each in report.understood],
        "new_branches": [each.name for each in report.new_branches],
        "changed": [
            {
                "customer": each.number,
                "name": each.name,
                "fields": list(each.fields),
                "changes": plain_changes(differing(each, report.plan.branches)),
            }
            for each in report.changed
        ],
        "moved": [
            {
                "customer": each.number,
                "from": each.origin,
                "to": each.target,
                "before": each.before,
                "after": each.after,
            }
            for each in report.moved
        ],
        "gone": [each.number for each in report.gone],
        "unchanged": report.unchanged,
        "problem_count": report.problem_count,
        "problems": [_problem(terminal, each) for each in report.problems],
        "notes": [_problem(terminal, each) for each in report.notes],
        "invitations": [
            {
                "role": each.person.role,
                "name": each.person.name,
                "staff_code": each.person.staff_code,
                # A dry run invites nobody.
                **({"code": each.code} if each.code else {}),
            }
            for each in report.hired
        ],
    }


def _sheet(understood: Understood) -> dict[str, object]:
    """How the columns of a sheet were read."""
    return {
        "file": understood.file,
        "sheet": understood.sheet,
        "rows": understood.rows,
        "columns": [
            {"column": each.column, "heading": each.heading, "field": each.field} for each in understood.used
        ],
        "unused": list(understood.unused),
    }


def _problem(terminal: Terminal, problem: Problem) -> dict[str, object]:
    return {
        "file": problem.file,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "heading": problem.heading,
        "key": problem.key,
        "sentence": problem_line(terminal.words, problem),
    }
