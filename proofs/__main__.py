"""make prove: each promise that nothing is lost, tried in as many ways as one has patience for."""

import argparse
import logging
import os
import pkgutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from importlib import import_module
from time import perf_counter

import proofs
from proofs.row import Row

SHOWN = 5
"""Failures printed of one row; the rest are counted."""

HEADING = f"{'promise':<94} {'cases':>9} {'failures':>9}"


def main() -> int:
    """Print the table; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m proofs", description=__doc__)
    parser.add_argument("--only", action="append", metavar="NAME", help=f"one of {', '.join(names())}")
    parser.add_argument(
        "--scale", type=float, default=1.0, metavar="F", help="0.1 tries a tenth of the cases"
    )
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="how many proofs run side by side"
    )
    given = parser.parse_args()
    unknown = set(given.only or ()) - set(names())
    if unknown:
        parser.error(f"there is no proof called {', '.join(sorted(unknown))}")
    chosen = given.only or names()
    if given.jobs > 1 and len(chosen) > 1:
        return side_by_side(chosen, given.scale, given.jobs)
    print(HEADING)
    return max([table(name, given.scale) for name in chosen])


def table(name: str, scale: float) -> int:
    """Tries one proof, each row printed as it comes; 1 where a promise was broken."""
    # Thousands of planned faults would each write their line.
    logging.disable(logging.CRITICAL)
    started = perf_counter()
    broken = 0
    print(f"\n{name}")
    for row in import_module(f"proofs.{name}").rows(scale):
        broken = broken or int(bool(row.failures))
        print(line(row), flush=True)
    print(f"  ({perf_counter() - started:.0f} s)", flush=True)
    return broken


def side_by_side(chosen: Sequence[str], scale: float, jobs: int) -> int:
    """Each proof in a process of its own, for most of them fork; its table is printed when it has ended."""
    started = perf_counter()
    print(HEADING, flush=True)
    broken = 0
    with ThreadPoolExecutor(jobs) as lanes:
        for ended in as_completed([lanes.submit(apart, name, scale) for name in chosen]):
            done = ended.result()
            # A proof that fell over has shown nothing, which is no promise kept.
            broken = broken or int(done.returncode != 0)
            said = done.stdout.partition(HEADING)[2].rstrip()
            print(said, flush=True)
            if not said.endswith(" s)"):
                print(f"  ! this proof fell over: {done.stderr.strip()[-500:]}", flush=True)
    print(f"\n({perf_counter() - started:.0f} s in all, {jobs} side by side)")
    return broken


def apart(name: str, scale: float) -> subprocess.CompletedProcess[str]:
    """One proof's whole run."""
    words = [sys.executable, "-m", "proofs", "--only", name, "--scale", str(scale)]
    return subprocess.run(words, check=False, capture_output=True, text=True)


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
