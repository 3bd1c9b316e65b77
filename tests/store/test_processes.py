"""Two programs on one store lose nothing, and a killed one loses nothing that it acknowledged."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Books, Store
from tests.store.house import BANK, NOW, customer, opened, person
from tests.store.worker import LANES, add

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("GUANJIA_KILLS", "12"))


def settle_in(books: Books) -> None:
    for number in range(LANES):
        book = books.new(f"book:{number}", "east")
        book.put(person(str(number)), *(customer(f"{number}-{each}") for each in range(3)))


async def test_two_programs_and_two_copies_lose_no_update(lasting_url: str) -> None:
    async with opened(lasting_url) as store:
        await store.change(BANK, [], settle_in, now=NOW)
    command = [sys.executable, "-m", "tests.store.worker", lasting_url, "60"]
    other = await asyncio.create_subprocess_exec(*command, cwd=ROOT)
    await asyncio.gather(*(add(lasting_url, 60) for _ in range(2)))
    assert await other.wait() == 0
    async with opened(lasting_url) as store:
        found = await store.read(BANK, ["book:0"], lambda books: books["book:0"].customers["0-0"])
        assert found.assets == 180
        assert await store.check() == []


@pytest.fixture
def program(lasting_url: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.store.worker", lasting_url]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as started:
        yield started
        assert started.stdin is not None
        started.stdin.close()


def killed_once(program: subprocess.Popen[str], after: int, delay: float) -> dict[str, int]:
    """Lets a worker acknowledge `after` changes, kills it a moment later; what it acknowledged by book."""
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write("go\n")
    program.stdin.flush()
    acknowledged: dict[str, int] = {}
    worker, seen = 0, 0
    while (line := program.stdout.readline()) and line != "ended\n":
        name, count = line.split()
        if name == "pid":
            worker = int(count)
            continue
        acknowledged[name] = int(count)
        seen += 1
        if seen == after:
            threading.Timer(delay, os.kill, (worker, signal.SIGKILL)).start()
    return acknowledged


@pytest.mark.crash
@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forked, which this system does not do")
async def test_what_was_acknowledged_survives_a_kill(
    lasting_url: str, program: subprocess.Popen[str]
) -> None:
    dice = random.Random(2026)
    acknowledged: dict[str, int] = {}
    async with opened(lasting_url) as store:
        await store.change(BANK, [], settle_in, now=NOW)
    for _ in range(KILLS):
        after, delay = dice.randint(5, 40), dice.random() * 0.02
        acknowledged |= await asyncio.to_thread(killed_once, program, after, delay)
        async with opened(lasting_url) as store:
            for book, count in acknowledged.items():
                await true_to(store, book, count)
            assert await store.check() == []
    assert sum(acknowledged.values()) >= KILLS * 5


async def true_to(store: Store, book: str, count: int) -> None:
    def look(books: Books) -> tuple[int, int, int]:
        found = books[book]
        name = f"{book.removeprefix('book:')}-0"
        promised = found.follow_ups["next"].at
        assert promised is not None
        return len(found.contacts), found.customers[name].assets or 0, promised.hour * 60 + promised.minute

    contacts, counted, promised = await store.read(BANK, [book], look)
    assert contacts >= count, f"{book}: {count} were acknowledged, {contacts} are there"
    assert contacts == counted
    assert promised == (NOW.hour * 60 + 60 + contacts) % (24 * 60)
    assert len(await store.audit.entries(BANK, book)) == contacts
