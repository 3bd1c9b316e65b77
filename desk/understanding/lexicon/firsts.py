"""With which characters the matches of a table can begin: nowhere else in a line is the table tried.

Reads as much of an expression as the tables use; whatever else stands in one counts as anything.
"""

import re
from typing import NamedTuple

__all__ = ["firsts"]

_ZERO_WIDTH = frozenset("bBAZ")
# What opens, parts and closes; what a class or an escape holds does not.
_SIGNS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[(|)]")
_AROUND = ("?<=", "?<!", "?=", "?!")


class _Begin(NamedTuple):
    """Members of a character class (None: anything), and whether nothing at all matches too."""

    chars: frozenset[str] | None
    empty: bool


_NOTHING = _Begin(frozenset(), empty=True)
_ANYTHING = _Begin(None, empty=False)


def firsts(told: str) -> str | None:
    """What stands between the brackets of a class that has the first character of every match.

    None where a match may begin with anything, or be empty.
    """
    begin = _Reader(told).alternatives()
    if begin.chars is None or begin.empty or not begin.chars:
        return None
    return "".join(sorted(begin.chars))


def _either(one: _Begin, other: _Begin) -> _Begin:
    chars = None if one.chars is None or other.chars is None else one.chars | other.chars
    return _Begin(chars, one.empty or other.empty)


class _Reader:
    """Goes through an expression once, from left to right."""

    def __init__(self, told: str) -> None:
        self._told = told
        self._at = 0

    def alternatives(self) -> _Begin:
        begin = self._sequence()
        while self._peek() == "|":
            self._at += 1
            begin = _either(begin, self._sequence())
        return begin

    def _sequence(self) -> _Begin:
        begin = _NOTHING
        while begin.empty and self._peek() not in {"", "|", ")"}:
            behind = self._repeated()
            begin = _Begin(_either(begin, behind).chars, behind.empty)
        self._skip()
        return begin

    def _skip(self) -> None:
        """To the end of the alternative: what follows its first character says nothing."""
        depth = 0
        for sign in _SIGNS.finditer(self._told, self._at):
            if depth == 0 and sign[0] in {"|", ")"}:
                self._at = sign.start()
                return
            depth += (sign[0] == "(") - (sign[0] == ")")
        self._at = len(self._told)

    def _peek(self, many: int = 1) -> str:
        return self._told[self._at : self._at + many]

    def _taken(self) -> str:
        self._at += 1
        return self._told[self._at - 1]

    def _repeated(self) -> _Begin:
        begin = self._piece()
        sign = self._peek()
        if sign and sign in "?*+":
            self._at += 1
            least = int(sign == "+")
        elif sign == "{" and self._peek(2)[1:].isdigit():
            end = self._told.index("}", self._at)
            least = int(self._told[self._at + 1 : end].split(",")[0])
            self._at = end + 1
        else:
            return begin
        if self._peek() in {"?", "+"}:
            self._at += 1
        return begin if least else _Begin(begin.chars, empty=True)

    def _piece(self) -> _Begin:
        char = self._taken()
        if char == "(":
            return self._group()
        if char == "[":
            return self._one_of()
        if char == "\\":
            return self._escaped()
        if char == ".":
            return _ANYTHING
        return (
            _NOTHING
            if char in "^$"
            else _Begin(frozenset({f"\\{char}" if char in "-]" else char}), empty=False)
        )

    def _group(self) -> _Begin:
        around = next((each for each in _AROUND if self._peek(len(each)) == each), "")
        self._at += len(around)
        if self._peek(3) == "?P=":
            self._at = self._told.index(")", self._at) + 1
            return _Begin(None, empty=True)
        if not around and self._peek() == "?":
            named = self._peek(3) == "?P<"
            if not named and self._peek(2) != "?:":
                raise ValueError(f"no table has such a group: {self._peek(8)}")
            self._at = self._told.index(">", self._at) + 1 if named else self._at + 2
        begin = self.alternatives()
        self._at += 1
        return _NOTHING if around else begin

    def _one_of(self) -> _Begin:
        negated = self._peek() == "^"
        self._at += negated
        chars = set[str]()
        while self._peek() != "]" or not chars:
            char = self._taken()
            chars.add(f"\\{self._taken()}" if char == "\\" else f"\\{char}" if char in "[]^" else char)
        self._at += 1
        # A range counts as anything: few tables have one.
        return _ANYTHING if negated or "-" in chars else _Begin(frozenset(chars), empty=False)

    def _escaped(self) -> _Begin:
        char = self._taken()
        return _NOTHING if char in _ZERO_WIDTH else _Begin(frozenset({f"\\{char}"}), empty=False)
