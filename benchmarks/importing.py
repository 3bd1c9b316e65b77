"""How fast a bank's list comes in: read, planned and kept, in customers a second."""

import asyncio
import csv
import io
import os
import statistics
import tempfile
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from benchmarks.row import Row
from desk.importing import NamedFile, read_lists
from desk.importing.bring import bring
from store import Scope, Store

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
GOAL = 1_000
"""Customers a second: a branch's whole list while its head looks on, a bank's before the morning."""


def files() -> tuple[str, list[list[NamedFile]]]:
    """The real list in both forms where it lies beside the checkout, else an invented one of its size."""
    root = (
        Path(os.environ.get("GUANJIA_SHARED", Path(__file__).parents[2] / "shared")) / "data" / "branch-2026"
    )
    if not root.exists():
        return "an invented list", [[_invented()]]
    forms = (("customers.csv", "holdings.csv"), ("customers.xlsx",))
    return "branch-2026", [
        [NamedFile(name=name, body=(root / name).read_bytes()) for name in names] for names in forms
    ]


def _invented() -> NamedFile:
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(["客户号", "姓名", "性别", "出生日期", "网点", "客户经理", "总余额", "余额日期"])
    for number in range(5_369):
        branch, manager = f"支行{number // 70}", f"RM{number // 56:03}"
        sheet.writerow(
            [number, "张伟", "男", "1970-12-13", branch, branch + manager, number * 10, "2026-11-23"]
        )
    return NamedFile(name="list.csv", body=out.getvalue().encode())


async def _seconds(sent: list[NamedFile]) -> tuple[int, float]:
    ids = count()
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{folder}/bench.db", key=b"k" * 32)
        started = time.perf_counter()
        lists = read_lists(sent)
        report = await bring(
            store,
            Scope.bank(),
            lists,
            now=NOW,
            actor="bench",
            new_id=lambda: f"p{next(ids)}",
            invite=lambda person: (person, ""),
            add_staff=True,
        )
        took = time.perf_counter() - started
        await store.close()
    assert report.applied
    return len(report.new), took


def rows(quick: bool) -> list[Row]:
    """One row a form of the list: customers a second, from the bytes of the file to the commit."""
    name, forms = files()
    found: list[Row] = []
    for sent in forms:
        rates: list[float] = []
        for _ in range(1 if quick else 5):
            customers, took = asyncio.run(_seconds(sent))
            rates.append(customers / took)
        rate = statistics.median(rates)
        form = sent[0].name.rpartition(".")[2]
        found.append(
            Row(
                f"import of {name} as .{form}, read, planned and kept",
                f"{rate:,.0f} customers a second",
                f"≥ {GOAL:,}",
                rate >= GOAL,
            )
        )
    return found
