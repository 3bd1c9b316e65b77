"""Takes the daily list from a folder: a whole file once, then it is put aside with a word on what it did."""

import logging
from pathlib import Path

from desk.importing import NamedFile, read_lists
from desk.importing.bring import bring
from desk.importing.limits import FILE_BYTES
from desk.inviting import inviter
from desk.office import Office
from handlers.list_report import code_lines, done_lines, note_lines, trial_lines
from handlers.words import Words
from store.records import Refused
from store.scope import Scope

log = logging.getLogger(__name__)

ENDINGS = (".xlsx", ".csv")


class Watching:
    """Looks into the folder; a file is taken when it has not changed between two looks."""

    def __init__(self, office: Office, folder: Path, words: Words) -> None:
        self._office = office
        self._folder = folder
        self._words = words
        self._seen: dict[Path, tuple[int, int]] = {}

    async def look(self) -> None:
        """Take what lies there ready."""
        for path in await self._office.aside(self._ready):
            await self._take(path)

    def _ready(self) -> list[Path]:
        ready: list[Path] = []
        for path in sorted(self._folder.iterdir()):
            if path.suffix.lower() not in ENDINGS or path.name.startswith((".", "~")) or not path.is_file():
                continue
            state = path.stat()
            stamp = (state.st_size, state.st_mtime_ns)
            if self._seen.get(path) == stamp:
                ready.append(path)
            self._seen[path] = stamp
        return ready

    async def _take(self, path: Path) -> None:
        try:
            lines, place = await self._bring(path), "taken"
        except Refused as refused:
            lines, place = [self._words(refused.key, **refused.facts)], "refused"
        except _Problems as problems:
            lines, place = problems.lines, "refused"
        log.info("the list %s was %s", path.name, place)
        await self._office.aside(lambda: _put_aside(path, place, lines))
        self._seen.pop(path, None)

    async def _bring(self, path: Path) -> list[str]:
        office = self._office
        file = await office.aside(lambda: read_file(path))
        now = office.clock.now()
        report = await bring(
            office.store,
            Scope.bank(),
            await office.aside(lambda: read_lists([file])),
            now=now,
            actor="watch",
            new_id=office.new_id,
            invite=inviter(now),
            zone=office.zone,
            rules=office.rules(),
        )
        if report.problems:
            raise _Problems(trial_lines(self._words, report))
        return [
            *done_lines(self._words, report),
            *note_lines(self._words, report),
            *code_lines(self._words, report),
        ]


def read_file(path: Path) -> NamedFile:
    """The bytes of a list; refused where there is none or it is too large to be one."""
    try:
        if path.stat().st_size > FILE_BYTES:
            raise Refused("import.too_large", file=path.name, most=FILE_BYTES // 2**20)
        return NamedFile(name=path.name, body=path.read_bytes())
    except OSError as error:
        raise Refused("cli.no_file", path=str(path)) from error


def _put_aside(path: Path, place: str, lines: list[str]) -> None:
    """The file goes to a folder of its outcome, with the words on it beside it."""
    aside = path.parent / place
    aside.mkdir(exist_ok=True)
    path.replace(aside / path.name)
    (aside / f"{path.name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


class _Problems(Exception):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(lines)
        self.lines = lines
