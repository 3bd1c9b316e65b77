"""A program that is killed while it imports has imported everything or nothing."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from desk.importing.bring import bring
from store import Scope, Store
from tests.desk.importing.made import read, row, text

CUSTOMERS = 600
KILLS = 60 if "GUANJIA_LONG" in os.environ else 4
NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


async def import_all(url: str) -> None:
    """Imports a list of three managers; says on standard output when it begins and when it has ended."""
    lists = read(text(*[row(str(number), 客户经理=f"RM0{number % 3}") for number in range(CUSTOMERS)]))
    store = Store.open(url, key=b"k" * 32)
    ids = count()
    print("begin", flush=True)  # noqa: T201  # the test waits for it
    await bring(
        store,
        Scope.bank(),
        lists,
        now=NOW,
        actor="cli",
        new_id=lambda: f"p{next(ids)}",
        invite=lambda person: (person, ""),
        add_staff=True,
    )
    print("end", flush=True)  # noqa: T201  # as above
    await store.close()


async def kept(url: str) -> tuple[int, int]:
    """How many customers lie in books, and how many of the list are placed."""
    store = Store.open(url, key=b"k" * 32)
    books = await store.partitions(Scope.bank(), "book")
    counts = await store.read(
        Scope.bank(), books, lambda opened: sum(len(book.customers) for book in opened.values())
    )
    placed = [await store.place("customer", str(number)) for number in range(CUSTOMERS)]
    await store.close()
    return counts, sum(place is not None for place in placed)


@pytest.mark.crash
def test_an_import_that_is_killed_is_whole_or_absent(tmp_path: Path) -> None:
    chance = random.Random(2026)
    for kill in range(KILLS):
        url = f"sqlite:///{tmp_path / f'{kill}.db'}"
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.desk.importing.test_killed", url],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
        )
        with child:
            assert child.stdout is not None
            assert child.stdout.readline() == "begin\n"
            until = time.monotonic() + chance.uniform(0, 0.35)
            while time.monotonic() < until:
                pass
            child.send_signal(signal.SIGKILL)
            said_end = child.stdout.read() == "end\n"
        found = asyncio.run(kept(url))
        assert found in {(0, 0), (CUSTOMERS, CUSTOMERS)}
        assert not said_end or found == (CUSTOMERS, CUSTOMERS)


if __name__ == "__main__":
    asyncio.run(import_all(sys.argv[1]))
