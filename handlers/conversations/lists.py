"""A list sent into the chat: what it would change, then a button, then what it changed."""

from collections.abc import Mapping
from typing import Any

from desk.importing import NamedFile, read_lists
from desk.importing.bring import bring
from desk.importing.limits import FILE_BYTES
from desk.importing.report import Report
from desk.inviting import inviter
from handlers.answer import Card, read_callback
from handlers.buttons import button, rows
from handlers.conversation import Conversation, Outside, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.problems import problem_line
from handlers.words import Words
from store.records import Person, Refused, Role

_PROBLEMS = 8
_MAPPED = 12


class Lists(Conversation):
    """For heads and operators; the file itself is not kept, only Telegram's name for it."""

    code = "im"
    name = "lists"
    commands = ("import",)
    plain = ("导入", "導入", "import")
    roles = frozenset({Role.HEAD, Role.OPERATOR})

    async def fetch(
        self, outside: Outside, actor: Person, heard: Heard, screen: Screen | None
    ) -> Mapping[str, Any]:
        """The report of a trial, or, when it was confirmed, of the import itself."""
        if heard.kind == "file":
            if heard.file_size > FILE_BYTES:
                raise Refused("import.too_large", file=heard.file_name, most=FILE_BYTES // 2**20)
            return {"report": await self._bring(outside, actor, heard.file_id, heard.file_name, trial=True)}
        parts = read_callback(heard.text) if heard.kind == "press" else None
        if parts and parts[2] == "confirm" and screen and screen.step == "trial":
            draft = screen.draft
            return {"report": await self._bring(outside, actor, draft["file"], draft["name"], trial=False)}
        return {}

    async def _bring(self, outside: Outside, actor: Person, file: str, name: str, *, trial: bool) -> Report:
        office = outside.office
        body = await outside.download(file)
        now = office.clock.now()
        return await bring(
            office.store,
            office.scope(actor),
            await office.aside(lambda: read_lists([NamedFile(name=name, body=body)])),
            now=now,
            actor=actor.id,
            new_id=office.new_id,
            invite=inviter(now),
            add_staff=actor.role is Role.OPERATOR,
            branch=actor.branch or None,
            zone=actor.zone,
            dry_run=trial,
        )

    def open(self, turn: Turn, heard: Heard) -> Reply:
        if heard.kind != "file":
            return Reply(screens=(Screen(conversation="im", step="how"),))
        report: Report = turn.facts["report"]
        draft = {"file": heard.file_id, "name": heard.file_name, "lines": trial_lines(turn.words, report)}
        step = "problems" if report.problems else "trial" if _changes(report) else "same"
        return Reply(screens=(Screen(conversation="im", step=step, draft=draft),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if action == "drop":
            return Reply(screens=(screen.at("dropped"),))
        if action != "confirm" or screen.step != "trial":
            raise Refused("outdated")
        report: Report = turn.facts["report"]
        if not report.applied:
            lines = trial_lines(turn.words, report)
            return Reply(screens=(screen.at("problems", lines=lines),))
        return Reply(screens=(screen.at("done", lines=done_lines(turn.words, report)),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        if screen.step in ("how", "dropped"):
            return Card(text=words(f"lists.{screen.step}"))
        text = "\n".join([words(f"lists.{screen.step}", file=screen.draft["name"]), *screen.draft["lines"]])
        if screen.step != "trial":
            return Card(text=text)
        return Card(
            text=text, rows=rows([button(words, "confirm_import", "confirm"), button(words, "drop", "drop")])
        )


def _changes(report: Report) -> bool:
    return bool(report.new or report.changed or report.moved or report.gone or report.hired)


def trial_lines(words: Words, report: Report) -> list[str]:
    """Counts and the columns as they were understood, or the problems with their places."""
    if report.problems:
        lines = [problem_line(words, each) for each in report.problems[:_PROBLEMS]]
        more = report.problem_count - len(lines)
        return [*lines, *([words("card.more", count=more)] if more > 0 else [])]
    lines = _counted(words, report)
    for sheet in report.understood:
        used = words.listed(
            words("lists.column", heading=each.heading, field=words(f"field.{each.field}"))
            for each in sheet.used[:_MAPPED]
        )
        lines.append(words("lists.columns", columns=used))
        if sheet.unused:
            lines.append(words("lists.unused", columns=words.listed(sheet.unused[:_MAPPED])))
    return lines


def done_lines(words: Words, report: Report) -> list[str]:
    """What was changed, and an invitation for each new manager."""
    codes = [
        words("lists.invitation", name=each.person.name, code=each.code) for each in report.hired if each.code
    ]
    return [*_counted(words, report), *codes]


def _counted(words: Words, report: Report) -> list[str]:
    lines = [words("lists.data_date", day=report.plan.data_date)]
    counts = {
        "new": len(report.new),
        "changed": len(report.changed),
        "moved": len(report.moved),
        "gone": len(report.gone),
        "same": report.unchanged,
        "managers": len(report.hired),
    }
    return lines + [words(f"lists.count_{name}", count=count) for name, count in counts.items() if count]
