"""Words of chance."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from store.chance import AT_ONCE, Chance


def test_no_word_comes_twice_however_many_ask_at_once() -> None:
    chance = Chance(5)

    def one(_: int) -> str:
        return chance()

    with ThreadPoolExecutor(8) as askers:
        drawn = list(askers.map(one, range(20 * AT_ONCE)))
    assert len(set(drawn)) == len(drawn)
    assert {len(each) for each in drawn} == {10}
    assert all(int(each, 16) >= 0 for each in drawn)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no forks")
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="a fork beside threads is a warning there")
def test_a_forked_process_draws_words_of_its_own() -> None:
    chance = Chance(8)
    chance()
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.write(theirs, chance().encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(ours, 100).decode() != chance()
    os.close(ours)
    os.close(theirs)
