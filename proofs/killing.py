"""Work in a process of its own that is killed at a chosen call to the operating system."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

CALLS = ("write", "pwrite64", "fsync", "fdatasync", "rename", "unlink", "ftruncate", "mkdir", "link")
"""All calls by which the program changes files; a kill falls before the call is carried out."""

Say = Callable[[str], None]
Work = Callable[[Path, Say], None]
"""What the child does in a folder; it says aloud what was acknowledged, at once."""

_CALL = re.compile(r"^(\d+) +(?:<\.\.\. )?(\w+)[( ]")


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What became of a child: the lines it had said, and by which signal it ended (0: by itself)."""

    said: tuple[str, ...]
    signal: int
    status: int


def can_trace() -> str:
    """Empty where children can be stopped at their calls; else why not."""
    if sys.platform != "linux":
        return "calls are traced on Linux only"
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], check=False, capture_output=True)
    return "" if tried.returncode == 0 else "this user may not trace processes"


def quick_home() -> Path | None:
    """Where files lie in memory, if anywhere: a kill leaves the system's own memory of files alone."""
    memory = Path("/dev/shm")  # noqa: S108  # a folder of our own is made in it
    return memory if os.access(memory, os.W_OK) else None


@contextlib.contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder in memory where there is one."""
    with tempfile.TemporaryDirectory(prefix="guanjia-proof-", dir=quick_home()) as folder:
        yield Path(folder)


def calls_of(work: Work, folder: Path) -> list[tuple[str, int]]:
    """Every call (name, how manieth of its thread) that the work makes in the folder."""
    log = folder.with_name(f"{folder.name}.strace")
    ended = traced(work, folder, ["-o", str(log), "-e", f"trace={','.join(CALLS)}"])
    if ended.signal or ended.status:
        raise RuntimeError(f"the work ended with {ended}")
    counts: Counter[tuple[str, str]] = Counter()
    for line in log.read_text(errors="replace").splitlines():
        found = _CALL.match(line)
        if found and found[2] in CALLS and "resumed>" not in line:
            counts[found[1], found[2]] += 1
    log.unlink()
    most: dict[str, int] = {}
    for (_thread, call), count in counts.items():
        most[call] = max(most.get(call, 0), count)
    return [(call, number) for call in CALLS for number in range(1, most.get(call, 0) + 1)]


def killed_at(work: Work, folder: Path, call: str, number: int) -> Ended:
    """Kills a child when one of its threads is about to make that call for the so manieth time."""
    return traced(work, folder, faulting(call, f"signal=KILL:when={number}"))


def faulting(call: str, what: str) -> list[str]:
    """The options of strace that let a call meet a fault."""
    return ["-o", os.devnull, "-e", f"trace={call}", "-e", f"inject={call}:{what}"]


def traced(work: Work, folder: Path, options: Sequence[str]) -> Ended:
    """A child that works in the folder, watched by strace from its first step on."""
    child = Standing(work, folder)
    tracer = subprocess.Popen(
        ["strace", "-f", "-qq", *options, "-p", str(child.pid)],
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
    try:
        while "TracerPid:\t0\n" in Path(f"/proc/{child.pid}/status").read_text():
            if tracer.poll() is not None:
                raise RuntimeError("strace did not take hold of the child")
        child.go()
        return child.ended()
    finally:
        child.kill()
        tracer.terminate()
        tracer.wait()


def alone(work: Work, folder: Path) -> Ended:
    """A child that works in the folder, and nobody disturbs it."""
    child = Standing(work, folder)
    child.go()
    return child.ended()


class Standing:
    """A forked child that stands still before its work; what it says is heard as it says it."""

    def __init__(self, work: Work, folder: Path) -> None:
        hear, speak = os.pipe()
        with warnings.catch_warnings():
            # Forks beside threads are frowned upon; the child touches nothing of what they might hold.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid = os.fork()
        if not self.pid:
            os.close(hear)
            _live(work, folder, speak)
        os.close(speak)
        os.waitpid(self.pid, os.WUNTRACED)
        self._voice = os.fdopen(hear, "rb")
        self._said: list[str] = []
        self._over = False

    def go(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    def kill(self) -> None:
        """At once, whatever it is doing; a dead one is left in peace."""
        if not self._over:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def lines(self) -> Iterator[str]:
        """What it says, until its end."""
        for line in self._voice:
            if line.endswith(b"\n"):
                self._said.append(line.decode().rstrip("\n"))
                yield self._said[-1]

    def ended(self) -> Ended:
        """Waits for its end; all that it said."""
        for _line in self.lines():
            pass
        self._voice.close()
        _pid, status = os.waitpid(self.pid, 0)
        self._over = True
        return Ended(
            said=tuple(self._said),
            signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
            status=os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else 0,
        )


def _live(work: Work, folder: Path, speak: int) -> NoReturn:
    try:
        quiet = os.open(os.devnull, os.O_RDWR)
        for each in (0, 1) if os.environ.get("GUANJIA_LOUD") else (0, 1, 2):
            os.dup2(quiet, each)
        os.kill(os.getpid(), signal.SIGSTOP)
        work(folder, lambda line: _speak(speak, line))
    except BaseException:  # noqa: BLE001  # nothing of the parent may run on in the child
        if os.environ.get("GUANJIA_LOUD"):
            traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _speak(pipe: int, line: str) -> None:
    # Not write(): an acknowledgement is no call of the program under proof.
    os.writev(pipe, [f"{line}\n".encode()])
