"""make bench: one table of measurements from one run; a row that does not hold is said so, not hidden."""

import argparse
import os
import pkgutil
import sys
from importlib import import_module

import benchmarks
from benchmarks.row import Row


def main() -> int:
    """Print every room's rows; measurements are to be read, so a missed goal fails nothing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller sizes and fewer repeats")
    parser.add_argument("rooms", nargs="*", help="only these")
    given = parser.parse_args()
    if hasattr(os, "getloadavg"):
        # Other work on the machine is in every figure; ratios of one run bear it best.
        print(f"{os.cpu_count()} cores, load before the first measurement {os.getloadavg()[0]:.1f}")
    for found in sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__)):
        if found in {"row", "__main__"} or (given.rooms and found not in given.rooms):
            continue
        room = import_module(f"benchmarks.{found}")
        if not hasattr(room, "rows"):
            continue
        print(f"\n{found}")
        for row in room.rows(given.quick):
            print(line(row), flush=True)
    return 0


def line(row: Row) -> str:
    """「change of one customer / bare commit, one at a time   2.3   ≤ 4   held」"""
    return f"  {row.name:<84} {row.measured:>14}  {row.goal:<12} {'held' if row.holds else 'NOT REACHED'}"


if __name__ == "__main__":
    sys.exit(main())
