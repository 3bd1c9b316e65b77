"""A disk so small that it can be filled, where this user may make one."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DISK = "size=3m"


def fill(disk: Path, left: int) -> None:
    free = os.statvfs(disk)
    with (disk / "filler").open("wb") as filler:
        filler.write(b"x" * max(0, free.f_bavail * free.f_bsize - left))


@contextmanager
def mounted(at: Path, options: str) -> Iterator[Path | None]:
    """A disk of its own, where this user may make one."""
    at.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(at)], check=False, capture_output=True
    )
    try:
        yield None if made.returncode else at
    finally:
        if not made.returncode:
            subprocess.run(["umount", str(at)], check=False)
