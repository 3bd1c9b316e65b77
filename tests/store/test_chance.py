"""Words of chance."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from store.chance import AT_ONCE, Chance

ROOT = Path(__file__).parents[2]
FORKED = """
import os
from store.chance import Chance

chance = Chance(8)
chance()
child = os.fork()
if child:
    os.waitpid(child, 0)
print(chance(), flush=True)
"""


def test_no_word_comes_twice_however_many_ask_at_once() -> None:
    chance = Chance(5)

    def one(_: int) -> str:
        return chance()

    with ThreadPoolExecutor(8) as askers:
        drawn = list(askers.map(one, range(20 * AT_ONCE)))
    assert len(set(drawn)) == len(drawn)
    assert {len(each) for each in drawn} == {10}
    assert all(int(each, 16) >= 0 for each in drawn)


# A system without forks has no children that could inherit what was drawn ahead.
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no forks")
def test_a_forked_process_draws_words_of_its_own() -> None:
    """In a program of its own: a fork beside the threads of the tests is a warning since Python 3.12."""
    done = subprocess.run(
        [sys.executable, "-c", FORKED], cwd=ROOT, check=True, capture_output=True, text=True
    )
    ours, theirs = done.stdout.split()
    assert len(ours) == len(theirs) == 16
    assert ours != theirs
