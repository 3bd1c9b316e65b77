"""One place of a line that may speak of a customer, and what stands around it."""

import re
from dataclasses import dataclass

from desk.understanding.names import RELATIONS
from desk.understanding.people import Entry
from desk.understanding.titles import ANYBODY, Title
from desk.understanding.words import AFTER, BEFORE

__all__ = ["HAN", "Sighting", "crosses", "stands_after", "stands_before"]


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """Characters `start` to `end` may mean one of `entries`; of two that overlap the lower `rank` stands.

    `sure` is false where the words only sound alike or may not be a name at all: then nobody is taken.
    """

    start: int
    end: int
    how: str
    rank: int
    entries: tuple[Entry, ...] = ()
    title: Title = ANYBODY
    guessed: bool = False
    sure: bool = True


HAN = "[一-鿿]"
_KIN = re.compile(RELATIONS)


def crosses(start: int, end: int, barred: list[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for begin, stop in barred)


def stands_before(text: str, start: int) -> bool:
    return BEFORE.search(text, max(0, start - 6), start) is not None or start == 0


def stands_after(text: str, end: int) -> bool:
    return AFTER.match(text, end) is not None or _KIN.match(text, end) is not None
