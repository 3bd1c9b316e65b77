"""The same on a PostgreSQL server: our program is killed, and so is the server under it."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from proofs.bank import problems, with_store
from proofs.killing import Standing, quick_folder
from proofs.random_kills import Believed, judged, killed, settled, whole_list, working
from proofs.row import Row
from tests.store.server import NoServer, Server, a_server

KILLS, ACKNOWLEDGED, CRASHES = 500, 5_000, 60
PROMISE = "on a server, killed at random under load: every acknowledged write is there"
CRASH = "a server that is stopped as a power cut would: every acknowledged write is there"


def rows(scale: float = 1.0, body: str = "") -> Iterator[Row]:
    body = body or whole_list()
    try:
        with a_server() as server, quick_folder() as folder:
            kills, wanted = max(3, round(KILLS * scale)), max(30, round(ACKNOWLEDGED * scale))
            yield killed(folder, server.place(), body, kills, wanted, PROMISE)
            yield crashed(server, folder, body, max(2, round(CRASHES * scale)))
    except NoServer as why:
        yield Row(PROMISE, 0, skipped=str(why))


def crashed(server: Server, folder: Path, body: str, times: int) -> Row:
    """People write while the server goes down without a word; it comes back and is asked for everything."""
    where = server.place()
    books, believed, dice = settled(where, body), Believed(), random.Random(2026)
    failures: list[str] = []
    for number in range(1, times + 1):
        touched = believed.hears(_cut_off(server, folder, where, books, number, after=dice.randint(4, 40)))
        failures += [f"crash {number}: {each}" for each in judged(where, believed, touched)]
    failures += judged(where, believed, set(books)) + with_store(where, problems)
    found = f"{times:,} crashes, {len(books)} books"
    return Row(CRASH, believed.acknowledged, failures, goal=CRASHES, found=found)


def _cut_off(
    server: Server, folder: Path, where: str, books: Sequence[str], number: int, *, after: int
) -> Sequence[str]:
    """What was acknowledged by one that wrote until the server was gone."""
    child = Standing(lambda _folder, say: working(where, say, books, number), folder)
    child.go()
    for seen, _line in enumerate(child.lines(), 1):
        if seen == after:
            server.stop()
            child.kill()
    ended = child.ended()
    server.start()
    return ended.said
