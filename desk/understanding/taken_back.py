"""Names that the speaker takes back in the same breath: 「给张磊，不对，是张伟打了电话」."""

import re
from collections.abc import Sequence
from itertools import pairwise

__all__ = ["taken_back"]

# Between the name said first and the one that is meant.
_RATHER = re.compile(
    r"(?:的|那个)?[\s,，.…]*[哦噢呃啊哎嗯]*"
    r"(?:不是[\s,，]*(?:应该)?是|(?:哦不|噢不|啊不|呃不|不对|不不|我?[说记讲]错了?|错了)[\s,，]*(?:应该|我说的)?是?(?:跟|和|给|找|陪|去)?"
    r"|(?:sorry|i mean|no|wait|correction|scratch that|oops|actually|make that|rather),? "
    r"(?:(?:it was|i meant?) )?)"
    r"[\s,，]*"
)
_NOT = re.compile(r"(?:不是|并非|\bnot)\s?$")
_BUT = re.compile(r"[\s,，]*(?:而|应该)?是\s?|, ?(?:but|it'?s) ")
_AND_NOT = re.compile(r"[\s,，]*(?:而)?不是\s?|,? not ")
_IS = re.compile(r"是\s?$")
_ENDS = re.compile(r"$|[\s,，。;；.!！]")


def taken_back(text: str, said: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Which of the names are not meant; each is given by where it stands in the simplified line."""
    wrong: set[int] = set()
    for row, ((start, end), (following, stop)) in enumerate(pairwise(said)):
        between = text[end:following]
        if _NOT.search(text[:start]) and _BUT.fullmatch(between):
            # 「张炜不是张磊是张伟」: neither of the first two.
            first = row and _NOT.fullmatch(text[said[row - 1][1] : start].strip(" ,，"))
            wrong |= {row - 1, row} if first else {row}
        elif _AND_NOT.fullmatch(between) and _IS.search(text[:start]) and _ENDS.match(text, stop):
            wrong.add(row + 1)
        elif _RATHER.fullmatch(between):
            wrong.add(row)
    return frozenset(wrong)
