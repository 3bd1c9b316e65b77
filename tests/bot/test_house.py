"""A running bot as a whole."""

import gc
from pathlib import Path

from tests.world import world


async def test_what_a_bot_has_loaded_is_left_alone_by_the_collector_until_it_ends(tmp_path: Path) -> None:
    before = gc.get_freeze_count()
    async with world(tmp_path):
        assert gc.get_freeze_count() > before + 10_000
    assert gc.get_freeze_count() <= before
