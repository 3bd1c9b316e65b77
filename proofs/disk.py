"""A disk that is full, read-only, fails to sync or writes short: old data whole, nothing falsely saved."""

import asyncio
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from proofs.bank import cli, database, logged, opened, unsound, with_store
from proofs.errands.errand import seen, settled_in
from proofs.full_disk_in_chat import in_the_chat
from proofs.killing import Ended, Say, Work, alone, calls_of, can_trace, faulting, quick_folder, traced
from proofs.row import Row
from proofs.small_disk import DISK, fill, mounted
from store.errors import StoreError
from store.store import Store

TRIES, OF_EACH = 24, 4
"""Calls that are logged on a disk that gets full, and where each of their writes fails in its turn."""
FIRST = 10
"""The numbers of the calls that are logged while the disk fails; what was there before has smaller ones."""
THERE = "was refused and is there"
UNSURE = "store.unsure"


def rows(scale: float = 1.0) -> Iterator[Row]:
    step = max(1, round(1 / scale))
    yield from failing_calls(step)
    yield short_writes(step)
    yield full(step)
    yield read_only()
    yield from in_the_chat()


def logging(folder: Path, say: Say, *, between: Work | None = None, tries: int = TRIES) -> None:
    """Logs calls, goes on after each refusal, and says what became of each."""

    async def work() -> None:
        async with opened(database(folder)) as store:
            for number in range(FIRST, FIRST + tries):
                if between is not None and number == FIRST + tries // 2:
                    between(folder, say)
                try:
                    await logged(store, "1000", number)
                except StoreError as refused:
                    word = "unknown" if refused.key == UNSURE else "refused"
                    say(f"{word} {number} {refused.key}")
                else:
                    say(f"saved {number} -")

    try:
        asyncio.run(work())
    except StoreError as refused:
        say(f"closed 0 {refused.key}")


def judged(folder: Path, ended: Ended) -> list[str]:
    """Whether what was said to be saved is there, what was refused is not, and old data is whole."""
    found = unsound(database(folder))
    if found:
        return found

    async def there(store: Store) -> set[int]:
        book = await seen(store, "1000")
        return {int(each[1:]) for each in book.contacts}

    contacts = with_store(database(folder), there)
    if not {1, 2} <= contacts:
        found.append("what was there before is not")
    told: dict[int, str] = {}
    for line in ended.said:
        word, number, why = line.split()
        told[int(number)] = word
        if word != "saved" and why not in (
            "store.full",
            "store.disk_fails",
            "store.given_up",
            "store.read_only",
            UNSURE,
        ):
            found.append(f"{line}: a failing disk is called something else")
    found += [
        f"{each} was said to be saved and is not there"
        for each in told
        if told[each] == "saved" and each not in contacts
    ]
    found += [f"{each} {THERE}" for each in told if told[each] == "refused" and each in contacts]
    if ended.signal or ended.status:
        found.append(f"the program died: {ended}")
    return found


def failing_calls(step: int) -> Iterator[Row]:
    """Every call that writes or syncs fails once, or from then on."""
    promise = "a write or sync that fails, once or from then on: nothing harmed, nothing falsely saved"
    if why := can_trace():
        yield Row(promise, 0, skipped=why)
        return
    failures: list[str] = []
    cases = refusals = saved = unknown = 0
    work = partial(logging, tries=OF_EACH)
    with quick_folder() as home:
        start = home / "start"
        start.mkdir()
        alone(settled_in, start)
        calls = [
            each
            for each in calls_of(work, _copy(start, home / "whole"))
            if each[0] not in ("write", "rename", "mkdir")
        ]
        for place, (call, number) in enumerate(calls):
            if place % step:
                continue
            for error in ("EIO", "ENOSPC"):
                for again in ("", "+"):
                    folder = _copy(start, home / "failing")
                    ended = traced(work, folder, faulting(call, f"error={error}:when={number}{again}"))
                    cases += 1
                    refusals += sum(each.startswith("refused") for each in ended.said)
                    saved += sum(each.startswith("saved") for each in ended.said)
                    unknown += sum(each.startswith("unknown") for each in ended.said)
                    wrong = judged(folder, ended)
                    if not again and any(each.startswith("unknown") for each in ended.said):
                        wrong.append("said to be unknown, and the disk works again")
                    failures += [f"{call} {number}{again} {error}: {each}" for each in wrong]
    late = [each for each in failures if each.endswith(THERE)]
    harm = [each for each in failures if each not in late]
    found = f"{refusals:,} refused in words, {saved:,} saved, {unknown:,} said to be unknown"
    yield Row(promise, cases, harm, found=found)
    yield Row("a write or sync that fails: what was refused is not there", refusals, late)


