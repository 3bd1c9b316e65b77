"""Processes beside the one that measures: started on a core of their own, spoken to line by line, ended."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).parents[1]
TELEGRAM, BOT = 0, 1
"""Which of the machine's cores each side runs on, where there are two."""


class Apart:
    """One such process."""

    def __init__(self, module: str, *words: str, core: int) -> None:
        self._words = (module, *words)
        self._process = subprocess.Popen(
            [*_pinned(core), sys.executable, "-m", f"benchmarks.{module}", *words],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.began = self.heard()

    def asked(self, **what: Any) -> dict[str, Any]:
        """What it answers to a request."""
        self.told(**what)
        return self.heard()

    def told(self, **what: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()

    def heard(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._words} ended with {self._process.wait()}")
        return cast("dict[str, Any]", json.loads(line))

    def used(self) -> float:
        """Seconds of processor time up to now; 0 where the system does not tell."""
        stat = Path(f"/proc/{self._process.pid}/stat")
        if not stat.exists():
            return 0.0
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kept_waiting(self) -> float:
        """Seconds for which it had work and no core, up to now; 0 where the system does not tell.

        On a machine that does other work too, this is in every figure, and none of it is the program's.
        """
        found = 0.0
        for task in Path(f"/proc/{self._process.pid}/task").glob("*/schedstat"):
            found += int(task.read_text().split()[1]) / 1e9
        return found

    def end(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.terminate()
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def _pinned(core: int) -> list[str]:
    if not hasattr(os, "sched_getaffinity"):
        return []
    cores = sorted(os.sched_getaffinity(0))
    own = [
        sys.executable,
        "-c",
        "import os,sys; os.sched_setaffinity(0, {int(sys.argv[1])}); os.execv(sys.argv[2], sys.argv[2:])",
    ]
    return [*own, str(cores[core])] if len(cores) > 1 else []


@contextmanager
def apart(module: str, *words: str, core: int) -> Iterator[Apart]:
    """The process until the end of the block."""
    it = Apart(module, *words, core=core)
    try:
        yield it
    finally:
        it.end()
