"""Real bots and commands in processes of their own, to be killed: `python -m tests.bot.process`.

Reads one order a line and answers each with one line:
`start {"store": URL, "api": URL, "token": TOKEN, "now": ISO}` says `serving PID` once that bot serves, with a
clock that runs on from that instant; `launch {"words": [...], "folder": PATH, "settings": {...}}` runs
`guanjia` there, its output in the files `out` and `err`, and says `launched PID`; `wait PID`, `stop PID` and
`kill PID` say `ended PID CODE` when it is gone for good. The program loads itself once and forks, so that a
start takes a moment only.
"""

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

from bot.building import build
from bot.key import store_key
from bot.main import main as run_guanjia
from bot.rulebook import Rulebook
from bot.settings import read_settings
from bot.storing import open_store
from scheduling.clock import SteppedClock
from scheduling.pace import Pace
from store.lock import RunLock

ROOT = Path(__file__).parents[2]


class Stable:
    """The other end: starts and kills bots."""

    def __init__(self, program: "Popen[str]") -> None:
        self._program = program

    def start(self, *, store: str, api: str, token: str, now: datetime) -> int:
        """A bot that serves; its process id."""
        order = {"store": store, "api": api, "token": token, "now": now.isoformat()}
        return int(self._ask(f"start {json.dumps(order)}")[1])

    def kill(self, pid: int) -> None:
        """SIGKILL, and wait until nothing of it is left."""
        self._ask(f"kill {pid}")

    def stop(self, pid: int) -> int:
        """SIGTERM; the code it ended with."""
        return int(self._ask(f"stop {pid}")[2])

    def launch(self, folder: Path, *words: str, **settings: str) -> int:
        """A command that runs in a folder, with nothing but these settings; its process id."""
        order = {"words": words, "folder": str(folder), "settings": settings}
        return int(self._ask(f"launch {json.dumps(order)}")[1])

    def wait(self, pid: int) -> int:
        """The code it ended with by itself."""
        return int(self._ask(f"wait {pid}")[2])

    def _ask(self, order: str) -> list[str]:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(f"{order}\n")
        self._program.stdin.flush()
        answer = self._program.stdout.readline().split()
        assert answer, f"no answer to {order}"
        return answer


@contextmanager
def stable() -> Iterator[Stable]:
    """A stable for a few tests; whatever still runs in it is killed at the end."""
    command = [sys.executable, "-m", "tests.bot.process"]
    with Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True) as program:
        yield Stable(program)
        assert program.stdin is not None
        program.stdin.close()


def main() -> None:
    """Obey until standard input ends."""
    running: set[int] = set()
    signs = {"wait": None, "kill": signal.SIGKILL, "stop": signal.SIGTERM}
    for line in sys.stdin:
        order, _, given = line.strip().partition(" ")
        if order == "start":
            running.add(_started(json.loads(given)))
        elif order == "launch":
            running.add(_launched(json.loads(given)))
        else:
            _ended(int(given), signs[order])
            running.discard(int(given))
    for pid in running:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _launched(given: dict[str, Any]) -> int:
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            code = _command(given)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    _say(f"launched {pid}")
    return pid


def _command(given: dict[str, Any]) -> int:
    os.chdir(given["folder"])
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    for name in [each for each in os.environ if each.startswith("GUANJIA_")]:
        del os.environ[name]
    os.environ.update({f"GUANJIA_{name}": value for name, value in given["settings"].items()})
    try:
        return run_guanjia(given["words"])
    except Exception:  # noqa: BLE001  # as Python itself would show it
        sys.excepthook(*sys.exc_info())
        return 1


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _started(given: dict[str, Any]) -> int:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        code = 1
        try:
            asyncio.run(_serve(given, writing))
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading) as ready:
        said = ready.readline()
    _say(f"serving {pid}" if said else f"failed {pid}")
    return pid


def _ended(pid: int, sign: signal.Signals | None) -> None:
    if sign is not None:
        os.kill(pid, sign)
    _, status = os.waitpid(pid, 0)
    _say(f"ended {pid} {os.waitstatus_to_exitcode(status)}")


async def _serve(given: dict[str, Any], ready_at: int) -> None:
    logging.basicConfig(level=logging.ERROR)
    lock = RunLock.take(given["store"])
    rules = Rulebook(None)
    settings = replace(read_settings({}), token=given["token"], api_url=given["api"], store=given["store"])
    store = open_store(given["store"], store_key(given["store"]), rules)
    clock = SteppedClock(datetime.fromisoformat(given["now"]))
    try:
        house = build(settings, store=store, clock=clock, rules=rules, pace=Pace(over_all=0))
        ready, stop = asyncio.Event(), asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
        async with asyncio.TaskGroup() as running:
            running.create_task(house.serve(stop, ready=ready))
            await ready.wait()
            os.write(ready_at, b"serving\n")
    finally:
        await store.close()
        lock.release()


if __name__ == "__main__":
    main()
