"""A table is tried only where one of its words can begin, and finds what it would find everywhere."""

import re
import tomllib
from importlib import resources

import pytest

from desk.understanding import lexicon
from desk.understanding.lexicon import alternatives, pattern
from desk.understanding.lexicon.firsts import firsts
from desk.understanding.line import read
from tests.desk.understanding.scoring import SEEN, labelled

TABLES = [
    (path.name.removesuffix(".toml"), key)
    for path in resources.files(lexicon).iterdir()
    if path.name.endswith(".toml") and path.name != "shared.toml"
    for key in tomllib.loads(path.read_text("utf-8"))
]
LINES = [read(str(row["text"])).plain for part in SEEN for row in labelled(part)][::9]


@pytest.mark.parametrize(
    ("told", "begin"),
    [
        ("没接|不接", "不没"),
        ("(?:没|不)接|a[bc]", "a不没"),
        ("(?<!去)打?通|[来去]了", "去打来通"),
        (r"\bring|\d点|[\s,]好", r",\d\sr"),
        ("a{0,2}b|c+d", "abc"),
        ("(?:x|y)?", None),
        ("[^,]来|b", None),
        (".来", None),
        ("a-b|[a-c]d", None),
        ("-b|]", r"\-\]"),
    ],
)
def test_where_words_can_begin(told: str, begin: str | None) -> None:
    assert firsts(told) == begin


@pytest.mark.parametrize(("topic", "key"), TABLES)
def test_a_table_finds_the_same_as_it_would_everywhere(topic: str, key: str) -> None:
    told = alternatives(topic, key)
    guarded = pattern(topic, key)
    everywhere = re.compile(told, guarded.flags)
    for line in LINES:
        found = [match.span() for match in guarded.finditer(line)]
        assert found == [match.span() for match in everywhere.finditer(line)], line
