"""English numerals written as words, as numbers."""

import re

__all__ = ["SPELLED", "spelled"]

_ONES = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ONE, _TEN = "|".join(sorted(_ONES, key=len, reverse=True)), "|".join(_TENS)
_BELOW_HUNDRED = rf"(?:(?:{_TEN})(?:[- ](?:{_ONE}))?|(?:{_ONE}))"
# What stands before thousand, million and their like: 'two hundred and fifty', 'one point five', 'half a'.
SPELLED = (
    rf"(?:(?:a|{_ONE}) hundred(?: (?:and )?{_BELOW_HUNDRED})?|(?:{_ONE}) and a half"
    rf"|(?:{_ONE}) point (?:{_ONE})|half a|quarter of a|a couple of|{_BELOW_HUNDRED}|a(?= ))"
)
_HUNDREDS = re.compile(r"(\w+) hundred(?: (?:and )?(.+))?")
_POINT = re.compile(r"(\w+) point (\w+)")
_FIXED = {"half a": 0.5, "quarter of a": 0.25, "a couple of": 2.0, "a": 1.0}


def spelled(said: str) -> float | None:
    """The value of a numeral in small letters such as 'eighty', 'two hundred and fifty' or 'half a'."""
    if said in _FIXED:
        return _FIXED[said]
    if said.endswith(" and a half"):
        return _below_hundred(said.removesuffix(" and a half")) + 0.5
    if hundreds := _HUNDREDS.fullmatch(said):
        first = 1 if hundreds[1] == "a" else _below_hundred(hundreds[1])
        return 100.0 * first + (_below_hundred(hundreds[2]) if hundreds[2] else 0)
    if point := _POINT.fullmatch(said):
        return float(f"{_below_hundred(point[1]):.0f}.{_below_hundred(point[2]):.0f}")
    value = _below_hundred(said)
    return value or None


def _below_hundred(said: str) -> float:
    """0 where the words are no numeral."""
    return float(sum(_TENS.get(word, _ONES.get(word, 0)) for word in re.split("[- ]", said)))
