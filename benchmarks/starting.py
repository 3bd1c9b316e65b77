"""What a command costs before it does anything: seconds of processor time."""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.row import Row

ROOT = Path(__file__).parents[1]
HELP, SETUP = 0.3, 1.0


def rows(quick: bool) -> Iterator[Row]:
    """`guanjia --help`, and `guanjia setup` with a new branch each time."""
    times = 3 if quick else 9
    with tempfile.TemporaryDirectory() as folder:
        seconds = median(_command(folder, "--help") for _ in range(times))
        yield Row("guanjia --help", f"{seconds:.2f} s", f"≤ {HELP} s", seconds <= HELP)
        seconds = median(
            _command(folder, "setup", "--branch", f"支行{each}", "--manager", "李晓") for each in range(times)
        )
        yield Row("guanjia setup", f"{seconds:.2f} s", f"≤ {SETUP} s", seconds <= SETUP)


def _command(folder: str, *words: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "bot.main", *words],
        cwd=ROOT,
        env={**os.environ, "GUANJIA_STORE": f"sqlite:///{folder}/bank.db"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
