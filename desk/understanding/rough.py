"""Numbers that are said roughly (two or three, some ten thousand): each is at least so much."""

import re

from desk.understanding.numerals import DIGITS, number

__all__ = ["ROUGHLY", "rough"]

# 「万把块」, 「千把万」, 「个把亿」, 「万儿八千」; 「个把」 alone counts months.
ROUGHLY = (
    r"(?<![零〇一二两三四五六七八九十百千万\d])"
    r"(?:[百千万]把|个把(?=万|亿)|万儿八千|千儿八百|百儿八十|万八千(?!\d))"
)
_AT_LEAST = {
    "百把": 100,
    "千把": 1_000,
    "万把": 10_000,
    "个把": 1,
    "万儿八千": 10_000,
    "万八千": 8_000,
    "千儿八百": 1_000,
    "百儿八十": 80,
    "百八十": 80,
}
# 「二三十」, 「一两百」, 「三五十」: the lower of the two. 「十七八」: what stands before them is sure.
_EITHER = re.compile(
    r"(?P<sure>(?:[一二两三四五六七八九]?十|[一二两三四五六七八九]百)?)(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<unit>[十百千]?)"
)


def rough(said: str) -> float | None:
    """What a rough numeral is at least; None where it is none."""
    if said in _AT_LEAST:
        return float(_AT_LEAST[said])
    match = _EITHER.fullmatch(said)
    if match is None:
        return None
    low, high = DIGITS[match["low"]], DIGITS[match["high"]]
    if not (high == low + 1 or (low, high) == (3, 5)) or (match["sure"] and match["unit"]):
        return None
    unit = number(match["unit"]) if match["unit"] else 1.0
    return (number(match["sure"]) or 0.0) + low * (unit or 1.0)
