"""A kill at every single call that writes, syncs, renames, truncates or removes loses nothing."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from proofs.errands import ERRANDS
from proofs.errands.errand import Errand
from proofs.killing import alone, calls_of, can_trace, killed_at, quick_folder
from proofs.row import Row

AT_LEAST = 500


def rows(scale: float = 1.0, errands: Sequence[Errand] = ERRANDS) -> Iterator[Row]:
    """One row an errand; a smaller scale takes every so manieth call."""
    step = max(1, round(1 / scale))
    for errand in errands:
        promise = f"killed at every call of: {errand.name}"
        if why := can_trace():
            yield Row(promise, 0, skipped=why)
            continue
        with quick_folder() as home:
            yield _row(promise, errand, home, step)


def _row(promise: str, errand: Errand, home: Path, step: int) -> Row:
    start = home / "start"
    start.mkdir()
    alone(errand.before, start)
    points = calls_of(errand.work, _copy(start, home / "whole"))
    kills, failures = 0, []
    chosen = points[::step]
    for call, number in chosen:
        folder = _copy(start, home / "killed")
        ended = killed_at(errand.work, folder, call, number)
        kills += ended.signal != 0
        failures += [f"{call} {number}: {each}" for each in _judged(errand, folder, ended.said)]
    return Row(promise, kills, failures, goal=len(chosen), found=f"{len(points)} calls, {kills} kills")


def _judged(errand: Errand, folder: Path, said: tuple[str, ...]) -> list[str]:
    try:
        return errand.judge(folder, said)
    except Exception as error:  # noqa: BLE001  # whatever it is, somebody would stand before it
        return [f"{type(error).__name__} {error} after {said}"]


def _copy(start: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(start, to)
    return to
