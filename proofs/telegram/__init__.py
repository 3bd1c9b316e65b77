"""Telegram at its worst: floods, errors, cut lines, hangs, outages, repeats, blocks, a revoked token."""

from collections.abc import Iterator
from functools import partial

from proofs.jumping import run
from proofs.lives import warm
from proofs.row import Row
from proofs.telegram.bad_weather import storms
from proofs.telegram.cut_line import outage
from proofs.telegram.troubles import block_and_return, nonsense, one_chat_closed, revoked

STORMS = 12


def rows(scale: float = 1.0) -> Iterator[Row]:
    warm()
    yield from storms(max(1, round(STORMS * scale)))
    yield run(partial(outage, hours=24 if scale >= 1 else 1))
    for scenario in (one_chat_closed, block_and_return, revoked, nonsense):
        yield run(scenario)
