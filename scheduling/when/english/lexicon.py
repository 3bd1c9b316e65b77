"""Loads the word tables of English time."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from scheduling.when.said import Part


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    numbers: Mapping[str, float]
    ordinals: Mapping[str, int]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    days: Mapping[str, int]
    parts: Mapping[str, Part]
    units: Mapping[str, tuple[str, int]]
    feasts: Mapping[str, str]


def any_of(words: Iterable[str]) -> str:
    """A pattern of all words, the longest first; one space may be several."""
    ordered = sorted(words, key=len, reverse=True)
    return (
        "(?:"
        + "|".join(re.escape(word).replace("\\ ", r"\s+").replace("'", "['’]") for word in ordered)
        + ")"
    )


def _load() -> Lexicon:
    raw = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8"))
    return Lexicon(
        numbers=raw["numbers"],
        ordinals=raw["ordinals"],
        months=raw["months"],
        weekdays=raw["weekdays"],
        days=raw["days"],
        parts=cast("Mapping[str, Part]", raw["parts"]),
        units={word: (str(kind), int(size)) for word, (kind, size) in raw["units"].items()},
        feasts=raw["feasts"],
    )


LEXICON = _load()


def plain(text: str) -> str:
    """One spelling of a word or phrase: lower case, single spaces, straight apostrophes."""
    return re.sub(r"\s+", " ", text.lower()).replace("’", "'").strip()


def number(text: str) -> float | None:
    """A count in figures or words; "a", "half an", "a few" included."""
    word = plain(text)
    if re.fullmatch(r"\d+(?:\.\d+)?", word):
        return float(word)
    return LEXICON.numbers.get(word)


def ordinal(text: str) -> int | None:
    """A day's number: 5, 5th, fifth, twenty-fourth."""
    word = plain(text)
    figures = re.match(r"\d+", word)
    return int(figures[0]) if figures else LEXICON.ordinals.get(word)


def month_number(text: str) -> int:
    return LEXICON.months[plain(text)[:3]]


def weekday_number(text: str) -> int:
    return LEXICON.weekdays[plain(text)[:3]]
