"""How long it takes to understand a line: when, who and the whole of it, on a book of 250."""

import os
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from accuracy.who import TODAY, big_book, books
from benchmarks.row import Row
from desk.understanding import People, find, understand, understand_all
from scheduling.when import parse
from store.records import Customer
from tests.desk.understanding.book import customers
from tests.desk.understanding.scoring import NOW, labelled

MANY = 400
# The longest message that a chat lets through, of one thing again and again.
LONGEST = 4096
WORST = (
    "张",
    "张伟 ",
    "张伟\n",
    "尾号1234",
    "zw ",
    "8",
    "50万，",
    "3pm ",
    "明天下午3点",
    "，",
    "😀",
    "不是张伟，是",
)


def rows(quick: bool) -> list[Row]:
    """Medians and 99th percentiles in milliseconds of processor time."""
    book = _book()
    people = People.among(book)
    lines = [str(row["text"]) for row in labelled("seen")][: MANY // 4 if quick else MANY]
    index = [_spent(lambda: People.among(book)) for _ in range(3 if quick else 9)]
    return [
        Row(
            "index of 250 customers",
            f"{statistics.median(index):.1f} ms",
            "≤ 20 ms",
            statistics.median(index) <= 20,
        ),
        *_row("when: a line in zh", lines, lambda line: parse(line, NOW, "zh-Hans"), 0.5, 5),
        *_row("who: a line", lines, lambda line: find(line, people, TODAY), 2, 5),
        *_row("a whole line", lines, lambda line: understand(line, people, NOW), 5, 10),
        _worst(people),
    ]


def _worst(people: People) -> Row:
    pasted = [(unit * LONGEST)[:LONGEST] for unit in WORST]
    slowest = max(
        min(_spent(lambda text=text: understand_all(text, people, NOW)) for _ in range(3))  # type: ignore[misc]
        for text in pasted
    )
    return Row("the worst of pasted pages", f"{slowest:.0f} ms", "≤ 100 ms", slowest <= 100)


def _book() -> list[Customer]:
    """250 real customers where the list lies beside the checkout, else the made book of the tests."""
    shared = Path(os.environ.get("GUANJIA_SHARED", Path(__file__).parents[2] / "shared"))
    path = shared / "data" / "branch-2026" / "customers.csv"
    return big_book(books(path)) if path.exists() else list(customers())


def _row(
    name: str, lines: Sequence[str], work: Callable[[str], object], median: float, late: float
) -> list[Row]:
    for line in lines[:20]:
        work(line)
    spent = sorted(_spent(partial(work, line)) for line in lines)
    middle, last = statistics.median(spent), spent[int(len(spent) * 0.99) - 1]
    return [
        Row(f"{name}, median", f"{middle:.2f} ms", f"≤ {median} ms", middle <= median),
        Row(f"{name}, p99", f"{last:.2f} ms", f"≤ {late} ms", last <= late),
    ]


def _spent(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return (time.process_time() - begin) * 1000
