"""What a rule of a grammar is: a pattern, and how a match of it is said in our terms."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property

from scheduling.calendar import Calendar
from scheduling.when.said import Said


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What a text is read against."""

    now: datetime
    calendar: Calendar
    language: str

    @property
    def today(self) -> date:
        return self.now.date()


Build = Callable[[re.Match[str], Context], "Said | None"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One kind of time expression; a match that builds nothing is stepped over."""

    name: str
    written: str
    flags: re.RegexFlag
    build: Build

    @property
    def pattern(self) -> re.Pattern[str]:
        return compiled(self.written, self.flags)


@cache
def compiled(written: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Compiled when first asked for: a whole language takes half a second, which no command needs."""
    return re.compile(written, flags)


def rule(name: str, pattern: str, build: Build, flags: re.RegexFlag = re.NOFLAG) -> Rule:
    return Rule(name=name, written=pattern, flags=flags, build=build)


def trap(name: str, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> Rule:
    """Words that look like time and are none."""
    return Rule(name=name, written=pattern, flags=flags, build=lambda _match, _context: None)


class Grammar:
    """Rules in order; at each place of a text the first that matches is taken.

    `begins`, where given, are the characters that a match can begin with, as they stand between brackets.
    """

    def __init__(self, rules: Iterable[Rule], flags: re.RegexFlag = re.NOFLAG, *, begins: str = "") -> None:
        self.rules = {rule.name: rule for rule in rules}
        self.begins = begins
        self._flags = flags

    @cached_property
    def any(self) -> re.Pattern[str]:
        """All rules in one pattern; each alone is compiled with it, so that only the first text waits."""
        for rule in self.rules.values():
            compiled(rule.written, rule.flags)
        alternatives = (f"(?P<{rule.name}>{_unnamed(rule.written)})" for rule in self.rules.values())
        ahead = f"(?=[{self.begins}])" if self.begins else ""
        return re.compile(f"{ahead}(?:{'|'.join(alternatives)})", self._flags)

    def find(self, text: str, context: Context) -> list[Said]:
        """Every piece of time in the text, in order."""
        found: list[Said] = []
        position = 0
        while (match := self.any.search(text, position)) is not None:
            hit = self.rules[match.lastgroup or ""]
            exact = hit.pattern.match(text, match.start())
            said = _built(hit, exact, context) if exact is not None else None
            if said is not None:
                found.append(said)
            position = max(match.end(), match.start() + 1)
        return found


def _built(hit: Rule, match: re.Match[str], context: Context) -> Said | None:
    """What a match says; None when no calendar reaches there (the year 10000, 30 February)."""
    try:
        return hit.build(match, context)
    except (ValueError, OverflowError):
        return None


def _unnamed(pattern: str) -> str:
    """The pattern with its groups made anonymous, so that many patterns fit into one."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", re.sub(r"\(\?P<\w+>", "(?:", pattern))
