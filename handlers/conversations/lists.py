"""A list sent into the chat: what it would change, then a button, then what it changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from desk.importing import NamedFile, read_lists
from desk.importing.bring import bring
from desk.importing.limits import FILE_BYTES
from desk.importing.report import Report
from desk.inviting import inviter
from desk.seals import is_seal, read
from handlers.answer import Card, read_callback
from handlers.buttons import AMOUNTS, button, rows
from handlers.conversation import Conversation, Outside, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.list_report import code_lines, done_lines, note_lines, trial_lines
from handlers.words.discreet import discreet
from store.audit import Head
from store.records import Person, Refused, Role

# Telegram hands no larger file to a bot.
_DOWNLOADED = 20 * 2**20
_SHOWN = 5


class Lists(Conversation):
    """For heads and operators; the file itself is not kept, only Telegram's name for it."""

    code = "im"
    commands = ("import",)
    plain = ("导入", "導入", "import")
    roles = frozenset({Role.HEAD, Role.OPERATOR})

    async def fetch(
        self, outside: Outside, actor: Person, heard: Heard, screen: Screen | None
    ) -> Mapping[str, Any]:
        """The report of a trial, or, when it was confirmed, of the import itself."""
        if heard.kind == "file" and actor.role is Role.OPERATOR and is_seal(heard.file_name):
            kept = read(await outside.download(heard.file_id))
            if kept is None:
                raise Refused("seal.unreadable", file=heard.file_name)
            return {"kept": kept, "gone": await outside.office.store.audit.gone(kept)}
        if heard.kind == "file":
            if heard.file_size > min(FILE_BYTES, _DOWNLOADED):
                raise Refused("import.too_large", file=heard.file_name)
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
            rules=office.rules(),
        )

    def open(self, turn: Turn, heard: Heard) -> Reply:
        if heard.kind != "file":
            return Reply(screens=(Screen(conversation="im", step="how"),))
        if "kept" in turn.facts:
            return Reply(screens=(_compared(heard.file_name, turn.facts["kept"], turn.facts["gone"]),))
        report: Report = turn.facts["report"]
        draft = {
            "file": heard.file_id,
            "name": heard.file_name,
            "lines": [*trial_lines(turn.words, report), *note_lines(turn.words, report)],
            "first": [*trial_lines(discreet(turn.words), report), *note_lines(turn.words, report)],
        }
        step = "problems" if report.problems else "trial" if report.changes else "same"
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
        done = screen.at("done", lines=done_lines(turn.words, report))
        codes = code_lines(turn.words, report)
        # A message without buttons of its own: nothing of it is kept, and of a code only its hash may be.
        fresh = (Screen(conversation="im", step="codes", draft={"lines": codes}),) if codes else ()
        return Reply(screens=(done, *fresh))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        if screen.step in ("how", "dropped"):
            return Card(text=words(f"lists.{screen.step}"))
        if screen.step in ("whole", "cut"):
            counted = {"whole": "seal.whole", "cut": "seal.cut"}[screen.step]
            return Card(text=words(counted, **screen.draft["facts"]))
        if screen.step == "codes":
            return Card(text="\n".join(screen.draft["lines"]))
        lines = screen.draft["lines"]
        choices = [button(words, "confirm_import", "confirm"), button(words, "drop", "drop")]
        choices = choices if screen.step == "trial" else []
        if choices and not words.shows_amounts and (first := screen.draft["first"]) != lines:
            lines = first
            choices.append(button(words, AMOUNTS, AMOUNTS))
        text = "\n".join([words(f"lists.{screen.step}", file=screen.draft["name"]), *lines])
        # What changed names customers, so it is protected and put away like any other card of theirs.
        return Card(text=text, rows=rows(choices), private=True)


def _compared(file: str, kept: Sequence[Head], gone: Sequence[Head]) -> Screen:
    """What heads that somebody kept say of the chains of today."""
    step, told = ("cut", gone) if gone else ("whole", kept)
    chains = ", ".join(head.partition for head in gone[:_SHOWN])
    return Screen(
        conversation="im", step=step, draft={"facts": {"file": file, "count": len(told), "chains": chains}}
    )
