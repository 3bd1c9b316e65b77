"""Spoiled lists are taken whole or refused with their place, in bounded memory; kills halve none."""

import asyncio
import io
import random
import resource
import shutil
import threading
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import openpyxl

from desk.importing import NamedFile, read_lists
from proofs.bank import BANK, HEADINGS, brought, customers, database, opened, problems, seconds, with_store
from proofs.killing import Say, Standing, alone, quick_folder
from proofs.random_kills import real_list
from proofs.row import Row
from store.records import Refused
from store.store import Store
from tests.desk.importing.test_malformed import spoiled_export, spoiled_text, spoiled_workbook, taken

FILES, KILLS = 5_000, 100
MEMORY = 700 * 2**20
"""Bytes of address space that a reader may take beyond what the program has at its start."""
OF_NO_CELL = frozenset({"import.empty", "import.older", "import.book_full", "import.no_column"})
"""What concerns a whole list or a whole manager has no cell of its own; an empty list names its file."""


def rows(scale: float = 1.0) -> Iterator[Row]:
    yield spoiled(max(30, round(FILES * scale)))
    yield bombs()
    yield killed(max(5, round(KILLS * scale)))


def spoiled(many: int) -> Row:
    """Made by the mutations of the import's own tests, from a made list and from the bank's."""
    makers: tuple[Callable[[random.Random], NamedFile], ...] = (
        spoiled_text,
        spoiled_export,
        spoiled_workbook,
    )
    failures: list[str] = []
    ends: Counter[str] = Counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl's, about what was spoiled
        for number in range(many):
            make = makers[number % len(makers)]
            file = make(random.Random(f"proof {make.__name__} {number}"))
            end, wrong = _outcome(file)
            ends[end] += 1
            failures += [f"{make.__name__} {number}: {each}" for each in wrong]
    found = ", ".join(f"{count:,} {end}" for end, count in ends.most_common())
    return Row(
        "spoiled lists: taken whole, or refused with sheet, row and column", many, failures, found=found
    )


def _outcome(file: NamedFile) -> tuple[str, list[str]]:
    try:
        outcome = taken(file)
    except Exception as error:  # noqa: BLE001  # a crash is what must not be
        return "crashed", [f"{type(error).__name__} {error}"[:200]]
    if isinstance(outcome, Refused):
        return "refused as a file", [] if outcome.key.startswith("import.") else [outcome.key]
    lists, decided = outcome
    if not decided.problems:
        return "taken", [] if len(decided.new) == len(lists.customers) else ["taken in part"]
    wrong = [
        f"no place: {each.key}"
        for each in decided.problems
        if not (each.sheet and each.row and each.column) and each.key not in OF_NO_CELL
    ]
    return "refused by cells", wrong + ["written in part"] * bool(decided.writes)


def bombs() -> Row:
    """Files that are large inside, or of a million rows: refused, within a bound of memory."""
    failures: list[str] = []
    with quick_folder() as folder:
        for name, make in _BOMBS.items():
            (folder / "bomb").write_bytes(make())
            ended = alone(partial(_read, name), folder)
            if ended.signal or ended.status or not ended.said or ended.said[0] not in ("refused", "taken"):
                failures.append(f"{name}: {ended}")
    return Row(
        f"large inside, in {MEMORY >> 20} MB of memory: refused or taken, never a crash",
        len(_BOMBS),
        failures,
    )


def _read(name: str, folder: Path, say: Say) -> None:
    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, size + MEMORY))
    try:
        read_lists([NamedFile(name=name, body=(folder / "bomb").read_bytes())])
    except Refused:
        say("refused")
    else:
        say("taken")


def _zip_of(name: str, size: int) -> bytes:
    """A workbook whose part is made of so many zeros."""
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.save(out)
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as part,
    ):
        for _ in range(size // 2**20):
            part.write(b"\0" * 2**20)
    return out.getvalue()


def _million() -> bytes:
    line = customers(1).splitlines()[1] + "\n"
    head = f"{HEADINGS}\n"
    return (head + line * 1_000_000).encode()


_BOMBS: dict[str, Callable[[], bytes]] = {
    "bomb.xlsx": lambda: _zip_of("xl/media/image1.png", 2_000 * 2**20),
    "sheet.xlsx": lambda: _zip_of("xl/worksheets/sheet2.xml", 1_000 * 2**20),
    "million.csv": _million,
    "line.csv": lambda: b"a" * 40 * 2**20,
    "quotes.csv": lambda: b'"' * 8 * 2**20,
    "empty.xlsx": lambda: b"",
    "gbk.csv": lambda: customers(2_000).encode("gb18030"),
    "bom.csv": lambda: b"\xef\xbb\xbf" + customers(2_000).encode(),
}


def killed(many: int) -> Row:
    """The bank's list, or one as long as a branch's; a kill at any moment leaves all of it or nothing."""
    listed = real_list()
    body = listed.read_text() if listed else customers(2_000, managers=20)
    failures: list[str] = []
    kills = whole = 0
    with quick_folder() as home:
        start = home / "start"
        start.mkdir()
        with_store(database(start), lambda store: brought(store, customers(10, first=9_000_000)))
        (start / "list.csv").write_text(body)
        shutil.copytree(start, home / "timed")
        took = seconds()
        expected = with_store(database(home / "timed"), lambda store: _all_of(store, body)) + 10
        longest = took() * 1.3
        dice = random.Random(2026)
        for number in range(many):
            folder = home / "killed"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(start, folder)
            said, was_killed = _brings(folder, dice.random() * longest)
            kills += was_killed
            there = with_store(database(folder), _count)
            whole += there == expected
            if there not in (10, expected) or (said and there != expected):
                failures.append(f"kill {number}: {there} customers of {expected} after {said}")
            failures += [f"kill {number}: {each}" for each in with_store(database(folder), problems)]
    found = f"{kills} kills, {whole} of them after the commit"
    return Row("an import that is killed is there as a whole or not at all", many, failures, found=found)


def _brings(folder: Path, after: float) -> tuple[tuple[str, ...], bool]:
    child = Standing(_import, folder)
    child.go()
    lines = child.lines()
    began = next(lines, "")

    timer = threading.Timer(after, child.kill)
    timer.start()
    ended = child.ended()
    timer.cancel()
    return tuple(each for each in ended.said if each not in ("", began)), ended.signal != 0


def _import(folder: Path, say: Say) -> None:
    async def work() -> None:
        async with opened(database(folder)) as store:
            say("begins")
            await brought(store, (folder / "list.csv").read_text())
            say("imported")

    asyncio.run(work())


async def _all_of(store: Store, body: str) -> int:
    report = await brought(store, body)
    return len(report.new)


async def _count(store: Store) -> int:
    found = 0
    for book in [*await store.partitions(BANK, "book"), *await store.partitions(BANK, "pool")]:
        found += await store.read(BANK, (book,), lambda books: len(books[book].customers))  # noqa: B023  # awaited here
    return found