def short_writes(step: int) -> Row:
    """Files may not grow beyond a limit: the write that meets it is cut in its middle."""
    failures: list[str] = []
    cases = refusals = 0
    with quick_folder() as home:
        start = home / "start"
        start.mkdir()
        alone(settled_in, start)
        largest = database(start).stat().st_size
        for limit in range(1_000, largest + 40_000, 3_001 * step):
            folder = _copy(start, home / "short")
            ended = alone(partial(_limited, limit), folder)
            cases += 1
            refusals += sum(each.startswith("refused") for each in ended.said)
            failures += [f"limit {limit}: {each}" for each in judged(folder, ended)]
    promise = "writes that are cut in their middle: nothing harmed, nothing falsely saved, work goes on"
    return Row(promise, cases, failures, found=f"{refusals:,} refused in words")


def _limited(limit: int, folder: Path, say: Say) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    logging(
        folder, say, between=lambda _folder, _say: resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    )


def full(step: int) -> Row:
    """A disk with so many bytes left; in the middle of the work, space returns."""
    promise = "a full disk: refused in words, nothing harmed, and work goes on when space returns"
    failures: list[str] = []
    cases = refusals = 0
    with quick_folder() as home, mounted(home / "disk", DISK) as disk:
        if disk is None:
            return Row(promise, 0, skipped="only root may mount a small disk; short writes stand for it")
        start = home / "start"
        start.mkdir()
        alone(settled_in, start)
        for left in range(0, 80, 4 * step):
            for each in disk.iterdir():
                each.unlink()
            shutil.copytree(start, disk, dirs_exist_ok=True)
            fill(disk, left * 1024)
            ended = alone(_until_space, disk)
            cases += 1
            refusals += sum(each.startswith("refused") for each in ended.said)
            failures += [f"{left} KB left: {each}" for each in judged(disk, ended)]
            late = [each for each in ended.said if int(each.split()[1]) >= FIRST + TRIES // 2]
            if len(late) != TRIES // 2 or not all(each.startswith("saved") for each in late):
                failures.append(f"{left} KB left: work does not go on when space returns: {ended.said}")
    return Row(promise, cases, failures, found=f"{refusals:,} refused in words")


def _until_space(folder: Path, say: Say) -> None:
    logging(folder, say, between=lambda where, _say: (where / "filler").unlink())


def read_only() -> Row:
    """Every command that writes says so, and the store is as it was."""
    promise = "a read-only disk: each command refuses in words and changes nothing"
    failures: list[str] = []
    commands = (("setup", "--branch", "西", "--manager", "丁"), ("import", "list.csv"), ("backup", "copy.db"))
    with quick_folder() as home, mounted(home / "disk", DISK) as disk:
        if disk is None:
            return Row(promise, 0, skipped="only root may mount a read-only disk")
        settled_in(disk, lambda _line: None)
        (disk / "list.csv").write_text("客户号,姓名\n1,张伟\n")
        before = database(disk).read_bytes()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        for words in commands:
            ended = alone(partial(_commanded, words), disk)
            if ended.status or ended.signal or ended.said != ("1",):
                failures.append(f"{words[0]} ended with {ended}")
        if database(disk).read_bytes() != before:
            failures.append("the store has changed")
    return Row(promise, len(commands), failures)


def _commanded(words: tuple[str, ...], folder: Path, say: Say) -> None:
    say(str(cli(folder, *words)))


def _copy(start: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(start, to)
    return to
