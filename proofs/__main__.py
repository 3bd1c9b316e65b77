"""make prove: each promise that nothing is lost, tried in as many ways as one has patience for."""

import argparse
import logging
import pkgutil
import sys
from importlib import import_module
from time import perf_counter

import proofs
from proofs.row import Row

SHOWN = 5
"""Failures printed of one row; the rest are counted."""


def main() -> int:
    """Print the table; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m proofs", description=__doc__)
    parser.add_argument("--only", action="append", metavar="NAME", help=f"one of {', '.join(names())}")
    parser.add_argument(
        "--scale", type=float, default=1.0, metavar="F", help="0.1 tries a tenth of the cases"
    )
    given = parser.parse_args()
    unknown = set(given.only or ()) - set(names())
    if unknown:
        parser.error(f"there is no proof called {', '.join(sorted(unknown))}")
    # Thousands of planned faults would each write their line.
    logging.disable(logging.CRITICAL)
    broken = 0
    print(f"{'promise':<94} {'cases':>9} {'failures':>9}")
    for name in given.only or names():
        started = perf_counter()
        print(f"\n{name}")
        for row in import_module(f"proofs.{name}").rows(given.scale):
            broken += bool(row.failures)
            print(line(row), flush=True)
        print(f"  ({perf_counter() - started:.0f} s)", flush=True)
    return 1 if broken else 0


def names() -> list[str]:
    """Every file of this folder that has rows."""
    found = sorted(each.name for each in pkgutil.iter_modules(proofs.__path__))
    return [each for each in found if hasattr(import_module(f"proofs.{each}"), "rows")] if found else []


def line(row: Row) -> str:
    """「0 acknowledged writes lost   512   0」, with what was found and the first failures below it."""
    if row.skipped:
        return f"  {row.promise:<92} not tried here: {row.skipped}"
    lines = [f"  {row.promise:<92} {row.cases:>9,} {len(row.failures):>9,}"]
    if row.found:
        lines.append(f"      {row.found}")
    lines += [f"      ! {each}" for each in row.failures[:SHOWN]]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
