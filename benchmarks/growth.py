"""What a thousand times as many customers in the store change for one chat: nothing that anybody notices."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.apart import BOT, TELEGRAM, Apart, apart
from benchmarks.bank import IN_A_BOOK, NAMES, account, build
from benchmarks.row import Row

HOT = 4
"""Managers that are at work: all there are in the small store, as many spread over the large one."""
GROWN, STARTED, MOST_MEMORY, DIGEST = 1.2, 1.0, 200, 0.010


class Branch:
    """The product on a store of so many managers, some of whom are at work."""

    def __init__(self, telegram: Apart, product: Apart, managers: int, started: float) -> None:
        self._telegram = telegram
        self._product = product
        self._names = count()
        self.started = started
        self.hot = list(range(0, managers, managers // HOT))[:HOT]

    def reply(self) -> float:
        """Seconds from a line to its answer, when one person writes."""
        name = NAMES[next(self._names) % len(NAMES)]
        asked = {account(each): [f"刚拜访{name}，聊了理财"] for each in self.hot}
        return median(
            float(self._telegram.asked(do="closed", lines={chat: said})["took"][0])
            for chat, said in asked.items()
        )

    def tick(self) -> float:
        return float(median(self._product.asked(do="ticks", many=10)["took"]))

    def digest(self) -> float:
        return float(median(self._product.asked(do="digests", managers=self.hot)["took"]))

    def memory(self) -> float:
        return float(self._product.asked(do="usage")["rss"])


@contextmanager
def branch(folder: Path, managers: int) -> Iterator[Branch]:
    store = folder / f"{managers}.db"
    build(store, managers)
    with apart("telegram_apart", core=TELEGRAM) as telegram:
        telegram.asked(do="people", accounts=[account(each) for each in range(managers)])
        words = ("--api", telegram.began["url"], "--store", str(store))
        began = perf_counter()
        with apart("bots", "guanjia", *words, core=BOT) as product:
            yield Branch(telegram, product, managers, perf_counter() - began)


def rows(quick: bool) -> Iterator[Row]:
    """Reply, tick, digest and start beside those of a small store; memory; a digest's processor time."""
    managers, rounds = (80, 5) if quick else (4_000, 25)
    with (
        tempfile.TemporaryDirectory() as name,
        branch(Path(name), HOT) as small,
        branch(Path(name), managers) as large,
    ):
        sizes = f"{managers * IN_A_BOOK:,} customers / {HOT * IN_A_BOOK:,}"
        for title, one in (("a reply", Branch.reply), ("a tick", Branch.tick)):
            ratio, seconds = _grown(one, small, large, rounds)
            yield Row(f"{title}, {sizes} ({seconds})", f"{ratio:.2f}", f"≤ {GROWN}", ratio <= GROWN)
        few, many = small.digest(), large.digest()
        yield Row(f"a digest, {sizes}", f"{many / few:.2f}", f"≤ {GROWN}", many / few <= GROWN)
        more = large.started - small.started
        yield Row(f"a start, {sizes}", f"{more:+.2f} s", f"≤ {STARTED:.0f} s", more <= STARTED)
        most = max(few, many)
        yield Row(
            f"processor time of a morning digest, {IN_A_BOOK} customers",
            f"{most * 1000:.1f} ms",
            f"≤ {DIGEST * 1000:.0f} ms",
            most <= DIGEST,
        )
        for each, customers in ((small, HOT), (large, managers)):
            used = each.memory()
            title = f"resident memory, {customers * IN_A_BOOK:,} customers"
            yield Row(title, f"{used:.0f} MB", f"≤ {MOST_MEMORY}", used <= MOST_MEMORY)


def _grown(one: Callable[[Branch], float], small: Branch, large: Branch, rounds: int) -> tuple[float, str]:
    """The median ratio of rounds taken in turn, and the medians in milliseconds."""
    one(small), one(large)
    found = [(one(small), one(large)) for _ in range(rounds)]
    few, many = (median(each) * 1000 for each in zip(*found, strict=True))
    return median(large_ / small_ for small_, large_ in found), f"{many:.1f} / {few:.1f} ms"
