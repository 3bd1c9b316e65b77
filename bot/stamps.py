"""By what a changed file is known without reading it."""

from collections.abc import Iterable
from pathlib import Path


def stamp(paths: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """Name, instant of change and size of each file, in order; empty where one of them can't be looked at."""
    try:
        files = [(str(path), path.stat()) for path in sorted(paths)]
    except OSError:
        return ()
    return tuple((name, state.st_mtime_ns, state.st_size) for name, state in files)
