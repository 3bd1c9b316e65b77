"""留痕核对: the heads of all audit chains as a file for the operator to keep, and to compare with later."""

import re
from collections.abc import Iterable
from datetime import date

from store.audit import Head

_NAME = re.compile(r"audit-\d{4}-\d{2}-\d{2}.*\.txt")
_FIRST = "guanjia audit heads"
_LINE = re.compile(r"(\S+) (\d{1,18}) ([0-9a-f]{64})")


def seal_name(day: date) -> str:
    return f"audit-{day}.txt"


def is_seal(name: str) -> bool:
    """Whether a file is called as such files are, also when it was saved twice."""
    return _NAME.fullmatch(name) is not None


def written(day: date, heads: Iterable[Head]) -> bytes:
    """A chain a line: its partition, the number of its last entry, and that entry's seal."""
    lines = (f"{head.partition} {head.seq} {head.mac}" for head in heads)
    return "\n".join((f"{_FIRST} {day}", *lines, "")).encode()


def read(body: bytes) -> tuple[Head, ...] | None:
    """The heads of such a file; None where it is none, or not whole."""
    first, *lines = body.decode("utf-8-sig", errors="replace").splitlines() or [""]
    if not first.startswith(_FIRST):
        return None
    found = [_LINE.fullmatch(line.strip()) for line in lines if line.strip()]
    if not found or None in found:
        return None
    return tuple(Head(partition=one[1], seq=int(one[2]), mac=one[3]) for one in found if one)
