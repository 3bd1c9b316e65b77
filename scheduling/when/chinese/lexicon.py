"""Loads the word tables of Chinese time; a word of the longest length is tried first."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from scheduling.when.said import Part


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    days: Mapping[str, int]
    day_heads: Mapping[str, int]
    part_tails: Mapping[str, Part]
    parts: Mapping[str, Part]
    parts_before_clock: Mapping[str, Part]
    units: Mapping[str, Mapping[str, int]]
    feasts: Mapping[str, str]
    plain_terms: tuple[str, ...]
    shy_terms: tuple[str, ...]
    traps: tuple[str, ...]
    day_number_followers: str
    surnames: str

    def unit(self, word: str) -> tuple[str, int]:
        """The kind of a unit (days, months, minutes, seconds, workdays) and how many of them it is."""
        for kind, words in self.units.items():
            if word in words:
                return kind, words[word]
        raise KeyError(word)


# 后, 前 and 内 begin other words (后天, 前台, 内部), which begin others still (后面谈 is 后 and 面谈).
LATER = (
    r"(?:以后|之后|过后|后(?!天|日(?![起止])|台|悔|果|勤|端(?!午)|备(?!好|齐|案)|面(?![谈签见访试])"
    r"|续(?![存签期保约费作贷])|期(?!满)|来(?![行办取电签访])))"
)
EARLIER = r"(?:之前|以前|前(?!后|台|往|景|任|列|面(?![谈签见访试])|期(?!满)|提(?![交供醒示款取前])|来(?!电)))"
INSIDE = r"(?:以内|之内|内(?!部|容|地(?!址)|测|外|蒙|向|行(?![里动])|存(?![入款够满进]))|里面|里(?!面|程|边))"


def any_of(words: Iterable[str]) -> str:
    """A pattern of all words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _load() -> Lexicon:
    raw = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8"))
    return Lexicon(
        days=raw["days"],
        day_heads=raw["day_heads"],
        part_tails=cast("Mapping[str, Part]", raw["part_tails"]),
        parts=cast("Mapping[str, Part]", raw["parts"]),
        parts_before_clock=cast("Mapping[str, Part]", raw["parts_before_clock"]),
        units=raw["units"],
        feasts=raw["feasts"],
        plain_terms=tuple(raw["terms"]["plain"]),
        shy_terms=tuple(raw["terms"]["shy"]),
        traps=tuple(raw["traps"]["words"]),
        day_number_followers=raw["traps"]["day_number_followers"],
        surnames=raw["traps"]["surnames"],
    )


LEXICON = _load()
