"""What is put before or behind a line, and says nothing, changes nothing of what is understood."""

import re
from collections.abc import Callable
from functools import cache

import pytest

from desk.understanding import People, Understanding, understand
from desk.understanding.line import read
from tests.desk.understanding.book import customers
from tests.desk.understanding.scoring import NOW, SEEN, labelled

PEOPLE = People.among(customers())
LINES = [str(row["text"]) for part in SEEN for row in labelled(part)][::19]
_CHINESE = re.compile("[一-鿿]")


def _what(understood: Understanding) -> tuple[object, ...]:
    later = understood.follow_up
    return (
        understood.kind,
        understood.outcome,
        understood.customers,
        tuple(one.id for one in understood.candidates),
        understood.amounts,
        later and (later.start, later.end, later.precision),
        understood.complaint and understood.complaint.category,
    )


@cache
def _plainly(line: str) -> tuple[object, ...]:
    return _what(understand(line, PEOPLE, NOW))


def _asked(line: str, chinese: str, english: str) -> str:
    return f"{chinese if _CHINESE.search(line) else english}{line}"


def _full_stop(line: str) -> str:
    return f"{line}。"


def _thanks(line: str) -> str:
    return f"{line} 谢谢"


def _face(line: str) -> str:
    return f"{line}😊"


def _please(line: str) -> str:
    return _asked(line, "帮我记一下", "please note ")


def _note(line: str) -> str:
    return _asked(line, "记一下，", "Note: ")


def _filler(line: str) -> str:
    return _asked(line, "嗯那个", "um ")


@pytest.mark.parametrize("otherwise", [_full_stop, _thanks, _face, _please, _note, _filler])
def test_what_says_nothing_changes_nothing(otherwise: Callable[[str], str]) -> None:
    changed = [line for line in LINES if _plainly(line) != _what(understand(otherwise(line), PEOPLE, NOW))]
    # A few words of the tables want a certain end or beginning; one line in two hundred may be lost to that.
    assert len(changed) <= len(LINES) / 200, changed


def test_the_note_keeps_what_was_said_and_drops_what_was_asked_of_the_bot() -> None:
    assert read("帮我记一下张伟想续20万。谢谢").note == "张伟想续20万。谢谢"
    assert read("note: Zhang Wei renews").note == "Zhang Wei renews"
    assert read("记一下").note == "记一下"
