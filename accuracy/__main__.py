"""make accuracy: the tables for when, who and what."""

import argparse
import os
from pathlib import Path

from accuracy import what, when, who


def main() -> None:
    """Print all three; wrong answers are listed unless they are not wanted."""
    parser = argparse.ArgumentParser(prog="python -m accuracy", description=__doc__)
    parser.add_argument("--short", action="store_true", help="leave out the wrong answers")
    given = parser.parse_args()
    shared = Path(os.environ.get("GUANJIA_SHARED", Path(__file__).parents[2] / "shared"))
    when.report(shared, listing=not given.short)
    print()
    customers = shared / "data" / "branch-2026" / "customers.csv"
    if customers.exists():
        who.report(customers, listing=not given.short)
    else:
        print("who: the real list is not beside this checkout")
    print()
    what.report(listing=not given.short)


if __name__ == "__main__":
    main()
