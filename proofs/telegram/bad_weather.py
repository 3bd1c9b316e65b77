"""Whole working days in bad weather: floods, errors, cut lines and hangs, and every update several times."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from proofs.jumping import JumpingLoop, run
from proofs.killing import quick_folder
from proofs.row import Row
from proofs.telegram.judging import Tally, answered, paced, patient, reminded, stored_once
from proofs.town import MANAGERS, MORNING, names_of, spoiled, stormy, town

LINES = 8


def storms(many: int) -> Iterator[Row]:
    """Whole working days in bad weather: what is said, what is answered, what is sent and when."""
    tallies = [run(partial(_storm, seed=seed)) for seed in range(many)]
    names = (
        "in a storm: each visit is stored exactly once",
        "in a storm: each line is answered, again only if the first is in doubt, and marked",
        "in a storm: nothing is sent to a chat before its retry_after ends",
        "in a storm: each reminder comes, again only if the first is in doubt, and marked",
        "in a storm: at most 30 calls a second over all",
    )
    calls = sum(each.calls for each in tallies)
    troubles = sum(each.troubles for each in tallies)
    for place, name in enumerate(names):
        cases = sum(each.rows[place][0] for each in tallies)
        failures = [f"storm {n}: {one}" for n, each in enumerate(tallies) for one in each.rows[place][1]]
        found = f"{many} days, {calls:,} calls, {troubles:,} of them in trouble" if not place else ""
        yield Row(name, cases, failures, found=found)


class Storm(NamedTuple):
    """What one day of bad weather showed."""

    rows: tuple[Tally, ...]
    calls: int
    troubles: int


async def _storm(loop: JumpingLoop, seed: int) -> Storm:
    dice = random.Random(seed)
    with quick_folder() as folder:
        async with town(loop, folder) as it:
            it.weather, it.spoil = stormy(dice), spoiled(dice)
            lines = _lines(dice)
            for at, manager, number, customer in lines:
                await it.until(at)
                it.says(manager, number, customer, f"下午{3 + number % 2}点{number % 50:02}分")
            await it.until(MORNING.replace(hour=17, minute=30))
            it.weather = lambda _call: None
            await it.until(MORNING.replace(hour=19))
            wanted = {number for _, _, number, _ in lines}
            rows_ = (
                await stored_once(it, wanted),
                answered(it, wanted),
                patient(it.met),
                reminded(it, wanted),
                paced(it.met),
            )
            return Storm(rows_, len(it.met), sum(each.fault is not None for each in it.met))


def _lines(dice: random.Random) -> list[tuple[datetime, int, int, str]]:
    """Each manager's calls of the day, each about another customer; after eight, when cards are folded."""
    found: list[tuple[datetime, int, int, str]] = []
    for manager in range(len(MANAGERS)):
        for number, customer in enumerate(dice.sample(names_of(manager), LINES)):
            at = MORNING + timedelta(minutes=dice.randint(70, 7 * 60))
            found.append((at, manager, manager * 100 + number, customer))
    return sorted(found)
