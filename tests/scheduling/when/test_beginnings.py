"""A text is only tried where a rule can begin, so no rule may begin with anything else."""

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any

import pytest

from scheduling.when.chinese.reader import GRAMMAR
from scheduling.when.rules import Rule

# What the library makes of a pattern before it compiles it; nothing public tells how a match can begin.
_PARSER: Any = import_module("re._parser")
_WHOLE = {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " "}


def beginnings(parsed: Iterable[Any]) -> tuple[set[str], bool]:
    """Characters that a match can begin with, one for each class of them; and whether it can be empty."""
    found: set[str] = set()
    for operation, what in parsed:
        name = str(operation)
        if name in {"AT", "ASSERT", "ASSERT_NOT"}:
            continue
        if name in {"LITERAL", "IN"}:
            return found | (_class(what) if name == "IN" else {chr(what)}), False
        branches, least = _branches(name, what)
        begun = [beginnings(each) for each in branches]
        found = found.union(*(some for some, _ in begun))
        if least and not any(empty for _, empty in begun):
            return found, False
    return found, True


def _branches(name: str, what: Any) -> tuple[list[Any], int]:
    if name == "SUBPATTERN":
        return [what[-1]], 1
    if name == "BRANCH":
        return list(what[1]), 1
    assert name in {"MAX_REPEAT", "MIN_REPEAT"}, f"nobody knows what {name} begins with"
    return [what[2]], what[0]


def _class(members: Iterable[Any]) -> set[str]:
    found: set[str] = set()
    for kind, what in members:
        if str(kind) == "RANGE":
            found |= {chr(code) for code in range(what[0], what[1] + 1)}
        else:
            found.add(_WHOLE[str(what)] if str(kind) == "CATEGORY" else chr(what))
    return found


@pytest.mark.parametrize("rule", GRAMMAR.rules.values(), ids=lambda rule: rule.name)
def test_what_a_chinese_time_begins_with_is_known(rule: Rule) -> None:
    found, empty = beginnings(_PARSER.parse(rule.written, rule.flags))
    assert not empty
    unknown = {each for each in found if not re.match(f"[{GRAMMAR.begins}]", each)}
    assert not unknown, "these belong into _BEGINS of scheduling/when/chinese/reader.py"


def test_what_no_rule_begins_with_is_found_out() -> None:
    assert beginnings(_PARSER.parse("(?:大约|约)?(?<!第)[三\\d]+天|\\s?后天")) == (set("大约三7 后"), False)
    assert beginnings(_PARSER.parse("(?:明天)*")) == ({"明"}, True)
